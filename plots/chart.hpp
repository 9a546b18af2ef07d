/// @file
/// What the charts share: axes with round numbers, titles, and free places for what is written into a chart.
#pragma once

#include "plots/picture.hpp"

#include <span>
#include <string>
#include <vector>

namespace autoencoder::plots {

/// A linear axis over a range, with marks at round numbers.
/// @param low       lower end
/// @param high      upper end, greater than low
/// @param intervals about how many intervals between marks
/// @return the axis, with its ticks
Axis linear_axis(double low, double high, int intervals = 5);

/// A linear axis from low to high; when not all values are inside, one that begins and ends at marks around them.
/// @param values at least one
/// @param low    the axis reaches at least down to here
/// @param high   and at least up to here
/// @return the axis, wide enough for all values
Axis linear_axis_for(std::span<const double> values, double low, double high);

/// Where a logarithmic axis of losses begins at the least: what is less, an exact 0 too, is rounding, and drawn there.
inline constexpr double least_drawn_loss = 1e-17;
/// Where it ends at the most: a training that diverges passes it on its way to infinity.
inline constexpr double most_drawn_loss = 1e100;

/// A logarithmic axis with marks at every `decades`-th power of ten.
/// @param low     lower end, greater than 0
/// @param high    upper end, greater than low
/// @param decades powers of ten between marks
/// @return the axis, with its ticks
Axis decade_axis(double low, double high, int decades);

/// A logarithmic axis with marks at 1, 2 and 5 times the powers of ten.
/// @param low  lower end, greater than 0
/// @param high upper end, greater than low
/// @return the axis, with its ticks
Axis logarithmic_axis(double low, double high);

/// An axis of epochs, from 0.
/// @param epochs how many there are
/// @return the axis, with its ticks
Axis epoch_axis(std::size_t epochs);

/// Writes the title of a picture at its top.
/// @param picture gets it; its size is final
/// @param title   what is written
void add_title(Picture& picture, const Text& title);

/// Writes what the axes of a panel show: below the horizontal one, and above the vertical one, where it can be read
/// without turning the head.
/// @param picture gets them
/// @param panel   the axes
/// @param x       what the horizontal axis shows
/// @param y       what the vertical axis shows
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
    /// @param area labels stay inside
    explicit FreePlaces(const Extent& area) : area_(area) {}

    /// Nothing may be written here.
    /// @param extent taken
    void occupy(const Extent& extent) { taken_.push_back(extent); }

    /// Nothing should be written over this curve.
    /// @param points in drawing units
    void occupy(const std::vector<Point>& points) { curves_.push_back(points); }

    /// Puts a label near a point, where it covers least; its place is occupied from then on.
    /// @param label   what is written; its place is computed
    /// @param anchor  what it is written about
    /// @param nearest least distance from the anchor
    /// @param direction where it goes when all places are equally good: 0 right, π/2 above
    /// @return the label, where it is free
    Label place(Label label, Point anchor, double nearest = 10.0, double direction = 0.0);

private:
    double cost(const Extent& extent) const;

    Extent area_;
    std::vector<Extent> taken_;
    std::vector<std::vector<Point>> curves_;
};

/// A curve as it is drawn: thinned, in drawing units.
/// @param panel its axes
/// @param curve the curve
/// @return the points in drawing units
std::vector<Point> drawn(const Panel& panel, const Curve& curve);

/// Marks one point of a curve and writes about it where there is room.
/// @param picture gets both
/// @param places  knows what is there already
/// @param panel   its axes
/// @param data    the point
/// @param note    what is written
/// @param colour  of mark and text
/// @param direction where the text goes when all places are equally good: 0 right, π/2 above
void add_note(Picture& picture, FreePlaces& places, const Panel& panel, Point data, const Text& note, Colour colour,
              double direction = 0.0);

/// One row of a chart of rows.
struct Row {
    Text name;          ///< at its left
    double value;       ///< drawn as a stem from zero, and written at its right
    double bound = 0.0; ///< if not 0, a bar from −bound to bound is drawn behind
};

/// Rows under a heading.
struct RowGroup {
    std::string heading;   ///< what they have in common
    std::vector<Row> rows; ///< from top to bottom
};

/// A chart of rows: a stem for every number, its name at the left and its value at the right. Positive numbers are
/// blue, negative ones vermilion.
/// @param title   of the picture
/// @param x_title what the axis shows
/// @param groups  from top to bottom
/// @param x       the axis that all rows share
/// @return the picture, with its size
Picture row_chart(const Text& title, const Text& x_title, const std::vector<RowGroup>& groups, const Axis& x);

} // namespace autoencoder::plots
