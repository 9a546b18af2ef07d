// The entry point that every room's test program shares.
#define BOOST_TEST_MODULE autoencoder
#include <boost/test/unit_test.hpp>

#include <csignal>

namespace {

/// Some tests ask a program to end by a signal. Whoever started the tests in the background may have had these ignored,
/// and a program leaves an ignored signal as it is.
struct SignalsAsInTheForeground {
    SignalsAsInTheForeground()
    {
        for (const int signal : {SIGHUP, SIGINT, SIGQUIT, SIGTERM}) {
            std::signal(signal, SIG_DFL);
        }
    }
};

} // namespace

BOOST_TEST_GLOBAL_FIXTURE(SignalsAsInTheForeground);
