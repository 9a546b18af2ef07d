/// @file
/// What the charts share: axes with round numbers, titles, and free places for what is written into a chart.
#pragma once

#include "plots/picture.hpp"

#include <span>
#include <vector>

namespace autoencoder::plots {

/// A linear axis over a range, with marks at round numbers.
/// @param low       lower end
/// @param high      upper end, greater than low
/// @param intervals about how many intervals between marks
Axis linear_axis(double low, double high, int intervals = 5);

/// A linear axis that begins and ends at a mark, wide enough for all values.
/// @param values at least one
/// @param low    the axis reaches at least down to here
/// @param high   and at least up to here
Axis linear_axis_for(std::span<const double> values, double low, double high);

/// A logarithmic axis with marks at every `decades`-th power of ten.
Axis decade_axis(double low, double high, int decades);

/// A logarithmic axis with marks at 1, 2 and 5 times the powers of ten.
Axis logarithmic_axis(double low, double high);

/// An axis of epochs, 0 to the last one.
Axis epoch_axis(std::size_t epochs);

/// Writes the title of a picture at its top.
void add_title(Picture& picture, const Text& title);

/// Writes what the axes of a panel show: below the horizontal one, and above the vertical one, where it can be read
/// without turning the head.
void add_axis_titles(Picture& picture, const Panel& panel, const Text& x, const Text& y);

/// Moves positions apart until neighbours have a distance, as little as possible, keeping their order.
/// @param wanted   positions in any order
/// @param distance between neighbours; less when there is not enough room
/// @param low      lowest position allowed
/// @param high     highest position allowed
/// @return where each one goes, in the order of `wanted`
std::vector<double> spread(const std::vector<double>& wanted, double distance, double low, double high);

/// Knows what is already drawn in a chart and finds places for labels.
class FreePlaces {
public:
    /// Places within an area.
    explicit FreePlaces(Extent area) : area_(area) {}

    /// Nothing may be written here.
    void occupy(const Extent& extent) { taken_.push_back(extent); }

    /// Nothing should be written over this curve.
    /// @param points in drawing units
    void occupy(const std::vector<Point>& points) { curves_.push_back(points); }

    /// Puts a label near a point, where it covers least; its place is occupied from then on.
    /// @param label   what is written; its place is computed
    /// @param anchor  what it is written about
    /// @param nearest least distance from the anchor
    Label place(Label label, Point anchor, double nearest = 10.0);

private:
    double cost(const Extent& extent) const;

    Extent area_;
    std::vector<Extent> taken_;
    std::vector<std::vector<Point>> curves_;
};

} // namespace autoencoder::plots
