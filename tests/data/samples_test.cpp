#include "data/samples.hpp"
#include <boost/test/unit_test.hpp>
BOOST_AUTO_TEST_CASE(a) { BOOST_TEST(autoencoder::label_of({1,2,3})==1.0); }
