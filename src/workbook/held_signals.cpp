#include "workbook/held_signals.hpp"

namespace autoencoder::workbook {

HeldSignals::HeldSignals()
{
    sigemptyset(&held_);
    for (const int signal : ending_signals) {
        struct sigaction action {};
        if (::sigaction(signal, nullptr, &action) == 0 && action.sa_handler != SIG_IGN) {
            sigaddset(&held_, signal); // one that is ignored would wait too, and look like a wish to end
        }
    }
    ::pthread_sigmask(SIG_BLOCK, &held_, &before_);
}

HeldSignals::~HeldSignals()
{
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

} // namespace autoencoder::workbook
