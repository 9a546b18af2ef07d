#include "plots/picture.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace autoencoder::plots {

Arrow arrow_of(const Line& line)
{
    const Point tip = line.points.back();
    const Point before = line.points.at(line.points.size() - 2);
    const double length = std::hypot(tip.x - before.x, tip.y - before.y);
    const Point along{(tip.x - before.x) / length, (tip.y - before.y) / length};
    const double head = 7.0 + 2.0 * line.stroke.width;
    const double half = head * 0.4;
    const Point neck{tip.x - head * along.x, tip.y - head * along.y};
    Arrow arrow{
        line.points,
        {tip, {neck.x - half * along.y, neck.y + half * along.x}, {neck.x + half * along.y, neck.y - half * along.x}}};
    arrow.shaft.back() = neck;
    return arrow;
}

Extent extent_of(const Label& label)
{
    const Layout measures = layout(label.text);
    const double width = measures.width * label.size;
    const double left = label.align == Align::left    ? label.at.x
                        : label.align == Align::right ? label.at.x - width
                                                      : label.at.x - width / 2;
    return {{left, label.at.y - measures.below * label.size}, {left + width, label.at.y + measures.above * label.size}};
}

void add_boxed(Scene& scene, const Label& label, Box box)
{
    constexpr double margin = 5.0;
    const Extent text = extent_of(label);
    box.extent = {text.low + Point{-margin, -3.0}, text.high + Point{margin, 4.0}};
    scene.emplace_back(box);
    scene.emplace_back(label);
}

namespace {

double position_on(const Axis& axis, double value)
{
    if (axis.logarithmic) {
        return std::log(value / axis.low) / std::log(axis.high / axis.low);
    }
    return (value - axis.low) / (axis.high - axis.low);
}

double distance_to_line(Point p, Point a, Point b)
{
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double length = std::hypot(dx, dy);
    if (length == 0.0) {
        return std::hypot(p.x - a.x, p.y - a.y);
    }
    const double along = std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (length * length), 0.0, 1.0);
    const Point foot = between(a, b, along);
    return std::hypot(p.x - foot.x, p.y - foot.y);
}

} // namespace

Point to_drawing(const Panel& panel, Point data)
{
    const Extent& area = panel.area;
    return {area.low.x + position_on(panel.x, data.x) * (area.high.x - area.low.x),
            area.low.y + position_on(panel.y, data.y) * (area.high.y - area.low.y)};
}

namespace {

/// Of points that lie side by side: in each half of a drawing unit the first, the lowest, the highest and the last.
std::vector<Point> extremes(const std::vector<Point>& points, const std::vector<Point>& drawn)
{
    std::vector<Point> result;
    for (std::size_t first = 0; first < points.size();) {
        std::size_t end = first;
        std::size_t low = first;
        std::size_t high = first;
        for (; end < points.size() && std::abs(drawn[end].x - drawn[first].x) < 0.5; ++end) {
            low = drawn[end].y < drawn[low].y ? end : low;
            high = drawn[end].y > drawn[high].y ? end : high;
        }
        std::set<std::size_t> kept{first, low, high, end - 1};
        for (const std::size_t place : kept) {
            result.push_back(points[place]);
        }
        first = end;
    }
    return result;
}

} // namespace

std::vector<Point> thinned(const Panel& panel, const std::vector<Point>& points)
{
    // Douglas and Peucker: keep the point furthest from the line, then look at both sides of it.
    constexpr double tolerance = 0.2;
    constexpr std::size_t few = 50;
    if (points.size() <= few) {
        return points;
    }
    std::vector<Point> drawn;
    drawn.reserve(points.size());
    for (const Point& point : points) {
        drawn.push_back(to_drawing(panel, point));
    }
    std::vector<char> kept(points.size(), 0);
    kept.front() = kept.back() = 1;
    std::vector<std::pair<std::size_t, std::size_t>> pending{{0, points.size() - 1}};
    // A curve that goes up and down at every point would be looked at once for each of them.
    constexpr std::size_t most_looks = 4'000'000;
    std::size_t looked_at = 0;
    while (!pending.empty()) {
        const auto [first, last] = pending.back();
        pending.pop_back();
        looked_at += last - first;
        if (looked_at > most_looks) {
            return extremes(points, drawn);
        }
        double furthest = tolerance;
        std::size_t place = first;
        for (std::size_t i = first + 1; i < last; ++i) {
            const double distance = distance_to_line(drawn[i], drawn[first], drawn[last]);
            if (distance > furthest) {
                furthest = distance;
                place = i;
            }
        }
        if (place != first) {
            kept[place] = 1;
            pending.emplace_back(first, place);
            pending.emplace_back(place, last);
        }
    }
    std::vector<Point> result;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (kept[i] != 0) {
            result.push_back(points[i]);
        }
    }
    return result;
}

} // namespace autoencoder::plots
