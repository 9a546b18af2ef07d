/// @file
/// The ways to get a chain rule wrong, each with its name. The diagnosis looks for one that explains what was given.
#pragma once

#include "network/chain_rule.hpp"
#include "network/loss.hpp"
#include "verification/derivative.hpp"
#include "verification/mistake.hpp"
#include "verification/point.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace autoencoder::verification {

/// All numbers of one sample, and every derivative between them: what a guess is computed from.
struct Facts {
    Evaluation<double> x; ///< the forward pass
    /// Every derivative, at the positions of `of` and `by`; 0 where the one is not upstream of the other.
    std::array<std::array<double, quantity_count>, quantity_count> derivatives{};
    LossFunction function; ///< which loss

    /// A derivative at this sample.
    /// @param d any; by a parameter, node input or node output
    /// @return its value
    double operator[](Derivative d) const { return derivatives.at(position(d.of)).at(position(d.by)); }
    /// A factor of a chain at this sample.
    /// @param f any
    /// @return its value
    double operator[](Factor f) const { return (*this)[Derivative{f.of, f.by}]; }
};

/// The facts of a sample. The derivatives come from dual numbers in 50 digits and not from backpropagation.
/// @param point  the parameters and the loss
/// @param sample the sample
/// @return every number and derivative there
Facts facts_at(const Point& point, const Sample<double>& sample);

/// What something comes to at one sample.
using Formula = std::function<double(const Facts&)>;

/// One way to get the chain rule wrong. What is not set is as it should be.
struct Change {
    Mistake mistake;                ///< its kind
    std::string sentence;           ///< the mistake in plain words
    double scale = 1.0;             ///< constant in front
    std::optional<Factor> factor{}; ///< this factor ...
    Formula instead{};              ///< ... has this value
    std::vector<double> of_paths{}; ///< what each path is multiplied by: 0 when it is left out
};

/// One way to get something else than the chain rule.
struct Guess {
    Mistake mistake;      ///< its kind
    std::string sentence; ///< the mistake in plain words
    Formula value;        ///< what it gives
};

/// The chain rule of one derivative: the paths whose products add up to it.
struct Chain {
    Derivative derivative;   ///< which
    std::vector<Path> paths; ///< at least one

    /// What it gives with other factors.
    /// @param factor_on called with the position of the path and the factor
    /// @return the sum over the paths
    double value(const std::function<double(std::size_t, Factor)>& factor_on) const;

    /// What it gives with some mistakes in it.
    /// @param facts   where
    /// @param changes the mistakes
    /// @return the sum over the paths
    double value(const Facts& facts, std::span<const Change* const> changes) const;
};

/// The chain rule of a derivative.
/// @param derivative any
/// @return its paths
/// @throws std::invalid_argument when `by` is not upstream of `of`
Chain chain_of(Derivative derivative);

/// A wrong constant in front: a sign, the other loss, a whole multiple.
/// @param chain    what was asked for
/// @param function which loss
/// @return the changes, the plainest first
std::vector<Change> constants(const Chain& chain, LossFunction function);

/// Each factor left out.
/// @param chain    what was asked for
/// @param function which loss
/// @return one change for each factor that is not 1
std::vector<Change> missing_factors(const Chain& chain, LossFunction function);

/// Each factor there twice.
/// @param chain    what was asked for
/// @param function which loss
/// @return one change for each factor that is not 1
std::vector<Change> doubled_factors(const Chain& chain, LossFunction function);

/// Sums over the paths with some of them left out, subtracted or without the ⅔ of the loss, or with one there twice.
/// @param chain    what was asked for
/// @param function which loss
/// @return changes for each choice of paths; none for a single path
std::vector<Change> changed_paths(const Chain& chain, LossFunction function);

/// The right first factor with the derivative of the loss by a wrong node behind it.
/// @param chain what was asked for
/// @return one change for each node input and output; none when the paths begin with different factors
std::vector<Change> wrong_news(const Chain& chain);

/// Other numbers of the network in the place of each factor.
/// @param chain    what was asked for
/// @param function which loss
/// @return one change for each factor and number
std::vector<Change> replaced_factors(const Chain& chain, LossFunction function);

/// What is no change of one factor: several factors left out or exchanged, brackets left out or closed too early, sums
/// for products, terms or factors too many.
/// @param chain    what was asked for
/// @param function which loss
/// @return the guesses, the plainest first
std::vector<Guess> wilder_guesses(const Chain& chain, LossFunction function);

/// What may be taken for a derivative: those of the document, and before them any by the same or of the same quantity.
/// @param asked what was asked for
/// @return other derivatives, some of them more than once
std::vector<Derivative> neighbours_of(Derivative asked);

/// How two names differ, for somebody who took one for the other.
/// @param asked what was asked for
/// @param given what was taken
/// @return the slip in plain words
std::string slip_in_words(Quantity asked, Quantity given);

} // namespace autoencoder::verification
