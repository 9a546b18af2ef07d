// The job with Eigen: one matrix for each layer's weights, the samples of the batch in columns.
#include "data/random_stream.hpp"
#include "data/samples.hpp"
#include "network/initialization.hpp"
#include "tests/benchmark/report.hpp"

#include <Eigen/Dense>

using namespace autoencoder;
using Eigen::Dynamic;
using Eigen::Matrix;

namespace {

template <int rows>
using Batch = Matrix<double, rows, Dynamic>;

template <int in, int out>
struct Dense {
    Matrix<double, out, in> weights;
    Matrix<double, out, 1> biases = Matrix<double, out, 1>::Zero();

    void into(const Batch<in>& inputs, Batch<out>& sums) const
    {
        sums.noalias() = weights * inputs;
        sums.colwise() += biases;
    }
    void step(const Batch<in>& inputs, const Batch<out>& by_sums, double rate)
    {
        weights.noalias() -= rate * (by_sums * inputs.transpose());
        biases.noalias() -= rate * by_sums.rowwise().sum();
    }
};

template <int rows>
void activate(Batch<rows>& values)
{
    values.array() = 1.0 / (1.0 + (-values.array()).exp());
}

template <int rows>
void through_slope(Batch<rows>& derivatives, const Batch<rows>& outputs)
{
    derivatives.array() *= outputs.array() * (1.0 - outputs.array());
}

std::vector<double> job()
{
    constexpr long epochs = 10000;
    const auto samples = make_dataset(14).samples;
    const auto n = static_cast<long>(samples.size());
    Batch<3> I(3, n);
    for (long i = 0; i < n; ++i) {
        const auto& z = samples[static_cast<std::size_t>(i)];
        I.col(i) << z.I1, z.I2, z.I3;
    }
    RandomStream stream(13);
    const auto p = initialize([&stream](double low, double high) { return stream.uniform(low, high); });
    Dense<3, 2> to_L;
    Dense<2, 1> to_M;
    Dense<1, 2> to_R;
    Dense<2, 3> to_O;
    to_L.weights << p.lambda_1_4, p.lambda_2_4, p.lambda_3_4, p.lambda_1_5, p.lambda_2_5, p.lambda_3_5;
    to_M.weights << p.lambda_4_6, p.lambda_5_6;
    to_R.weights << p.lambda_6_7, p.lambda_6_8;
    to_O.weights << p.lambda_7_9, p.lambda_8_9, p.lambda_7_10, p.lambda_8_10, p.lambda_7_11, p.lambda_8_11;

    std::vector<double> loss(epochs);
    Eigen::MatrixXd all_M6(n, epochs);
    Eigen::MatrixXd all_O(3 * n, epochs);
    Batch<2> L(2, n), R(2, n), dL(2, n), dR(2, n);
    Batch<1> M(1, n), dM(1, n);
    Batch<3> O(3, n), dO(3, n);
    const double rate = 0.1 / static_cast<double>(n);
    for (long e = 0; e < epochs; ++e) {
        to_L.into(I, L);
        activate(L);
        to_M.into(L, M);
        activate(M);
        to_R.into(M, R);
        activate(R);
        to_O.into(R, O);
        dO = O - I;
        loss[static_cast<std::size_t>(e)] = dO.squaredNorm() / static_cast<double>(3 * n);
        all_M6.col(e) = M.transpose();
        all_O.col(e) = O.reshaped();
        dO *= 2.0 / 3.0;
        dR.noalias() = to_O.weights.transpose() * dO;
        through_slope(dR, R);
        dM.noalias() = to_R.weights.transpose() * dR;
        through_slope(dM, M);
        dL.noalias() = to_M.weights.transpose() * dM;
        through_slope(dL, L);
        to_O.step(R, dO, rate);
        to_R.step(M, dR, rate);
        to_M.step(L, dM, rate);
        to_L.step(I, dL, rate);
    }
    return loss;
}

} // namespace

int main()
{
    benchmark::report(job);
}
