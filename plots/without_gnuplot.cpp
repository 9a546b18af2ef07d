// In the place of gnuplot.cpp where there is no gnuplot: in a page of a browser.
#include "plots/svg.hpp"

namespace autoencoder::plots {

std::string render(const Figure& figure, Format /*format*/, std::chrono::milliseconds /*limit*/)
{
    return svg_element(figure);
}

} // namespace autoencoder::plots
