/// @file
/// Signals that ask a program to end, held back while something is half made.
#pragma once

#include <array>
#include <csignal>

namespace autoencoder::workbook {

/// The signals by which a person, a batch system, a closed terminal or a limit of time asks a program to end.
inline constexpr std::array ending_signals{SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGXCPU};

/// While it lives, an ending signal waits; when the object goes, the signal takes its effect. What is to be whole or
/// gone by then (a set of files, a temporary directory) is declared after it. Signals that are ignored stay so.
class HeldSignals {
public:
    HeldSignals();
    HeldSignals(const HeldSignals&) = delete;
    HeldSignals& operator=(const HeldSignals&) = delete;
    ~HeldSignals();

    /// Those that are held back.
    /// @return the ending signals that are not ignored
    const sigset_t& held() const { return held_; }

    /// What was held back before, as a child process should have it.
    /// @return the mask that is restored in the end
    const sigset_t& before() const { return before_; }

private:
    sigset_t held_{};
    sigset_t before_{};
};

} // namespace autoencoder::workbook
