// In the place of plots/gnuplot.cpp: a page of a browser has no gnuplot.
#include "plots/svg.hpp"

namespace autoencoder::plots {

std::string render(const Figure& figure, Format /*format*/, std::chrono::milliseconds /*limit*/)
{
    return svg_element(figure);
}

} // namespace autoencoder::plots
