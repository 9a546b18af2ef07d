/// @file
/// Asking a reader's function and finding the mistake behind its answers.
#pragma once

#include "exercises/exercise.hpp"

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace autoencoder::exercise {

/// What makes an answer no answer, such as a list that is too long: thrown by the check itself, not by the reader's function.
struct NoAnswer : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A mistake that somebody may make, and the answer it gives.
struct Guess {
    std::string mistake; ///< in plain words
    double answer;       ///< what a function with this mistake returns
};

/// Asks a function again and again, and compares.
class Examination {
public:
    /// Nothing asked yet.
    /// @param question what the function should give, in a few words
    explicit Examination(std::string question);

    /// Asks once. An exception of the function becomes a complaint. What is expected is told afterwards, by `expect()`, and
    /// best computed afterwards: a function that returns what it never set returns what lies in memory.
    /// @param where  with what the function is called, in a few words
    /// @param answer calls the reader's function
    void ask(const std::string& where, const std::function<double()>& answer);

    /// Tells what the last call should have given.
    /// @param expected the right answer
    /// @param guesses  wrong answers that have a name, in the same order for every call
    void expect(double expected, std::vector<Guess> guesses = {});

    /// The answers so far.
    /// @return one row a call
    const std::vector<Row>& rows() const { return verdict_.rows; }

    /// The first call that gave no answer: an exception, no finite number, a variable that was never set.
    /// @return why, and in which call; nothing when every call gave a number
    std::optional<std::string> complaint() const;

    /// What is seen without knowing the question: the same number everywhere.
    /// @return the mistake in plain words, or nothing
    std::optional<std::string> plain_mistake() const;

    /// Whether every answer is right but for its last digits.
    /// @param relative_error the largest one
    /// @return false also when all are right
    bool almost_right(double relative_error) const;

    /// Why the last digits are wrong: a float, a rounded constant, a difference quotient.
    /// @return the cause, or those that it may be
    std::string last_digits() const;

    /// What the ratio of the answers to the right ones tells: a sign, a constant factor, some answers right.
    /// @return the mistake in plain words
    std::string mistake_by_ratio() const;

    /// The verdict, with the mistakes that explain all answers: guessed, plain, by ratio. A guess counts when it gives
    /// what was given in every call, those with the right answer included; several that do are all named.
    /// @return rows and diagnosis
    Verdict verdict() const;

    /// The verdict with a diagnosis found elsewhere.
    /// @param diagnosis the mistake in plain words
    /// @return rows and diagnosis
    Verdict verdict(std::string diagnosis) const;

private:
    std::optional<std::string> guessed_mistake() const;
    bool all_rows(const std::function<bool(const Row&)>& holds) const;

    Verdict verdict_;
    std::vector<std::vector<Guess>> guesses_;
};

} // namespace autoencoder::exercise
