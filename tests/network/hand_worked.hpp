/// @file
/// A network and a sample that can be worked on paper: every sigmoid has an input ln(a/b), and so the output a/(a+b).
#pragma once

#include "network/values.hpp"

#include <cmath>

namespace autoencoder::hand_worked {

/// I = (1, 2, −1).
template <class T>
Sample<T> sample()
{
    return {T(1), T(2), T(-1)};
}

/// Parameters with the outputs
/// L4 = 3/4, since L4in = ln 3 · 1 + ½ · 2 + 1 · (−1) + 0 = ln 3;
/// L5 = 1/5, since L5in = 1 · 1 − 1 · 2 + 2 · (−1) + (3 − ln 4) = −ln 4;
/// M6 = 3/5, since M6in = 4 · ¾ + 10 · ⅕ + (ln 3/2 − 5) = ln 3/2;
/// R7 = 9/10, since R7in = 5 · ⅗ + (ln 9 − 3) = ln 9;
/// R8 = 3/10, since R8in = −10 · ⅗ + (ln 3/7 + 6) = ln 3/7;
/// O9 = 2 · 0.9 + 1 · 0.3 − 1 = 1.1, O10 = −1 · 0.9 + 4 · 0.3 + 2 = 2.3, O11 = 1 · 0.9 − 2 · 0.3 − 0.7 = −0.4.
template <class T>
Parameters<T> parameters()
{
    using std::log;
    Parameters<T> p;
    p.lambda_1_4 = log(T(3));
    p.lambda_2_4 = T(1) / T(2);
    p.lambda_3_4 = T(1);
    p.lambda_1_5 = T(1);
    p.lambda_2_5 = T(-1);
    p.lambda_3_5 = T(2);
    p.lambda_4_6 = T(4);
    p.lambda_5_6 = T(10);
    p.lambda_6_7 = T(5);
    p.lambda_6_8 = T(-10);
    p.lambda_7_9 = T(2);
    p.lambda_8_9 = T(1);
    p.lambda_7_10 = T(-1);
    p.lambda_8_10 = T(4);
    p.lambda_7_11 = T(1);
    p.lambda_8_11 = T(-2);
    p.b_4 = T(0);
    p.b_5 = T(T(3) - log(T(4)));
    p.b_6 = T(log(T(T(3) / T(2))) - T(5));
    p.b_7 = T(log(T(9)) - T(3));
    p.b_8 = T(log(T(T(3) / T(7))) + T(6));
    p.b_9 = T(-1);
    p.b_10 = T(2);
    p.b_11 = T(T(-7) / T(10));
    return p;
}

} // namespace autoencoder::hand_worked
