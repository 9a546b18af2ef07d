#include "workbook/derivation.hpp"
#include <ostream>
using namespace autoencoder;
void bias_b9(workbook::Page& page)
{
    const Evaluation<double> x = workbook::evaluation(page.settings());

    const double dL_dO9 = 2.0 / 3.0 * (x.nodes.O9 - x.sample.I1);
    const double dO9_dO9_in = 1;
    const double dO9_in_db_9 = 1;
    const double dL_db_9 = dO9_in_db_9 * dO9_dO9_in * dL_dO9;

    page.report() << "∂L/∂b9 of sample " << page.settings().sample << "\n\n";
    using enum Quantity;
    prove(page, x,
          {{O9_in, b_9, dO9_in_db_9}, {O9, O9_in, dO9_dO9_in}, {L, O9, dL_dO9}, {L, b_9, dL_db_9, "product"}});
}
int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run({"06_bias_b9", "Derives ∂L/∂b9.", {seed, data_seed, samples, sigma, sample}}, argc, argv, bias_b9);
}
