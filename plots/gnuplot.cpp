// The only file that knows gnuplot.
#include "plots/figure.hpp"
#include "workbook/held_signals.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numbers>
#include <string_view>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gnuplot-iostream.h>

namespace autoencoder::plots {

namespace {

constexpr std::string_view without_pictures = "; use --figures none to do without pictures";

[[noreturn]] void fail(const std::string& why)
{
    throw GnuplotError(why + std::string(without_pictures));
}

// ---- running gnuplot ------------------------------------------------------------------------------------------------

/// A directory of its own for script, picture and messages, gone with the object.
class TemporaryDirectory {
public:
    TemporaryDirectory()
    {
        std::error_code error;
        const std::filesystem::path parent = std::filesystem::temp_directory_path(error);
        std::string pattern = (parent / "autoencoder-XXXXXX").string();
        if (error || ::mkdtemp(pattern.data()) == nullptr) {
            throw GnuplotError("no temporary directory for gnuplot: "
                               + (error ? error.message() : std::string(std::strerror(errno)))
                               + "; set TMPDIR to a directory that can be written");
        }
        path_ = pattern;
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    ~TemporaryDirectory()
    {
        std::error_code ignored; // nothing can be done about it here
        std::filesystem::remove_all(path_, ignored);
    }

    std::filesystem::path operator/(const char* name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

std::string content_of(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The last line that is not empty: gnuplot shows the command first, and says below what is wrong with it.
std::string last_line_of(const std::string& text)
{
    const std::string_view words = std::string_view(text).substr(0, text.find_last_not_of(" \t\n") + 1);
    const std::size_t start = words.find_first_not_of(" \t", words.rfind('\n') + 1);
    return std::string(words.substr(std::min(start, words.size())));
}

/// The environment of this process with a UTF-8 locale, which gnuplot's `set encoding utf8` needs.
std::vector<std::string> utf8_environment()
{
    std::vector<std::string> variables;
    for (char** variable = environ; *variable != nullptr; ++variable) {
        if (!std::string_view(*variable).starts_with("LC_ALL=")) {
            variables.emplace_back(*variable);
        }
    }
    variables.emplace_back("LC_ALL=C.UTF-8");
    return variables;
}

/// Waits until gnuplot has ended. When this program is asked to end meanwhile, so is gnuplot, and the signal waits on.
/// @param awaited SIGCHLD and the ending signals, all held back
/// @return what waitpid says of it
int status_of(pid_t gnuplot, const sigset_t& awaited)
{
    int status = 0;
    pid_t which = 0;
    while ((which = ::waitpid(gnuplot, &status, WNOHANG)) == 0) {
        int signal = 0;
        ::sigwait(&awaited, &signal);
        if (signal != SIGCHLD) {
            ::kill(gnuplot, SIGKILL);
            which = ::waitpid(gnuplot, &status, 0);
            ::raise(signal);
            break; // cppcheck-suppress duplicateBreak ; the signal is held back, so this is reached
        }
    }
    if (which < 0) {
        fail("gnuplot was lost: " + std::string(std::strerror(errno)));
    }
    return status;
}

/// Runs `gnuplot -d script` with its messages in a file.
/// @param signals held back from this program, not from gnuplot
/// @return what waitpid says of it
int run_gnuplot(const std::filesystem::path& script, const std::filesystem::path& messages, const workbook::HeldSignals& signals)
{
    std::vector<std::string> words{"gnuplot", "-d", script.string()};
    std::vector<std::string> variables = utf8_environment();
    const auto pointers = [](std::vector<std::string>& texts) {
        std::vector<char*> result;
        result.reserve(texts.size() + 1);
        for (std::string& text : texts) {
            result.push_back(text.data());
        }
        result.push_back(nullptr);
        return result;
    };

    // That gnuplot has ended is waited for: it must be neither ignored, as a parent may have left it, nor missed.
    std::signal(SIGCHLD, SIG_DFL);
    sigset_t awaited = signals.held();
    sigaddset(&awaited, SIGCHLD);
    ::pthread_sigmask(SIG_BLOCK, &awaited, nullptr); // until `signals` goes

    posix_spawn_file_actions_t actions{};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, messages.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawnattr_t attributes{};
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigmask(&attributes, &signals.before());
    pid_t child = 0;
    const int error =
        ::posix_spawnp(&child, "gnuplot", &actions, &attributes, pointers(words).data(), pointers(variables).data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (error == ENOENT) {
        throw GnuplotError("gnuplot is not installed: install the package gnuplot-nox, or use --figures none");
    }
    if (error != 0) {
        fail("gnuplot cannot be started: " + std::string(std::strerror(error)));
    }
    return status_of(child, awaited);
}

/// What went wrong, if anything, in one line; empty when gnuplot ended well and said nothing.
std::string complaint(int status, const std::string& said)
{
    if (WIFSIGNALED(status)) {
        return std::string("it was ended by signal ") + std::to_string(WTERMSIG(status)) + " ("
               + ::strsignal(WTERMSIG(status)) + ")";
    }
    std::string line = last_line_of(said);
    if (!line.empty()) {
        return line;
    }
    return status == 0 ? "" : "it ended with status " + std::to_string(WEXITSTATUS(status));
}

// ---- the script -----------------------------------------------------------------------------------------------------

std::string text_of(double value)
{
    return shortest(value);
}

std::string in_quotes(std::string_view text)
{
    std::string result = "'";
    for (const char c : text) {
        result += c == '\'' ? "''" : std::string(1, c);
    }
    return result + "'";
}

std::string rgb(Colour colour)
{
    return "rgb " + in_quotes(hex(colour));
}

/// A line in gnuplot's enhanced markup.
std::string enhanced(const Runs& runs)
{
    std::string markup;
    for (const Run& run : runs) {
        if (run.text.find_first_of("{}^_@&~\\\"") != std::string::npos) {
            throw std::invalid_argument("gnuplot would read markup in the label '" + run.text + "'");
        }
        const std::string face = run.face == Face::italic ? "/:Italic " : run.face == Face::bold ? "/:Bold " : "";
        const std::string level = run.level == Level::subscript ? "_" : run.level == Level::superscript ? "^" : "";
        const bool plain = face.empty() && level.empty();
        markup.append(level).append(plain ? "" : "{").append(face).append(run.text).append(plain ? "" : "}");
    }
    return markup;
}

using Points = std::vector<std::pair<double, double>>;

/// One element of a plot command: how it is drawn, and its data, which follow the command in the script.
struct Element {
    std::string style;  ///< what follows `'-'`
    Points points;      ///< data, or
    std::string labels; ///< data in words
};

Points pairs_of(const std::vector<Point>& points)
{
    Points result;
    result.reserve(points.size());
    for (const Point& point : points) {
        result.emplace_back(point.x, point.y);
    }
    return result;
}

void plot(Gnuplot& gp, const std::vector<Element>& elements)
{
    std::string separator = "plot ";
    for (const Element& element : elements) {
        gp << separator << "'-' " << element.style << " title ''";
        separator = ", ";
    }
    gp << "\n";
    for (const Element& element : elements) {
        if (element.labels.empty()) {
            gp.send1d(element.points);
        } else {
            gp << element.labels << "e\n";
        }
    }
}

std::string lines_style(const Stroke& stroke)
{
    return "using 1:2 with lines linecolor " + rgb(stroke.colour) + " linewidth " + text_of(stroke.width)
           + (stroke.dashed ? " dashtype (8,5)" : " dashtype 1");
}

std::string area_style(Colour fill)
{
    return "using 1:2 with filledcurves closed fillcolor " + rgb(fill) + " fillstyle solid 1.0 noborder";
}

Points arc(Point centre, double radius, double from, double to, int steps)
{
    Points points;
    for (int i = 0; i <= steps; ++i) {
        const double angle = from + (to - from) * i / steps;
        points.emplace_back(centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle));
    }
    return points;
}

/// A shape with an inside and an outline.
void add_area(std::vector<Element>& elements, const Points& points, Colour fill, const Stroke& outline)
{
    elements.push_back({area_style(fill), points, ""});
    if (outline.width > 0) {
        elements.push_back({lines_style(outline), points, ""});
    }
}

/// Turns the shapes of a scene into plot elements, one picture's worth.
class Painter {
public:
    explicit Painter(std::vector<Element>& elements) : elements_(elements) {}

    void operator()(const Line& line) const
    {
        Points points = pairs_of(line.points);
        if (!line.arrow) {
            elements_.push_back({lines_style(line.stroke), points, ""});
            return;
        }
        const Point tip = line.points.back();
        const Point before = line.points.at(line.points.size() - 2);
        const double length = std::hypot(tip.x - before.x, tip.y - before.y);
        const Point along{(tip.x - before.x) / length, (tip.y - before.y) / length};
        const double head = 7.0 + 2.0 * line.stroke.width;
        const double half = head * 0.4;
        const Point neck{tip.x - head * along.x, tip.y - head * along.y};
        points.back() = {neck.x, neck.y};
        elements_.push_back({lines_style(line.stroke), points, ""});
        elements_.push_back({area_style(line.stroke.colour),
                             {{tip.x, tip.y},
                              {neck.x - half * along.y, neck.y + half * along.x},
                              {neck.x + half * along.y, neck.y - half * along.x},
                              {tip.x, tip.y}},
                             ""});
    }

    void operator()(const Disc& disc) const
    {
        constexpr int corners = 48; // at radius 28 nowhere further than 0.06 from the circle
        add_area(elements_, arc(disc.centre, disc.radius, 0.0, 2.0 * std::numbers::pi, corners), disc.fill,
                 disc.outline);
    }

    void operator()(const Box& box) const
    {
        const auto [low, high] = box.extent;
        const double r = std::min({box.corner, (high.x - low.x) / 2, (high.y - low.y) / 2});
        constexpr double right_angle = std::numbers::pi / 2;
        const std::array<Point, 4> centres{
            {{high.x - r, high.y - r}, {low.x + r, high.y - r}, {low.x + r, low.y + r}, {high.x - r, low.y + r}}};
        Points points;
        for (int corner = 0; corner < 4; ++corner) {
            const Points quarter = arc(centres.at(static_cast<std::size_t>(corner)), r, corner * right_angle,
                                       (corner + 1) * right_angle, 6);
            points.insert(points.end(), quarter.begin(), quarter.end());
        }
        points.push_back(points.front());
        add_area(elements_, points, box.fill, box.outline);
    }

    void operator()(const Label& label) const
    {
        const Layout measures = layout(label.text);
        if (measures.pieces.size() == 1) {
            add_words(label, label.at, label.align, *measures.pieces.front().runs);
            return;
        }
        const double left = extent_of(label).low.x;
        for (const PlacedRuns& piece : measures.pieces) {
            add_words(label, {left + piece.x * label.size, label.at.y + piece.y * label.size},
                      piece.centred ? Align::centre : Align::left, *piece.runs);
        }
        for (const auto& [from, to] : measures.bars) {
            elements_.push_back({lines_style({label.colour, 1.0}),
                                 {{left + from * label.size, label.at.y}, {left + to * label.size, label.at.y}},
                                 ""});
        }
    }

private:
    void add_words(const Label& label, Point at, Align align, const Runs& runs) const
    {
        const std::string_view side = align == Align::left ? "left" : align == Align::right ? "right" : "center";
        const std::string style = "using 1:2:3 with labels " + std::string(side) + " font '," + text_of(label.size)
                                  + "' textcolor " + rgb(label.colour);
        const std::string words = text_of(at.x) + " " + text_of(at.y) + " \"" + enhanced(runs) + "\"\n";
        if (!elements_.empty() && elements_.back().style == style) {
            elements_.back().labels += words;
        } else {
            elements_.push_back({style, {}, words});
        }
    }

    std::vector<Element>& elements_;
};

/// The same for a terminal of characters: no areas, no discs, no loops, each label in one line.
class TextPainter {
public:
    TextPainter(std::vector<Element>& elements, const Picture& picture) : elements_(elements), picture_(picture) {}

    void operator()(const Line& line) const
    {
        if (line.arrow && line.points.size() > 2) {
            return; // the small loops at nodes, for which characters are too coarse
        }
        const bool heavy = line.stroke.width >= heavy_line;
        elements_.push_back(
            {std::string("using 1:2 with lines linetype ") + (heavy ? "1" : "0"), pairs_of(line.points), ""});
        if (line.arrow) {
            const Point tip = line.points.back();
            const Point before = line.points.at(line.points.size() - 2);
            const bool across = std::abs(tip.x - before.x) > std::abs(tip.y - before.y);
            add_words(tip, "center", across ? (tip.x > before.x ? ">" : "<") : (tip.y > before.y ? "^" : "v"));
        }
    }

    void operator()(const Disc& /*disc*/) const {}

    void operator()(const Box& box) const
    {
        const auto [low, high] = box.extent;
        const double row = picture_.height / picture_.text_rows;
        if (box.outline.width > 0 && high.y - low.y > 3 * row) {
            elements_.push_back({"using 1:2 with lines linetype 0",
                                 {{low.x, low.y}, {high.x, low.y}, {high.x, high.y}, {low.x, high.y}, {low.x, low.y}},
                                 ""});
        }
    }

    void operator()(const Label& label) const
    {
        const std::string side = label.align == Align::left ? "left" : label.align == Align::right ? "right" : "center";
        add_words(label.at, side, label.terminal.empty() ? plain(label.text) : label.terminal);
    }

private:
    void add_words(Point at, const std::string& side, const std::string& words) const
    {
        elements_.push_back(
            {"using 1:2:3 with labels " + side, {}, text_of(at.x) + " " + text_of(at.y) + " \"" + words + "\"\n"});
    }

    std::vector<Element>& elements_;
    const Picture& picture_;
};

/// The plot elements of a curve.
void add_curve(std::vector<Element>& elements, const Panel& panel, const Curve& curve, Format format)
{
    const Points points = pairs_of(thinned(panel, curve.points));
    if (format == Format::text) {
        elements.push_back({curve.joined ? "using 1:2 with lines" : "using 1:2 with points pointtype 15", points, ""});
        return;
    }
    if (curve.joined) {
        elements.push_back({lines_style(curve.stroke), points, ""});
    }
    if (curve.marker != Marker::none) {
        // The radius of pointsize 1 in drawing units, measured on what each terminal draws.
        const double unit = format == Format::svg ? 5.75 : format == Format::png ? 3.3 : 4.5;
        const auto marks = [&](double radius, Colour colour) {
            elements.push_back(
                {"using 1:2 with points pointtype 7 pointsize " + text_of(radius / unit) + " linecolor " + rgb(colour),
                 pairs_of(curve.points), ""});
        };
        marks(curve.marker_radius, curve.stroke.colour);
        if (curve.marker == Marker::open) {
            marks(curve.marker_radius - normal_line, Colour::paper);
        }
    }
}

/// The label of a tick in markup, or in plain words for a terminal.
std::string tick_label(const Text& label, Format format)
{
    if (format == Format::text) {
        return plain(label);
    }
    std::string markup;
    for (const Atom& atom : label.atoms) {
        markup += enhanced(atom.upper);
    }
    return markup;
}

void write_axis(Gnuplot& gp, const std::string& name, const Axis& axis, Format format)
{
    gp << "set " << name << "range [" << text_of(axis.low) << ":" << text_of(axis.high) << "]\n"
       << (axis.logarithmic ? "set" : "unset") << " logscale " << name << "\n";
    if (axis.ticks.empty()) {
        gp << "unset " << name << "tics\n";
        return;
    }
    gp << "set " << name << "tics nomirror out scale 0.6,0 (";
    std::string separator;
    for (const Tick& tick : axis.ticks) {
        gp << separator << "\"" << tick_label(tick.label, format) << "\" " << text_of(tick.at);
        separator = ", ";
    }
    gp << ")";
    if (format != Format::text) {
        gp << (name == "x" ? " offset 0,0.3" : " offset 0.6,0") << " font '," << text_of(small_size) << "' textcolor "
           << rgb(Colour::ink);
    }
    gp << "\n";
}

void place(Gnuplot& gp, const Picture& picture, const Extent& area)
{
    gp << "set lmargin at screen " << text_of(area.low.x / picture.width) << "\nset rmargin at screen "
       << text_of(area.high.x / picture.width) << "\nset bmargin at screen " << text_of(area.low.y / picture.height)
       << "\nset tmargin at screen " << text_of(area.high.y / picture.height) << "\n";
}

void write_panel(Gnuplot& gp, const Picture& picture, const Panel& panel, Format format)
{
    place(gp, picture, panel.area);
    gp << "set border " << (panel.y.ticks.empty() ? 1 : 3) << " linewidth " << text_of(thin_line) << " linecolor "
       << rgb(Colour::ink) << "\n";
    if (format != Format::text) {
        gp << "unset grid\nset grid ytics " << (panel.vertical_grid ? "xtics" : "noxtics")
           << " back linetype 1 linewidth 1 linecolor " << rgb(Colour::grid) << "\n";
    }
    write_axis(gp, "x", panel.x, format);
    write_axis(gp, "y", panel.y, format);
    std::vector<Element> elements;
    for (const Curve& curve : panel.curves) {
        add_curve(elements, panel, curve, format);
    }
    plot(gp, elements);
}

void write_scene(Gnuplot& gp, const Picture& picture, Format format)
{
    place(gp, picture, {{0.0, 0.0}, {picture.width, picture.height}});
    gp << "unset border\nunset xtics\nunset ytics\nunset grid\nunset logscale\nset xrange [0:" << text_of(picture.width)
       << "]\nset yrange [0:" << text_of(picture.height) << "]\n";
    std::vector<Element> elements;
    for (const Shape& shape : picture.scene) {
        if (format == Format::text) {
            std::visit(TextPainter(elements, picture), shape);
        } else {
            std::visit(Painter(elements), shape);
        }
    }
    if (!elements.empty()) {
        plot(gp, elements);
    }
}

std::string terminal_of(const Picture& picture, Format format)
{
    const auto size = [&](double scale, const std::string& unit) {
        return " size " + text_of(std::round(picture.width * scale * 1000) / 1000) + unit + ","
               + text_of(std::round(picture.height * scale * 1000) / 1000) + unit;
    };
    const std::string font = " enhanced font '" + std::string(font_family) + "," + text_of(text_size) + "'";
    switch (format) {
    case Format::svg:
        return "svg" + size(1.0, "") + " dynamic" + font + " background " + in_quotes(hex(Colour::paper));
    case Format::png:
        return "pngcairo" + size(2.0, "") + font + " fontscale 1.5 linewidth 2 pointscale 2";
    case Format::pdf:
        return "pdfcairo" + size(1.0 / 100, "in") + font + " fontscale 0.54 linewidth 1.5";
    case Format::text:
        break;
    }
    return "dumb size 78," + std::to_string(picture.text_rows) + " noenhanced";
}

void write_script(Gnuplot& gp, const Picture& picture, Format format, const std::string& output)
{
    gp << "set encoding utf8\nset terminal " << terminal_of(picture, format) << "\nset output " << in_quotes(output)
       << "\nunset key\n";
    const bool several = picture.panels.size() + (picture.scene.empty() ? 0 : 1) > 1;
    if (several) {
        gp << "set multiplot\n";
    }
    for (const Panel& panel : picture.panels) {
        write_panel(gp, picture, panel, format);
    }
    if (!picture.scene.empty()) {
        write_scene(gp, picture, format);
    }
    gp << (several ? "unset multiplot\n" : "") << "unset output\n";
}

// ---- after gnuplot --------------------------------------------------------------------------------------------------

void replace_all(std::string& text, std::string_view old, std::string_view by)
{
    for (std::size_t at = text.find(old); at != std::string::npos; at = text.find(old, at + by.size())) {
        text.replace(at, old.size(), by);
    }
}

/// Replaces every piece from `begin` to the next `end`, both included, by what `by` makes of what is between them.
template <class Replacement>
void replace_pieces(std::string& text, std::string_view begin, std::string_view end, Replacement by)
{
    std::string result;
    std::size_t done = 0;
    for (std::size_t at = text.find(begin); at != std::string::npos; at = text.find(begin, done)) {
        const std::size_t inside = at + begin.size();
        const std::size_t last = text.find(end, inside);
        if (last == std::string::npos) {
            break;
        }
        result.append(text, done, at - done).append(by(text.substr(inside, last - inside)));
        done = last + end.size();
    }
    text = result.append(text, done);
}

std::string escaped(std::string text)
{
    replace_all(text, "&", "&amp;");
    replace_all(text, "<", "&lt;");
    replace_all(text, ">", "&gt;");
    return text;
}

/// `213,  94,   0` as `#d55e00`.
std::string hexadecimal(const std::string& parts)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string result = "#";
    const char* at = parts.data();
    const char* const end = parts.data() + parts.size();
    while (at < end) {
        at = std::find_if(at, end, [](char c) { return c >= '0' && c <= '9'; });
        unsigned value = 0;
        const auto read = std::from_chars(at, end, value);
        result += digits.at(value / 16 % 16);
        result += digits.at(value % 16);
        at = std::find(read.ptr, end, ',');
    }
    return result;
}

/// Takes out groups without content, which gnuplot writes at every change of a pen.
void remove_empty_groups(std::string& svg)
{
    constexpr std::string_view begin = "<g fill=\"none\"";
    constexpr std::string_view end = "</g>\n";
    std::string result;
    std::size_t done = 0;
    for (std::size_t at = svg.find(begin); at != std::string::npos; at = svg.find(begin, at + begin.size())) {
        const std::size_t content = svg.find(">\n", at) + 2;
        if (svg.compare(content, end.size(), end) == 0) {
            result.append(svg, done, at - done);
            done = content + end.size();
        }
    }
    svg = result.append(svg, done);
}

/// Gives gnuplot's svg a title, a description and a role for screen readers, and takes out what nobody sees.
std::string finished_svg(std::string svg, const Figure& figure)
{
    const auto nothing = [](const std::string& /*inside*/) { return std::string(); };
    const std::string title_id = "title-" + figure.name;
    const std::string description_id = "description-" + figure.name;
    replace_pieces(svg, "<filter ", "</filter>\n", nothing);
    if (svg.find("href='#gpPt", svg.find("</defs>")) == std::string::npos) {
        replace_pieces(svg, "<defs>", "</defs>\n", nothing);
    }
    replace_pieces(svg, "<title>", "</title>", nothing);
    replace_pieces(svg, "\n<desc>", "</desc>\n", [&](const std::string&) {
        return "<title id=\"" + title_id + "\">" + escaped(figure.title) + "</title>\n<desc id=\"" + description_id
               + "\">" + escaped(figure.description) + "</desc>\n";
    });
    replace_all(svg, "<svg \n", R"(<svg role="img" aria-labelledby=")" + title_id + " " + description_id + "\"\n");
    replace_pieces(svg, "rgb(", ")", hexadecimal);
    // What gnuplot calls black is its default for lines it then does not draw.
    replace_all(svg, "color=\"black\"", "color=\"" + std::string(hex(Colour::ink)) + "\"");
    // Without this, viewers drop the spaces where the face changes.
    replace_all(svg, "<text>", "<text xml:space=\"preserve\">");
    replace_all(svg, "<tspan font-family=\"DejaVu Sans\" ", "<tspan");
    replace_all(svg, "font-family=\"DejaVu Sans\"", "font-family=\"DejaVu Sans, Verdana, sans-serif\"");
    remove_empty_groups(svg);
    return svg;
}

/// Whether a picture has the beginning and the end of its kind: a full disk cuts pictures short.
bool complete(const std::string& bytes, Format format)
{
    switch (format) {
    case Format::svg:
        return bytes.starts_with("<?xml") && bytes.ends_with("</svg>\n\n")
               && (bytes.find("<path") != std::string::npos || bytes.find("<text") != std::string::npos);
    case Format::png:
        return bytes.starts_with("\x89PNG") && bytes.find("IEND", bytes.size() - 12) != std::string::npos;
    case Format::pdf:
        return bytes.starts_with("%PDF") && bytes.ends_with("%%EOF\n");
    case Format::text:
        break;
    }
    return bytes.find_first_not_of(" \n\f") != std::string::npos;
}

/// Words in lines of at most 78 characters.
std::string wrapped(const std::string& words)
{
    constexpr std::size_t longest = 78;
    std::string result;
    std::size_t column = 0;
    std::size_t at = 0;
    while (at < words.size()) {
        const std::size_t end = std::min(words.find(' ', at), words.size());
        const std::string word = words.substr(at, end - at);
        const auto length = static_cast<std::size_t>(
            std::ranges::count_if(word, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
        if (column > 0 && column + 1 + length > longest) {
            result += "\n";
            column = 0;
        }
        result += (column > 0 ? " " : "") + word;
        column += (column > 0 ? 1 : 0) + length;
        at = end + 1;
    }
    return result + "\n";
}

/// The characters of a text picture, without empty lines around and spaces at line ends, between title and description.
std::string finished_text(const std::string& characters, const Figure& figure)
{
    std::vector<std::string> lines;
    std::string line;
    for (const char c : characters) {
        if (c == '\n') {
            line.erase(line.find_last_not_of(' ') + 1);
            lines.push_back(std::exchange(line, ""));
        } else if (c != '\f') {
            line += c;
        }
    }
    const auto is_empty = [](const std::string& text) { return text.empty(); };
    lines.erase(lines.begin(), std::ranges::find_if_not(lines, is_empty));
    while (!lines.empty() && lines.back().empty()) {
        lines.pop_back();
    }
    std::string result = figure.title + "\n\n";
    for (const std::string& each : lines) {
        result += each + "\n";
    }
    return result + "\n" + wrapped(figure.description);
}

} // namespace

std::string render(const Figure& figure, Format format)
{
    const workbook::HeldSignals signals; // an interrupted program leaves no temporary directory
    const TemporaryDirectory directory;
    const auto script = directory / "figure.gp";
    const auto picture = directory / "picture";
    const auto messages = directory / "messages";
    bool written = false;
    {
        Gnuplot gp(">" + script.string());
        write_script(gp, figure.picture, format, picture.string());
        gp.flush();
        written = gp.good();
    }
    if (!written) {
        throw GnuplotError("cannot write the script for gnuplot to " + script.parent_path().string()
                           + ": is the disk full? Set TMPDIR to a directory with room");
    }
    const int status = run_gnuplot(script, messages, signals);
    const std::string bad = complaint(status, content_of(messages));
    if (!bad.empty()) {
        fail("gnuplot failed on figure " + figure.name + ": " + bad);
    }
    std::string bytes = content_of(picture);
    if (bytes.empty()) {
        fail("gnuplot drew nothing for figure " + figure.name);
    }
    if (!complete(bytes, format)) {
        throw GnuplotError("gnuplot drew figure " + figure.name + " incompletely: is the disk of "
                           + script.parent_path().string() + " full? Set TMPDIR to a directory with room");
    }
    switch (format) {
    case Format::svg:
        return finished_svg(std::move(bytes), figure);
    case Format::text:
        return finished_text(bytes, figure);
    case Format::png:
    case Format::pdf:
        break;
    }
    return bytes;
}

} // namespace autoencoder::plots
