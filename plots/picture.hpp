/// @file
/// A picture before it is drawn. A diagram is a scene: shapes in drawing units. A chart is one or more panels with axes
/// and curves in units of the data, and a scene on top for what is written into them. Nothing here knows gnuplot; what
/// overlaps, what is where and what a curve goes through can be computed from it.
///
/// A drawing unit is a pixel of the svg at its natural size. x grows to the right and y upward from the lower left
/// corner.
#pragma once

#include "plots/style.hpp"
#include "plots/text.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace autoencoder::plots {

/// A place, or a pair of numbers in a chart.
struct Point {
    double x = 0.0; ///< to the right
    double y = 0.0; ///< upward

    /// Whether two places are the same.
    /// @param a one
    /// @param b the other
    friend bool operator==(Point a, Point b) = default;
    /// One place moved by a distance.
    /// @param a the place
    /// @param b the distance
    friend Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
};

/// The point at a fraction of the way between two points.
/// @param a where the way begins
/// @param b where it ends
/// @param t 0 for a, 1 for b
/// @return the point on the way
constexpr Point between(Point a, Point b, double t)
{
    return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
}

/// A rectangle.
struct Extent {
    Point low;  ///< lower left corner
    Point high; ///< upper right corner

    /// Whether two rectangles have an area in common.
    /// @param other the other one
    /// @return false when they only touch
    bool overlaps(const Extent& other) const
    {
        return low.x < other.high.x && other.low.x < high.x && low.y < other.high.y && other.low.y < high.y;
    }
    /// Whether the other rectangle lies within this one.
    /// @param other the other one
    /// @return true when they are the same, too
    bool contains(const Extent& other) const
    {
        return low.x <= other.low.x && low.y <= other.low.y && high.x >= other.high.x && high.y >= other.high.y;
    }
};

/// How a line is drawn.
struct Stroke {
    Colour colour = Colour::ink; ///< of the line
    double width = normal_line;  ///< in drawing units
    bool dashed = false;         ///< dashed or solid
};

/// Straight lines from point to point.
struct Line {
    std::vector<Point> points; ///< at least two
    Stroke stroke{};           ///< how it is drawn
    bool arrow = false;        ///< an arrow head at the last point
};

/// A line with an arrow, taken apart.
struct Arrow {
    std::vector<Point> shaft; ///< the line, which ends at the neck of the head
    std::vector<Point> head;  ///< the three corners of the head, the tip first
};

/// The parts of a line that ends in an arrow head. The head grows with the width of the line.
/// @param line at least two points
/// @return shaft and head
Arrow arrow_of(const Line& line);

/// A disc with an outline.
struct Disc {
    Point centre;                ///< its middle
    double radius;               ///< in drawing units
    Colour fill = Colour::paper; ///< inside
    Stroke outline{};            ///< around
};

/// A rectangle with round corners and an outline.
struct Box {
    Extent extent;               ///< where it is
    Colour fill = Colour::paper; ///< inside
    Stroke outline{};            ///< around
    double corner = 6.0;         ///< radius of the corners
};

/// Which point of a label is where it was put. Its height is always its middle.
enum class Align {
    left,   ///< the left end
    centre, ///< the middle
    right   ///< the right end
};

/// A text in its place.
struct Label {
    Point at;                    ///< where
    Text text;                   ///< what
    Align align = Align::centre; ///< which point of the text is at `at`
    Colour colour = Colour::ink; ///< of the letters
    double size = text_size;     ///< font size in drawing units
    std::string terminal{};      ///< what a terminal shows instead; empty for the text in one line
};

/// Where a label is.
/// @param label measured with the widths of the font's letters
/// @return the rectangle around its letters
Extent extent_of(const Label& label);

/// Anything that can be drawn.
using Shape = std::variant<Line, Disc, Box, Label>;

using Scene = std::vector<Shape>; ///< in the order in which they are painted

/// A label on a box that fits it.
/// @param scene gets both
/// @param label what is written
/// @param box   its extent is computed
void add_boxed(Scene& scene, const Label& label, Box box);

/// A mark on an axis.
struct Tick {
    double at;  ///< value on the axis
    Text label; ///< what stands there; may be empty
};

/// An axis of a panel.
struct Axis {
    double low;               ///< value at the left or lower end
    double high;              ///< value at the other end
    std::vector<Tick> ticks;  ///< marks
    bool logarithmic = false; ///< logarithmic or linear
};

/// Round marks at the points of a curve.
enum class Marker {
    none,   ///< no marks
    filled, ///< discs
    open    ///< circles, paper inside
};

/// Points of a chart, joined by lines or not.
struct Curve {
    std::vector<Point> points;    ///< in units of the data
    Stroke stroke{};              ///< of the lines; its colour is that of the marks, too
    Marker marker = Marker::none; ///< marks
    bool joined = true;           ///< lines between the points
    double marker_radius = 4.0;   ///< in drawing units
};

/// A pair of axes with curves.
struct Panel {
    Extent area;               ///< where the axes are, in drawing units
    Axis x;                    ///< horizontal axis
    Axis y;                    ///< vertical axis
    std::vector<Curve> curves; ///< in the order in which they are painted
    bool vertical_grid = true; ///< grid lines at the marks of the horizontal axis
};

/// Where a point of a chart is in the drawing.
/// @param panel the axes
/// @param data  the point in units of the data
/// @return the place in drawing units
Point to_drawing(const Panel& panel, Point data);

/// Leaves out points whose absence nobody sees: no point left out is further than 0.2 drawing units from the line that
/// remains. What remains are points of the curve, the first and the last among them. Up to 50 points all remain.
/// @param panel  the axes
/// @param points in units of the data
/// @return some of the points, in their order
std::vector<Point> thinned(const Panel& panel, const std::vector<Point>& points);

/// A whole picture.
struct Picture {
    double width = 900.0;      ///< in drawing units
    double height = 560.0;     ///< in drawing units
    std::vector<Panel> panels; ///< charts
    Scene scene;               ///< drawn over the panels
    int text_rows = 24;        ///< lines of a terminal it needs
};

} // namespace autoencoder::plots
