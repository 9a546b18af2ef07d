#include "plots/chart.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

namespace autoencoder::plots {

namespace {

/// A round step (1, 2 or 5 times a power of ten) that is at least `least`.
double round_step(double least)
{
    const double power = std::pow(10.0, std::floor(std::log10(least) + 1e-9));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least * (1 - 1e-9)) {
            return factor * power;
        }
    }
    return 10.0 * power;
}

int decimals_of(double step)
{
    return std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
}

Text power_of_ten(int exponent)
{
    return Text(Runs{{"10"}, {number(exponent, 0), Face::upright, Level::superscript}});
}

/// A whole number with a gap before its last three digits: 10 000.
std::string grouped(double value)
{
    std::string digits = number(value, 0);
    if (digits.size() <= 4) {
        return digits;
    }
    return digits.substr(0, digits.size() - 3) + " " + digits.substr(digits.size() - 3);
}

} // namespace

Axis linear_axis(double low, double high, int intervals)
{
    Axis axis{low, high, {}, false};
    const double step = round_step((high - low) / intervals);
    const auto first = static_cast<long>(std::ceil(low / step - 1e-9));
    const auto last = static_cast<long>(std::floor(high / step + 1e-9));
    for (long i = first; i <= last; ++i) {
        const double at = static_cast<double>(i) * step;
        // Very large and very small numbers are written with a power of ten.
        const bool plain_digits = step >= 1e-5 && std::max(std::abs(low), std::abs(high)) < 1e5;
        axis.ticks.push_back({at, plain_digits ? number(at, decimals_of(step)) : number(at)});
    }
    return axis;
}

Axis linear_axis_for(std::span<const double> values, double low, double high)
{
    const auto [least, most] = std::ranges::minmax(values);
    if (low <= least && most <= high && low < high) {
        return linear_axis(low, high, 8);
    }
    low = std::min(low, least);
    high = std::max(high, most);
    const double step = round_step((high - low) / 6);
    return linear_axis(std::floor(low / step + 1e-9) * step, std::ceil(high / step - 1e-9) * step, 6);
}

Axis decade_axis(double low, double high, int decades)
{
    Axis axis{low, high, {}, true};
    const int first = static_cast<int>(std::ceil(std::log10(low) - 1e-9));
    const int last = static_cast<int>(std::floor(std::log10(high) + 1e-9));
    for (int exponent = last; exponent >= first; --exponent) {
        if (exponent % decades == 0) {
            axis.ticks.push_back({std::pow(10.0, exponent), exponent == 0 ? Text("1") : power_of_ten(exponent)});
        }
    }
    return axis;
}

Axis logarithmic_axis(double low, double high)
{
    Axis axis{low, high, {}, true};
    const int first = static_cast<int>(std::floor(std::log10(low)));
    const int last = static_cast<int>(std::ceil(std::log10(high)));
    const bool few = last - first <= 4;
    const int step = 1 + (last - first) / 20; // more marks than this have no room
    for (int exponent = first; exponent <= last; exponent += step) {
        for (const double factor : {1.0, 2.0, 5.0}) {
            const double at = factor * std::pow(10.0, exponent);
            if (at >= low * (1 - 1e-9) && at <= high * (1 + 1e-9) && (few || factor == 1.0)) {
                axis.ticks.push_back({at, exponent < -4 || exponent > 4 ? power_of_ten(exponent)
                                                                        : Text(number(at, std::max(0, -exponent)))});
            }
        }
    }
    return axis;
}

Axis epoch_axis(std::size_t epochs)
{
    const double last = std::max(1.0, static_cast<double>(epochs));
    Axis axis{0.0, last, {}, false};
    const double step = std::max(1.0, round_step(last / 5));
    const auto steps = static_cast<int>(last * (1 + 1e-9) / step);
    for (int i = 0; i <= steps; ++i) {
        axis.ticks.push_back({i * step, grouped(i * step)});
    }
    return axis;
}

void add_title(Picture& picture, const Text& title)
{
    picture.scene.emplace_back(
        Label{{picture.width / 2, picture.height - 24}, title, Align::centre, Colour::ink, heading_size});
}

void add_axis_titles(Picture& picture, const Panel& panel, const Text& x, const Text& y)
{
    const auto [low, high] = panel.area;
    picture.scene.emplace_back(Label{{(low.x + high.x) / 2, low.y - 44}, x});
    picture.scene.emplace_back(Label{{low.x - 44, high.y + 20}, y, Align::left});
}

std::vector<double> spread(const std::vector<double>& wanted, double distance, double low, double high)
{
    std::vector<std::size_t> order(wanted.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return wanted[i]; });
    if (wanted.size() > 1) {
        distance = std::min(distance, (high - low) / static_cast<double>(wanted.size() - 1));
    }
    // Neighbours that are too close join into a block, whose members stand side by side around their common middle.
    struct Block {
        double middle;
        std::size_t count;
    };
    const auto half = [&](const Block& block) { return distance * static_cast<double>(block.count - 1) / 2; };
    const auto inside = [&](Block block) {
        block.middle = std::clamp(block.middle, low + half(block), std::max(low + half(block), high - half(block)));
        return block;
    };
    std::vector<Block> blocks;
    for (const std::size_t i : order) {
        Block block = inside({wanted[i], 1});
        while (!blocks.empty() && blocks.back().middle + half(blocks.back()) + distance > block.middle - half(block)) {
            const Block before = blocks.back();
            blocks.pop_back();
            const auto total = static_cast<double>(before.count + block.count);
            block = inside(
                {(before.middle * static_cast<double>(before.count) + block.middle * static_cast<double>(block.count))
                     / total,
                 before.count + block.count});
        }
        blocks.push_back(block);
    }
    std::vector<double> result(wanted.size());
    std::size_t next = 0;
    for (const Block& block : blocks) {
        for (std::size_t i = 0; i < block.count; ++i) {
            result[order[next++]] = block.middle - half(block) + distance * static_cast<double>(i);
        }
    }
    return result;
}

