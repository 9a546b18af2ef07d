/// @file
/// What the backpropagation chapters share: the sample they look at, and the table that proves what they computed.
#pragma once

#include "network/backpropagation.hpp"
#include "network/chain_rule.hpp"
#include "network/values.hpp"
#include "workbook/chapter.hpp"

#include <string>
#include <vector>

namespace autoencoder::workbook {

/// One line of a derivation: a derivative, and the number that a chapter has computed for it.
struct Step {
    Quantity of;         ///< what changes
    Quantity by;         ///< what it changes with
    double value;        ///< what the chapter says ∂of/∂by is
    std::string words{}; ///< where the number comes from; may be empty for a direct factor, which knows its own words
};

/// The forward pass of the sample that the settings ask for, at the initial parameters.
/// @param settings what the command line asked for
/// @return all 44 quantities
Evaluation<double> evaluation(const Settings& settings);

/// What the chapters before have shown: the derivatives of the loss at an evaluation, by backpropagation.
/// @param x where
/// @return all 40 derivatives of the loss
LossDerivatives<double> derivatives_so_far(const Evaluation<double>& x);

/// A table of the paths from a quantity to the loss: the nodes on the way, the factors in words without those that are 1,
/// their product; and in the last line the sum. Factors with which all paths begin have a line of their own and stand as
/// `…` in the others.
/// @param x    where the products are taken
/// @param from a parameter, a node input or a node output
/// @return one row for each path, with its product, and a last row with their sum
Table paths_to_the_loss(const Evaluation<double>& x, Quantity from);

/// Prints a table with a line for each step: the derivative, the factor in words, the value, what each witness says, the
/// running error bound, and the error in units of it. Then checks that every step holds before every witness, and that
/// the last one is what the library's backpropagation says. A step that fails is named with its diagnosis.
/// @param page  where to print; it takes the checks
/// @param x     the evaluation that the steps belong to
/// @param steps in the order of the derivation, the result last; each one of the document's 82 derivatives
/// @throws std::invalid_argument without a step, or for a derivative that is not among the 82
void prove(Page& page, const Evaluation<double>& x, const std::vector<Step>& steps);

/// The same for the gradient of a batch: one line for each of the 24 parameters, with its value in the second column.
/// @param page       where to print; it takes the checks
/// @param parameters where the gradient is taken
/// @param batch      at least one sample
/// @param gradient   what is said to be the gradient of the batch's mean loss
void prove_gradient(Page& page, const Parameters<double>& parameters, const std::vector<Sample<double>>& batch,
                    const Parameters<double>& gradient);

} // namespace autoencoder::workbook
