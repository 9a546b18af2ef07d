/// @file
/// Which mutant runs. The copies of the project's files that tests/mutation makes ask here; the project itself never does.
#pragma once

#include <type_traits> // for the copies: they name a type by std::decay_t

namespace autoencoder::mutation {

/// The variant that runs, from the environment: `MUTANT=17`.
/// @return its number; 0 for the program as it is
int variant();

/// What the formula with a number is multiplied by, from the environment: `MUTANT=3*1+1e-9` or `MUTANT=3*2,5/2`.
/// @param site number of the formula
/// @return 1 for a formula that is left alone
double factor_of(int site);

/// The value of a formula that is a real number, scaled when the mutant says so.
/// @param site  number of the formula
/// @param value what the formula gives
/// @return the value times `factor_of(site)`
template <class R>
R scaled(int site, const R& value)
{
    const double factor = factor_of(site);
    return factor == 1.0 ? value : R(value * R(factor));
}

} // namespace autoencoder::mutation