namespace {

/// Whether a straight line from a to b touches a rectangle (Liang and Barsky).
bool touches(const Extent& extent, Point a, Point b)
{
    double enters = 0.0;
    double leaves = 1.0;
    const auto clip = [&](double direction, double distance) {
        if (direction == 0.0) {
            return distance >= 0.0;
        }
        const double t = distance / direction;
        (direction < 0.0 ? enters : leaves) = direction < 0.0 ? std::max(enters, t) : std::min(leaves, t);
        return enters <= leaves;
    };
    return clip(a.x - b.x, a.x - extent.low.x) && clip(b.x - a.x, extent.high.x - a.x)
           && clip(a.y - b.y, a.y - extent.low.y) && clip(b.y - a.y, extent.high.y - a.y);
}

} // namespace

double FreePlaces::cost(const Extent& extent) const
{
    constexpr double never = 1e6;
    constexpr double unpleasant = 1e3;
    constexpr Point margin{4.0, 3.0};
    const Extent wider{{extent.low.x - margin.x, extent.low.y - margin.y}, extent.high + margin};
    double sum = area_.contains(extent) ? 0.0 : never;
    for (const Extent& taken : taken_) {
        sum += taken.overlaps(wider) ? never : 0.0;
    }
    for (const auto& curve : curves_) {
        for (std::size_t i = 1; i < curve.size(); ++i) {
            if (touches(wider, curve[i - 1], curve[i])) {
                sum += unpleasant;
                break;
            }
        }
    }
    return sum;
}

Label FreePlaces::place(Label label, Point anchor, double nearest, double direction)
{
    label.align = Align::centre;
    label.at = {0.0, 0.0};
    const Extent size = extent_of(label);
    const double half_width = size.high.x;
    Label best = label;
    double least = 1e300;
    constexpr int directions = 16;
    for (const double further : {0.0, 6.0, 14.0, 24.0, 36.0, 50.0, 70.0, 95.0, 125.0, 160.0}) {
        for (int i = 0; i < directions; ++i) {
            const double angle = direction + 2 * std::numbers::pi * i / directions;
            const double distance = nearest + further;
            const double reach_y = std::sin(angle) > 0 ? -size.low.y : size.high.y;
            label.at = {anchor.x + std::cos(angle) * (distance + half_width),
                        anchor.y + std::sin(angle) * (distance + reach_y)};
            const double price = cost(extent_of(label)) + further;
            if (price < least) {
                least = price;
                best = label;
            }
        }
    }
    occupy(extent_of(best));
    return best;
}

std::vector<Point> drawn(const Panel& panel, const Curve& curve)
{
    std::vector<Point> points;
    for (const Point& point : thinned(panel, curve.points)) {
        points.push_back(to_drawing(panel, point));
    }
    return points;
}

void add_note(Picture& picture, FreePlaces& places, const Panel& panel, Point data, const Text& note, Colour colour,
              double direction)
{
    const Point at = to_drawing(panel, data);
    picture.scene.emplace_back(Disc{at, 4.0, Colour::paper, {colour, normal_line}});
    picture.scene.emplace_back(places.place({{}, note, Align::centre, colour, text_size}, at, 10.0, direction));
}

Picture row_chart(const Text& title, const Text& x_title, const std::vector<RowGroup>& groups, const Axis& x)
{
    constexpr double pitch = 22.0;
    constexpr double heading_height = 30.0;
    constexpr double left = 110.0;
    constexpr double below = 66.0;
    double height = 8.0;
    std::size_t count = 0;
    for (const RowGroup& group : groups) {
        height += heading_height + pitch * static_cast<double>(group.rows.size());
        count += 1 + group.rows.size();
    }
    Picture picture;
    picture.width = 800.0;
    picture.height = below + height + 56.0;
    picture.text_rows = static_cast<int>(count) + 10;
    const double right = picture.width - 120.0;
    // The vertical axis counts drawing units, so that rows and labels stand at the same height.
    Panel panel{{{left, below}, {right, below + height}}, x, {0.0, height, {}, false}, {}, true};
    panel.curves.push_back({{{0.0, 0.0}, {0.0, height}}, {Colour::ink, thin_line}});
    add_title(picture, title);
    picture.scene.emplace_back(Label{{(left + right) / 2, below - 44}, x_title});
    double y = height;
    const auto bar = [&](double from, double to, const Stroke& stroke) {
        panel.curves.push_back({{{from, y}, {to, y}}, stroke});
    };
    for (const RowGroup& group : groups) {
        y -= heading_height / 2;
        picture.scene.emplace_back(Label{{20, below + y}, bold(group.heading), Align::left, Colour::ink, small_size});
        y -= heading_height / 2 + pitch / 2;
        for (const Row& row : group.rows) {
            const Colour colour = row.value < 0 ? Colour::vermilion : Colour::blue;
            if (row.bound != 0.0) {
                bar(-row.bound, row.bound, {Colour::grid, 9.0});
            }
            bar(0.0, row.value, {colour, 3.0});
            panel.curves.push_back({{{row.value, y}}, {colour, normal_line}, Marker::filled, false, 5.0});
            picture.scene.emplace_back(Label{{left - 14, below + y}, row.name, Align::right});
            picture.scene.emplace_back(
                Label{{picture.width - 24, below + y}, number(row.value), Align::right, Colour::ink, text_size - 1});
            y -= pitch;
        }
        y += pitch / 2;
    }
    picture.panels.push_back(std::move(panel));
    return picture;
}

} // namespace autoencoder::plots
