// The entry point that every room's test program shares.
#define BOOST_TEST_MODULE autoencoder
#include <boost/test/unit_test.hpp>
