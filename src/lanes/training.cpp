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

std::size_t blocks_for(std::size_t samples)
{
    return (samples + samples_at_once - 1) / samples_at_once;
}

/// The samples in the order that `Kernels` wants. Places that are left over repeat the last sample: a number that is
/// not finite there is not finite in the batch either.
std::vector<double> in_blocks(std::span<const Sample<double>> samples)
{
    std::vector<double> blocks;
    blocks.reserve(blocks_for(samples.size()) * 3 * samples_at_once);
    for (std::size_t first = 0; first < samples.size(); first += samples_at_once) {
        for (const auto input : {&Sample<double>::I1, &Sample<double>::I2, &Sample<double>::I3}) {
            for (std::size_t i = first; i < first + samples_at_once; ++i) {
                blocks.push_back(samples[std::min(i, samples.size() - 1)].*input);
            }
        }
    }
    return blocks;
}

/// One pass over a batch in blocks, and where its results are put in order.
class BlockPass {
public:
    BlockPass(std::span<const Sample<double>> batch, LossFunction function, const Kernels& kernels)
        : kernels_(kernels),
          function_(function),
          samples_(batch.size()),
          blocks_(in_blocks(batch)),
          M6_(blocks_for(batch.size()) * samples_at_once),
          outputs_(3 * M6_.size())
    {
    }

    void run(const Parameters<double>& parameters, Epoch& epoch)
    {
        kernels_.pass(parameters, blocks_.data(), samples_, function_,
                      {epoch.loss, epoch.gradient, M6_.data(), outputs_.data()});
    }

    void values(Epoch& epoch) const
    {
        std::copy_n(M6_.begin(), samples_, epoch.M6.begin());
        const double* O = outputs_.data();
        for (std::size_t first = 0; first < samples_; first += samples_at_once, O += 3 * samples_at_once) {
            for (std::size_t i = 0; i < std::min(samples_at_once, samples_ - first); ++i) {
                epoch.outputs[first + i] = {O[i], O[i + samples_at_once], O[i + 2 * samples_at_once]};
            }
        }
    }

private:
    const Kernels& kernels_;
    LossFunction function_;
    std::size_t samples_;
    std::vector<double> blocks_;
    std::vector<double> M6_;
    std::vector<double> outputs_;
};

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
            kernels.train(parameters_.data(), batch.data(), batch.size(), options.loss_function, options.learning_rate,
                          std::min(between_questions, options.epochs - epoch),
                          together_.data() + static_cast<std::size_t>(epoch) * networks_);
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

Training train(const Parameters<double>& start, std::span<const Sample<double>> batch, const TrainingOptions& options,
               std::span<const Sample<double>> test_batch, InstructionSet set)
{
    const Kernels& kernels = kernels_of(set);
    BlockPass block_pass(batch, options.loss_function, kernels);
    const std::vector<double> test_blocks = in_blocks(test_batch);
    Pass pass;
    pass.epoch = [&block_pass](const Parameters<double>& parameters, Epoch& epoch) {
        block_pass.run(parameters, epoch);
    };
    pass.values = [&block_pass](Epoch& epoch) { block_pass.values(epoch); };
    if (!test_batch.empty()) {
        pass.test_loss = [&](const Parameters<double>& parameters) {
            return kernels.mean_loss(parameters, test_blocks.data(), test_batch.size(), options.loss_function);
        };
    }
    return train_with(start, batch.size(), options, pass);
}

std::size_t train_many(std::span<const Parameters<double>> starts, std::span<const Sample<double>> batch,
                       const ManyOptions& options, const Finished& finished)
{
    const Kernels& kernels = kernels_of(options.set);
    TrainingOptions each;
    each.epochs = options.epochs;
    each.learning_rate = options.learning_rate;
    require_sense(each, batch.size());

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
