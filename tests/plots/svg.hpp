/// @file
/// What the tests read out of an svg.
#pragma once

#include "plots/picture.hpp"

#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>

#include <algorithm>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace autoencoder::figures {

/// A text in an svg: what it says and where its middle is, in drawing units (y upward).
struct SvgText {
    std::string words;
    plots::Point at;
};

/// A stroke in an svg, in drawing units (y upward).
struct SvgStroke {
    std::string colour;
    double width = 0.0;
    std::vector<plots::Point> points;
};

/// A filled shape in an svg, such as the mark of a point, by the box around it, in drawing units (y upward).
struct SvgArea {
    std::string colour;
    plots::Point low;
    plots::Point high;
};

/// The box around some points.
inline SvgArea area_around(const std::string& colour, const std::vector<plots::Point>& points)
{
    const auto [left, right] = std::ranges::minmax(points, {}, &plots::Point::x);
    const auto [below, above] = std::ranges::minmax(points, {}, &plots::Point::y);
    return {colour, {left.x, below.y}, {right.x, above.y}};
}

/// What a test wants to know of an svg.
struct Svg {
    std::string role;
    std::string labelled_by;
    std::string title;
    std::string title_id;
    std::string description;
    std::string description_id;
    double height = 0.0;
    std::vector<SvgText> texts;
    std::vector<SvgStroke> strokes;
    std::vector<SvgArea> areas;
};

namespace detail {

using Tree = boost::property_tree::ptree;

inline std::string attribute(const Tree& tree, const std::string& name)
{
    return tree.get<std::string>("<xmlattr>." + name, "");
}

inline std::string words_of(const Tree& text)
{
    std::string words = text.data();
    for (const auto& [tag, child] : text) {
        words += tag == "tspan" ? child.data() : "";
    }
    return words;
}

/// The numbers in an attribute, two for each point.
inline std::vector<plots::Point> points_of(std::string numbers, double height)
{
    std::ranges::replace_if(
        numbers, [](char c) { return std::string_view("0123456789.-").find(c) == std::string_view::npos; }, ' ');
    std::vector<plots::Point> points;
    std::istringstream in(numbers);
    for (plots::Point point; in >> point.x >> point.y;) {
        points.push_back({point.x, height - point.y});
    }
    return points;
}

/// The mark of a point, a disc of radius 1 that is moved and then made larger; or a polygon.
inline void read_area(const std::string& tag, const Tree& child, Svg& svg)
{
    if (tag == "polygon") {
        svg.areas.push_back(area_around(attribute(child, "fill"), points_of(attribute(child, "points"), svg.height)));
    } else if (tag == "use" && attribute(child, "xlink:href") == "#gpPt6") {
        const std::string transform = attribute(child, "transform");
        const plots::Point at = points_of(transform, svg.height).at(0);
        const double radius = std::stod(transform.substr(transform.find("scale(") + 6));
        svg.areas.push_back(
            {attribute(child, "color"), {at.x - radius, at.y - radius}, {at.x + radius, at.y + radius}});
    }
}

inline void read(const Tree& tree, double width, Svg& svg)
{
    for (const auto& [tag, child] : tree) {
        double inner = width;
        if (tag == "g") {
            inner = child.get("<xmlattr>.stroke-width", width);
            const std::string transform = attribute(child, "transform");
            if (child.count("text") != 0 && transform.starts_with("translate(")) {
                plots::Point at;
                char comma = 0;
                std::istringstream(transform.substr(10)) >> at.x >> comma >> at.y;
                // gnuplot sets the baseline 0.325 font sizes below the middle.
                at.y = svg.height - (at.y - 0.325 * child.get<double>("<xmlattr>.font-size"));
                svg.texts.push_back({words_of(child.get_child("text")), at});
            }
        } else if (tag == "path") {
            SvgStroke stroke{attribute(child, "stroke"), width, {}};
            bool lifted = false;
            std::istringstream path(attribute(child, "d"));
            for (std::string word; path >> word;) {
                plots::Point point;
                char comma = 0;
                if (word.front() == 'M'
                    && !stroke.points.empty()) { // the pen is lifted, and sometimes not set down again
                    if (stroke.points.size() > 1) {
                        svg.strokes.push_back(stroke);
                    }
                    stroke.points.clear();
                    lifted = true;
                }
                if (std::istringstream(word.substr(word.find_first_of("0123456789-"))) >> point.x >> comma >> point.y) {
                    stroke.points.push_back({point.x, svg.height - point.y});
                }
            }
            if (stroke.points.size() > 1 || !lifted) {
                svg.strokes.push_back(std::move(stroke));
            }
        }
        if (tag != "defs") {
            read_area(tag, child, svg);
            read(child, inner, svg);
        }
    }
}

} // namespace detail

/// Reads an svg.
inline Svg read_svg(const std::string& bytes)
{
    detail::Tree document;
    std::istringstream in(bytes);
    boost::property_tree::read_xml(in, document);
    const detail::Tree& root = document.get_child("svg");
    Svg svg;
    svg.role = detail::attribute(root, "role");
    svg.labelled_by = detail::attribute(root, "aria-labelledby");
    svg.title = root.get<std::string>("title");
    svg.title_id = root.get<std::string>("title.<xmlattr>.id");
    svg.description = root.get<std::string>("desc");
    svg.description_id = root.get<std::string>("desc.<xmlattr>.id");
    double skipped = 0.0;
    std::istringstream box(detail::attribute(root, "viewBox"));
    box >> skipped >> skipped >> skipped >> svg.height;
    detail::read(root, 1.0, svg);
    return svg;
}

} // namespace autoencoder::figures
