/// @file
/// The exercises: what a reader's function is given, how its answers are examined, and how the verdict is told.
#pragma once

#include "network/values.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

/// The examination of the reader's answers. A reader's file hands its function to the check of its exercise, and the
/// verdict to `report()`.
namespace autoencoder::exercise {

/// Every number of one sample's way through the network, under the name that the book gives it: `x.lambda_7_9`, `x.b_9`,
/// `x.I1`, `x.R7_in`, `x.R7`.
struct Numbers : Parameters<double>, Nodes<double>, Sample<double> {
    double L = 0.0; ///< ℒ, the loss of this sample
};

/// What earlier chapters and their exercises have derived, as numbers at the same sample.
struct Known {
    double R7 = 0.0; ///< ∂ℒ/∂R7, chapter 8
    double R8 = 0.0; ///< ∂ℒ/∂R8, exercise 8
    double M6 = 0.0; ///< ∂ℒ/∂M6, chapter 11
};

/// An operand of a line of a tape.
struct TapeOperand {
    int place = -1;     ///< the line it stands in, counted from 0; −1 for none
    double slope = 0.0; ///< the derivative of the line with respect to it
};

/// A line of a tape: what an operation was made of.
struct TapeLine {
    std::array<TapeOperand, 2> operands; ///< up to two
};

/// One answer of the reader's function beside what it should be.
struct Row {
    std::string where;          ///< with what the function was called
    double given = 0.0;         ///< the reader's value
    double expected = 0.0;      ///< the witness's value
    std::string complaint = {}; ///< why there is no value, such as the message of an exception; empty when there is one

    /// Whether the two agree to nine digits. The order of the operations does not matter, a rounded constant does.
    /// @return false also for a value that is not a finite number
    bool right() const;
};

/// What an examination found.
struct Verdict {
    std::string question;       ///< what was asked for, such as `∂ℒ/∂b10`
    std::vector<Row> rows;      ///< every call
    std::string diagnosis = {}; ///< the mistake in plain words; empty when all rows are right

