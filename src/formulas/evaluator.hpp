/// @file
/// Evaluates the equations of a text, one after the other.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace autoencoder::formulas {

/// What became of an equation.
enum class Outcome {
    holds,  ///< evaluated, and true; or false where the text says that it is wrong
    marked, ///< the text says why it cannot be evaluated
    names,  ///< gives a name to something that later equations use
    none,   ///< has no relation: there is nothing to compare
    fails   ///< false, or neither evaluated nor marked
};

/// What an equation was found to be.
struct Verdict {
    Outcome outcome = Outcome::holds; ///< what became of it
    std::string reason;               ///< why it fails, or why it is marked
    std::size_t points = 0;           ///< at how many points it was evaluated
    double worst = 0.0;               ///< largest relative error where both sides are exact
    double worst_rounded = 0.0;       ///< largest error in units of what the rounding of typed digits allows
};

/// Evaluates the equations of one text in the order in which they stand: names that an equation gives hold from there on.
///
/// An equation without numbers is evaluated in 50 digits at random networks, one with numbers at the document's own
/// network and first sample, where typed digits stand for all that round to them. A derivative is computed by dual
/// numbers. `\place{…}` in a formula says where else it holds, in words with commas between them: `trained`, `last epoch`,
/// `sample 3`, `test`, `batch`, `other loss`, `Xavier`, `noise-free`, `outputs`, `hidden`, `into M6`, `least squares`,
/// `points on a line`, `order 2`, `dual numbers`, `wrong on purpose`, `not evaluable: reason`.
class Evaluator {
public:
    /// Starts with a text.
    /// @param values `NAME.values.json` of its program, with the numbers that `\run` names; may not exist
    explicit Evaluator(const std::filesystem::path& values = {});
    ~Evaluator();
    Evaluator(const Evaluator&) = delete;
    Evaluator& operator=(const Evaluator&) = delete;

    /// Evaluates an equation.
    /// @param formula in LaTeX or Unicode, with its `\place` if it has one
    /// @return whether it holds
    Verdict examine(const std::string& formula);

    /// Names that an equation gave and no later one used: what they stand for was not compared with anything.
    /// @return the letters
    std::vector<std::string> unused() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace autoencoder::formulas
