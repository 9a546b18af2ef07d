/// @file
/// What is recorded for every sample, epoch by epoch.
#pragma once

#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace autoencoder {

/// A record of epochs with one entry for each sample. All epochs lie one behind the other in one piece of memory: ten
/// thousand small pieces would cost more time than the training itself.
template <class T>
class History {
public:
    /// An empty record.
    /// @param samples entries of an epoch
    explicit History(std::size_t samples = 0) : samples_(samples) {}

    /// Makes room, so that adding epochs does not move those that are there.
    /// @param epochs how many in all
    void reserve(std::size_t epochs) { entries_.reserve(epochs * samples_); }

    /// Forgets all epochs.
    void clear()
    {
        entries_.clear();
        epochs_ = 0;
    }

    /// Adds an epoch.
    /// @param epoch one entry for each sample
    /// @throws std::invalid_argument when their number is another
    void push_back(std::span<const T> epoch)
    {
        if (epoch.size() != samples_) {
            throw std::invalid_argument("an epoch of " + std::to_string(samples_)
                                        + " samples has " + std::to_string(epoch.size())
                                        + " entries");
        }
        entries_.insert(entries_.end(), epoch.begin(), epoch.end());
        ++epochs_;
    }

    /// How many epochs are recorded.
    /// @return 0 or more
    std::size_t size() const { return epochs_; }

    /// Whether nothing is recorded.
    /// @return true when `size()` is 0
    bool empty() const { return epochs_ == 0; }

    /// One epoch. What is returned looks into this record and lives as long.
    /// @param epoch less than `size()`
    /// @return one entry for each sample
    std::span<const T> operator[](std::size_t epoch) const
    {
        return std::span(entries_).subspan(epoch * samples_, samples_);
    }

    /// One epoch, its number checked.
    /// @param epoch its number
    /// @return one entry for each sample
    /// @throws std::out_of_range when there is no such epoch
    std::span<const T> at(std::size_t epoch) const
    {
        if (epoch >= epochs_) {
            throw std::out_of_range("epoch " + std::to_string(epoch) + " of "
                                    + std::to_string(epochs_));
        }
        return (*this)[epoch];
    }

    /// The first epoch recorded.
    /// @return one entry for each sample
    /// @throws std::out_of_range when there is none
    std::span<const T> front() const { return at(0); }

    /// The last epoch recorded.
    /// @return one entry for each sample
    /// @throws std::out_of_range when there is none
    std::span<const T> back() const { return at(epochs_ - 1); }

private:
    std::vector<T> entries_;
    std::size_t samples_;
    std::size_t epochs_ = 0;
};

} // namespace autoencoder