    /// Whether every answer is right.
    /// @return false also when nothing was asked
    bool passed() const;
};

/// Examines a formula for the derivative of one quantity by another one: at the book's network, fresh and trained, and
/// at random networks. What is expected comes from a complex step, which knows no chain rule.
/// @param of     what changes
/// @param by     what it changes with: a parameter, node input or node output upstream of it
/// @param answer the reader's formula
/// @return the verdict, with the mistake by its name
Verdict derivative(Quantity of, Quantity by, double (*answer)(const Numbers& x));

/// The same for a formula that builds on derivatives known already.
/// @param of     what changes
/// @param by     what it changes with: a parameter, node input or node output upstream of it
/// @param answer the reader's formula
/// @return the verdict, with the mistake by its name
Verdict derivative(Quantity of, Quantity by, double (*answer)(const Numbers& x, const Known& dL));

/// Examines the derivative of a batch's mean loss.
/// @param by     one of the 24 parameters
/// @param answer the reader's function, given the numbers of each sample
/// @return the verdict, with the mistake by its name
Verdict mean_derivative(Quantity by, double (*answer)(const std::vector<Numbers>& batch));

/// Exercise 1: the number of weights and biases of a layered network.
/// @param answer given the sizes of the layers, the input first
/// @return the verdict
Verdict parameter_count_of_layers(int (*answer)(const std::vector<int>& sizes));

/// Exercise 2: a weight by the plain Xavier rule.
/// @param answer given u in [0, 1) and the number p of inputs of the node
/// @return the verdict
Verdict xavier_weight(double (*answer)(double u, int p));

/// Exercise 3: the output of L5.
/// @param answer given the parameters and a sample
/// @return the verdict
Verdict output_of_L5(double (*answer)(const Parameters<double>& p, const Sample<double>& z));

/// Exercise 4: the derivative of the loss ¼ Σ (O − I)⁴ by O11.
/// @param answer given O11 and I3
/// @return the verdict
Verdict fourth_power_derivative(double (*answer)(double O11, double I3));

/// Exercise 5: a difference quotient of order 4 out of two of order 2.
/// @param answer given a function, the place x and the step h; gives the slope there
/// @return the verdict
Verdict fourth_order_difference(double (*answer)(const std::function<double(double)>& f, double x, double h));

/// Exercise 18: where a parameter is after some steps with momentum.
/// @param answer given the start, the derivative at each step, the learning rate η and the momentum β
/// @return the verdict
Verdict momentum(double (*answer)(double start, const std::vector<double>& derivatives, double learning_rate,
                                  double momentum));

/// Exercise 19: the slope of a line through a sample of any length, by least squares.
/// @param answer given the values at x = 1, 2, 3, …
/// @return the verdict
Verdict centred_slope(double (*answer)(const std::vector<double>& z));

/// Exercise 20: the losses of a training.
/// @param answer given the parameters to start from, the batch, the number of epochs and the learning rate
/// @return the verdict
Verdict losses_of_training(std::vector<double> (*answer)(Parameters<double> parameters,
                                                         const std::vector<Sample<double>>& batch, long epochs,
                                                         double learning_rate));

/// Exercise 21: the slope of the line that predicts the label from the latent value.
/// @param answer given the latent values and the labels
/// @return the verdict
Verdict slope_of_label(double (*answer)(const std::vector<double>& M6, const std::vector<double>& Y));

/// Exercise 22: the number of the sample with the largest loss, counted from 1.
/// @param answer given the numbers of each sample
/// @return the verdict
Verdict worst_sample(std::size_t (*answer)(const std::vector<Numbers>& batch));

/// Exercise 23: the typical error of an output over test samples, the root of the mean square.
/// @param answer given trained parameters and the test samples
/// @return the verdict
Verdict typical_error(double (*answer)(const Parameters<double>& p, const std::vector<Sample<double>>& test));

/// Exercise 24: the epoch that early stopping with patience keeps.
/// @param answer given the test loss of each epoch, and how many epochs without a new smallest loss are waited for
/// @return the verdict
Verdict epoch_kept(std::size_t (*answer)(const std::vector<double>& test_loss, std::size_t patience));

/// Exercise 25: by which factor the document's step 10 is off, which has ∂ℒ/∂b6 for ∂ℒ/∂b4.
/// @param answer given the numbers of a forward pass
/// @return the verdict
Verdict printed_step_10(double (*answer)(const Numbers& x));

/// Exercise 26: the median of the final losses of several seeds.
/// @param answer given the losses, in no order
/// @return the verdict
Verdict median_of_losses(double (*answer)(std::vector<double> losses));

/// Exercise 27: the angle between two gradients, in degrees.
/// @param answer given the two, equally long
/// @return the verdict
Verdict angle_of_gradients(double (*answer)(const std::vector<double>& right, const std::vector<double>& wrong));

/// Exercise 28: δ of a node, from the weights between two layers.
/// @param answer given the weights, W[i][j] from node j to node i; δ of the layer on the right; the outputs of the layer on
///               the left; and j, counted from 0
/// @return the verdict
Verdict delta_by_matrix(double (*answer)(const std::vector<std::vector<double>>& W, const std::vector<double>& delta,
                                         const std::vector<double>& x, std::size_t j));

/// Exercise 29: the derivatives of the last line of a tape with respect to each of its lines.
/// @param answer given the lines
/// @return the verdict
Verdict sweep_of_tape(std::vector<double> (*answer)(const std::vector<TapeLine>& tape));

/// Tells a verdict: the table of answers, then the diagnosis and where to find a hint, or what was found. What the reader's file still marks as to do is named.
/// @param verdict   what the examination found
/// @param file_name the reader's file: the one that calls this (clang 14 has no std::source_location)
/// @return the exit code for `main`: 0 when passed, else 1
int report(const Verdict& verdict, const char* file_name = __builtin_FILE());

} // namespace autoencoder::exercise
