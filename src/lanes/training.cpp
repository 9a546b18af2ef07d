#include "lanes/training.hpp"

#include "lanes/kernels.hpp"

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>

namespace autoencoder::lanes {

namespace {

const Kernels& kernels_of(InstructionSet set)
{
    const std::vector<InstructionSet> sets = available();
    if (std::ranges::find(sets, set) == sets.end()) {
        throw std::invalid_argument("this processor has no " + std::string(name_of(set)));
    }
    return set == InstructionSet::avx512 ? avx512_kernels : set == InstructionSet::avx2 ? avx2_kernels : any_kernels;
}

/// What a thread needs for the networks it trains together. Everything is allocated before the threads start.
class Group {
public:
    Group(std::size_t networks, long epochs)
        : networks_(networks),
          parameters_(parameter_count * networks),
          together_(networks * static_cast<std::size_t>(epochs)),
          loss_(static_cast<std::size_t>(epochs))
    {
    }

    /// Trains the networks from `first` on; places left over repeat the last one.
    /// @return whether they were trained to the end
    bool train(std::span<const Parameters<double>> starts, std::size_t first, std::span<const Sample<double>> batch,
               const ManyOptions& options, const Kernels& kernels)
    {
        for_each_parameter([&](auto i) {
            for (std::size_t lane = 0; lane < networks_; ++lane) {
                constexpr auto member = parameter_members<double>[i];
                const Parameters<double>& start = starts[std::min(first + lane, starts.size() - 1)];
                parameters_[i * networks_ + lane] = start.*member;
            }
        });
        constexpr long between_questions = 250; // a few milliseconds: an interruption is felt at once
        for (long epoch = 0; epoch < options.epochs; epoch += between_questions) {
            if (options.stop && options.stop()) {
                return false;
            }
            const long epochs = std::min(between_questions, options.epochs - epoch);
            double* const losses = together_.data() + static_cast<std::size_t>(epoch) * networks_;
            if (options.mistake == WrongGradient::none) {
                kernels.train(parameters_.data(), batch.data(), batch.size(), options.loss_function,
                              options.learning_rate, epochs, losses);
            } else {
                kernels.train_wrongly(parameters_.data(), batch.data(), batch.size(), options.mistake,
                                      options.learning_rate, epochs, losses);
            }
        }
        return true;
    }

    void tell(std::size_t lane, std::size_t index, const Finished& finished)
    {
        Parameters<double> end;
        for_each_parameter([&](auto i) {
            constexpr auto member = parameter_members<double>[i];
            end.*member = parameters_[i * networks_ + lane];
        });
        for (std::size_t epoch = 0; epoch < loss_.size(); ++epoch) {
            loss_[epoch] = together_[epoch * networks_ + lane];
        }
        finished(index, end, loss_);
    }

private:
    std::size_t networks_;
    std::vector<double> parameters_;
    std::vector<double> together_; ///< losses of the networks, epoch by epoch
    std::vector<double> loss_;     ///< losses of one network
};

} // namespace

std::string_view name_of(InstructionSet set)
{
    return set == InstructionSet::avx512 ? "AVX-512" : set == InstructionSet::avx2 ? "AVX2" : "any";
}

std::vector<InstructionSet> available()
{
    std::vector<InstructionSet> sets{InstructionSet::any};
#if defined(__x86_64__)
    // The same features as the Makefile compiles these files for.
    if (__builtin_cpu_supports("avx2")) {
        sets.push_back(InstructionSet::avx2);
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
            && __builtin_cpu_supports("avx512vl")) {
            sets.push_back(InstructionSet::avx512);
        }
    }
#endif
    return sets;
}

std::size_t train_many(std::span<const Parameters<double>> starts, std::span<const Sample<double>> batch,
                       const ManyOptions& options, const Finished& finished)
{
    const Kernels& kernels = kernels_of(options.set);
    TrainingOptions each;
    each.epochs = options.epochs;
    each.learning_rate = options.learning_rate;
    require_sense(each, batch.size());
    if (options.mistake != WrongGradient::none && options.loss_function != LossFunction::mean_of_squares) {
        throw std::invalid_argument("a training with a mistake has the mean of squares for its loss");
    }

    const std::size_t width = kernels.networks_at_once;
    const std::size_t groups = (starts.size() + width - 1) / width;
    const unsigned wanted = options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
    const std::size_t threads = std::min<std::size_t>(wanted, groups);
    std::vector<Group> workplaces(threads, Group(width, options.epochs));
    std::atomic<std::size_t> next = 0;
    std::atomic<std::size_t> done = 0;
    const auto work = [&](Group& group) {
        for (std::size_t g = next++; g < groups; g = next++) {
            if (!group.train(starts, g * width, batch, options, kernels)) {
                return;
            }
            for (std::size_t index = g * width; index < std::min(starts.size(), (g + 1) * width); ++index) {
                group.tell(index - g * width, index, finished);
                ++done;
            }
        }
    };
    {
        std::vector<std::jthread> pool; // cppcheck-suppress variableScope ; its end waits for the threads
        try {
            for (std::size_t t = 1; t < threads; ++t) {
                pool.emplace_back(work, std::ref(workplaces[t]));
            }
        } catch (const std::system_error&) { // the machine gives no more threads: fewer do the work as well
        }
        if (threads > 0) {
            work(workplaces.front());
        }
    }
    return done;
}

} // namespace autoencoder::lanes
