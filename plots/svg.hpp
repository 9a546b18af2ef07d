/// @file
/// A figure as SVG without gnuplot: the same picture to within a pixel, for pages that draw while they are read.
#pragma once

#include "plots/figure.hpp"

#include <string>

namespace autoencoder::plots {

/// Draws a figure as an SVG element for a page: no ground, every colour a CSS variable such as `--figure-d55e00`, with
/// title and description for screen readers. What gnuplot draws from the same picture lies at the same places.
/// @param figure what is drawn
/// @return one `<svg>` element
/// @throws std::invalid_argument for an axis that cannot be drawn, as `render`
std::string svg_element(const Figure& figure);

} // namespace autoencoder::plots
