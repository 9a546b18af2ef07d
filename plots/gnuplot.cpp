// The only file that knows gnuplot.
#include "plots/figure.hpp"
#include "workbook/held_signals.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <functional>
#include <iomanip>
#include <iostream>
#include <map>
#include <numbers>
#include <regex>
#include <set>
#include <sstream>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/algorithm/string.hpp>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gnuplot-iostream.h>

namespace autoencoder::plots {

namespace {

[[noreturn]] void fail(const std::string& why)
{
    throw GnuplotError(why + "; use --figures none to do without pictures");
}

// ---- running gnuplot ------------------------------------------------------------------------------------------------

using workbook::temporary_directory;

/// A temporary file without a name: it is gone with the program, however that ends.
class UnlinkedFile {
public:
    UnlinkedFile()
    {
        std::string path = temporary_directory() + "/autoencoder-XXXXXX";
        const int made = ::mkostemp(path.data(), O_CLOEXEC);
        if (made < 0) {
            throw GnuplotError(workbook::no_temporary_directory(errno));
        }
        ::unlink(path.c_str());
        // The numbers 0 to 2, which are given out first where they are closed, become gnuplot's own streams.
        number_ = ::fcntl(made, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
        const int error = errno;
        ::close(made);
        if (number_ < 0) {
            fail("gnuplot cannot be started: " + std::string(std::strerror(error)));
        }
    }
    UnlinkedFile(const UnlinkedFile&) = delete;
    UnlinkedFile& operator=(const UnlinkedFile&) = delete;
    ~UnlinkedFile() { ::close(number_); }

    int number() const { return number_; }

    /// Whoever reads the file next begins at its start.
    /// @param write writes the content
    /// @return whether all of it was written
    bool take(const std::function<void(Gnuplot&)>& write) const
    {
        std::FILE* const file = ::fdopen(::fcntl(number_, F_DUPFD_CLOEXEC, STDERR_FILENO + 1), "w");
        if (file == nullptr) {
            fail("gnuplot cannot be started: " + std::string(std::strerror(errno)));
        }
        bool written = false;
        {
            Gnuplot gp(file); // closes it
            try {
                write(gp);
                written = bool(gp.flush());
            } catch (const std::ios_base::failure&) { // a disk without room
            }
        }
        return written && ::lseek(number_, 0, SEEK_SET) == 0;
    }

    std::string content() const
    {
        struct stat about {};
        std::string bytes(::fstat(number_, &about) == 0 ? static_cast<std::size_t>(about.st_size) : 0, '\0');
        const ssize_t length = ::pread(number_, bytes.data(), bytes.size(), 0);
        bytes.resize(length < 0 ? 0 : static_cast<std::size_t>(length));
        return bytes;
    }

private:
    int number_;
};

/// The environment of this process, but for what gnuplot would obey: its own variables, Pango's backend and the locale.
/// `set encoding utf8` needs one with UTF-8.
std::vector<std::string> environment_of_gnuplot()
{
    constexpr std::array<std::string_view, 6> obeyed{"GNU",     "GDFONTPATH", "FIT_", "PANGOCAIRO_BACKEND",
                                                     "LC_ALL=", "TMPDIR="};
    std::vector<std::string> variables{"LC_ALL=C.UTF-8", "TMPDIR=" + temporary_directory()};
    for (char** variable = environ; *variable != nullptr; ++variable) {
        const std::string_view text = *variable;
        if (std::ranges::none_of(obeyed, [&](std::string_view name) { return text.starts_with(name); })) {
            variables.emplace_back(text);
        }
    }
    return variables;
}

/// Starts gnuplot with three files as its streams, in a process group of its own, so that a script in its place ends as
/// a whole.
/// @param reason  gets the number of the error when it cannot be started
/// @param signals held back from this program, not from gnuplot
/// @return its process
pid_t start_gnuplot(const UnlinkedFile& script, const UnlinkedFile& picture, const UnlinkedFile& messages,
                    const UnlinkedFile& reason, const workbook::HeldSignals& signals)
{
    std::vector<std::string> words{"gnuplot", "-d", "-"};
    std::vector<std::string> variables = environment_of_gnuplot();
    const auto pointers = [](std::vector<std::string>& texts) {
        std::vector<char*> result;
        result.reserve(texts.size() + 1);
        for (std::string& text : texts) {
            result.push_back(text.data());
        }
        result.push_back(nullptr);
        return result;
    };
    const std::vector<char*> arguments = pointers(words);
    const std::vector<char*> environment = pointers(variables);
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child == 0) {
        // posix_spawnp cannot ask for a child that dies with its parent.
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::setpgid(0, 0);
        ::pthread_sigmask(SIG_SETMASK, &signals.before(), nullptr);
        if (::getppid() == parent && ::dup2(script.number(), STDIN_FILENO) >= 0
            && ::dup2(picture.number(), STDOUT_FILENO) >= 0 && ::dup2(messages.number(), STDERR_FILENO) >= 0) {
            ::execvpe("gnuplot", arguments.data(), environment.data());
        }
        const int error = errno;
        ::_exit(::pwrite(reason.number(), &error, sizeof error, 0) == sizeof error ? 127 : 126);
    }
    if (child < 0) {
        fail("gnuplot cannot be started: " + std::string(std::strerror(errno)));
    }
    ::setpgid(child, child); // here too: a signal may come before the child has done it, and has to find the group
    return child;
}

/// Waits until gnuplot has ended. When this program is asked to end meanwhile, so is gnuplot, and the signal waits on.
/// @return what waitpid says of it
int status_of(pid_t gnuplot, const workbook::HeldSignals& signals, std::chrono::milliseconds limit)
{
    const auto latest = std::chrono::steady_clock::now() + limit;
    int status = 0;
    pid_t ended = 0;
    while ((ended = ::waitpid(gnuplot, &status, WNOHANG)) == 0) {
        constexpr timespec pause{0, 2'000'000};
        const int signal = ::sigtimedwait(&signals.held(), nullptr, &pause);
        const bool late = std::chrono::steady_clock::now() > latest;
        if (signal > 0 || late) {
            ::kill(-gnuplot, SIGKILL);
            ::waitpid(gnuplot, nullptr, 0);
            if (signal > 0) {
                ::raise(signal); // held back until `signals` goes
            }
            fail(late
                     ? "gnuplot did not end within " + shortest(limit / std::chrono::duration<double>(1.0)) + " seconds"
                     : std::string("gnuplot was interrupted"));
        }
    }
    if (ended < 0) {
        fail("gnuplot was lost: " + std::string(std::strerror(errno)));
    }
    return status;
}

std::vector<std::string> lines_in(const std::string& text)
{
    std::vector<std::string> lines;
    boost::split(lines, text, boost::is_any_of("\n"));
    for (std::string& line : lines) {
        boost::trim_if(line, boost::is_any_of(" \t\r\f"));
    }
    std::erase(lines, "");
    return lines;
}

/// What went wrong, if anything, in one line; empty when gnuplot ended well.
std::string complaint(int status, const std::vector<std::string>& said)
{
    if (WIFSIGNALED(status)) {
        return std::string("it was ended by signal ") + std::to_string(WTERMSIG(status)) + " ("
               + ::strsignal(WTERMSIG(status)) + ")";
    }
    if (status == 0) {
        return "";
    }
    if (said.empty()) {
        return "it ended with status " + std::to_string(WEXITSTATUS(status));
    }
    // After `line 7: …` gnuplot goes on, and what it says then follows from that.
    const auto first = std::ranges::find_if(said, [](const std::string& line) {
        const std::size_t at = line.find("line ");
        return at != std::string::npos && line.find(':', at) != std::string::npos;
    });
    return first == said.end() ? said.back() : *first;
}

/// Passes on what gnuplot, or what runs in its place, said beside drawing well: the same words once.
void pass_on(const std::vector<std::string>& said)
{
    static std::set<std::string> known;
    for (const std::string& line : said) {
        if (known.insert(line).second) {
            std::cerr << "gnuplot: " << line << "\n";
        }
    }
}

/// Lets gnuplot draw.
/// @param name  of the figure, for messages
/// @param write writes the script
/// @param limit how long it may take
/// @return what it wrote to standard output
std::string drawn_by_gnuplot(const std::string& name, const std::function<void(Gnuplot&)>& write,
                             std::chrono::milliseconds limit)
{
    const workbook::HeldSignals signals; // for the moments in which a file has a name, and a gnuplot nobody who waits
    const UnlinkedFile script;
    const UnlinkedFile picture;
    const UnlinkedFile messages;
    const UnlinkedFile reason;
    if (!script.take(write)) {
        throw GnuplotError("cannot write the script for gnuplot to " + temporary_directory()
                           + ": is the disk full? Set TMPDIR to a directory with room");
    }
    std::signal(SIGCHLD, SIG_DFL); // a parent may have left it ignored, and then there is nothing to wait for
    const int status = status_of(start_gnuplot(script, picture, messages, reason, signals), signals, limit);
    int error = 0;
    if (const std::string why = reason.content(); why.size() == sizeof error) {
        std::memcpy(&error, why.data(), sizeof error);
        if (error == ENOENT) {
            throw GnuplotError(workbook::gnuplot_is_missing);
        }
        fail("gnuplot cannot be started: " + std::string(std::strerror(error)));
    }
    const std::vector<std::string> said = lines_in(messages.content());
    if (const std::string bad = complaint(status, said); !bad.empty()) {
        fail("gnuplot failed on figure " + name + ": " + bad);
    }
    pass_on(said);
    return picture.content();
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

using Points = std::vector<Point>;

std::string lines_of(const Points& points)
{
    std::string lines;
    for (const auto& [x, y] : points) {
        lines += text_of(x) + " " + text_of(y) + "\n";
    }
    return lines;
}

std::string labelled(Point at, const std::string& words)
{
    return text_of(at.x) + " " + text_of(at.y) + " \"" + words + "\"\n";
}

/// One element of a plot command.
struct Element {
    std::string style; ///< how it is drawn
    std::string data;  ///< lines of numbers, and of words in quotes
};

/// A plot command, before it its data: gnuplot 6 warns of data behind the command in a picture of several plots.
void plot(Gnuplot& gp, const std::vector<Element>& elements)
{
    std::string command = "plot ";
    for (std::size_t i = 0; i < elements.size(); ++i) {
        const std::string name = "$data" + std::to_string(i);
        gp << name << " << end\n" << elements[i].data << "end\n";
        command += (i == 0 ? "" : ", ") + name + " " + elements[i].style + " title ''";
    }
    gp << command << "\n";
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
        points.push_back(centre + Point{radius * std::cos(angle), radius * std::sin(angle)});
    }
    return points;
}

/// A shape with an inside and an outline.
void add_area(std::vector<Element>& elements, const Points& points, Colour fill, const Stroke& outline)
{
    elements.push_back({area_style(fill), lines_of(points)});
    if (outline.width > 0) {
        elements.push_back({lines_style(outline), lines_of(points)});
    }
}

/// Turns the shapes of a scene into plot elements, one picture's worth.
class Painter {
public:
    explicit Painter(std::vector<Element>& elements) : elements_(elements) {}

    void operator()(const Line& line) const
    {
        if (!line.arrow) {
            elements_.push_back({lines_style(line.stroke), lines_of(line.points)});
            return;
        }
        auto [shaft, head] = arrow_of(line);
        elements_.push_back({lines_style(line.stroke), lines_of(shaft)});
        head.push_back(head.front());
        elements_.push_back({area_style(line.stroke.colour), lines_of(head)});
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
            elements_.push_back({lines_style({label.colour, 1.0}), lines_of({{left + from * label.size, label.at.y},
                                                                             {left + to * label.size, label.at.y}})});
        }
    }

private:
    void add_words(const Label& label, Point at, Align align, const Runs& runs) const
    {
        const std::string_view side = align == Align::left ? "left" : align == Align::right ? "right" : "center";
        const std::string style = "using 1:2:3 with labels " + std::string(side) + " font '," + text_of(label.size)
                                  + "' textcolor " + rgb(label.colour);
        const std::string words = labelled(at, enhanced(runs));
        if (!elements_.empty() && elements_.back().style == style) {
            elements_.back().data += words;
        } else {
            elements_.push_back({style, words});
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
            {std::string("using 1:2 with lines linetype ") + (heavy ? "1" : "0"), lines_of(line.points)});
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
            elements_.push_back(
                {"using 1:2 with lines linetype 0", lines_of({low, {high.x, low.y}, high, {low.x, high.y}, low})});
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
        elements_.push_back({"using 1:2:3 with labels " + side, labelled(at, words)});
    }

    std::vector<Element>& elements_;
    const Picture& picture_;
};

/// The plot elements of a curve.
void add_curve(std::vector<Element>& elements, const Panel& panel, const Curve& curve, Format format)
{
    const std::string points = lines_of(thinned(panel, curve.points));
    if (format == Format::text) {
        elements.push_back({curve.joined ? "using 1:2 with lines" : "using 1:2 with points pointtype 15", points});
        return;
    }
    if (curve.joined) {
        elements.push_back({lines_style(curve.stroke), points});
    }
    if (curve.marker != Marker::none) {
        // The radius of pointsize 1 in drawing units, measured on what each terminal draws.
        const double unit = format == Format::svg ? 5.75 : format == Format::png ? 3.3 : 4.5;
        const auto marks = [&](double radius, Colour colour) {
            elements.push_back(
                {"using 1:2 with points pointtype 7 pointsize " + text_of(radius / unit) + " linecolor " + rgb(colour),
                 lines_of(curve.points)});
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
    return "dumb feed size 78," + std::to_string(picture.text_rows) + " noenhanced";
}

void write_script(Gnuplot& gp, const Picture& picture, Format format)
{
    gp << "set encoding utf8\nset terminal " << terminal_of(picture, format) << "\nunset key\n";
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
    if (format == Format::text) {
        gp << "set print '-'\nprint \"\\014\"\n"; // a form feed behind the picture, as there is one before it
    }
}

// ---- after gnuplot --------------------------------------------------------------------------------------------------

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
    boost::replace_all(text, "&", "&amp;");
    boost::replace_all(text, "<", "&lt;");
    boost::replace_all(text, ">", "&gt;");
    return text;
}

/// `213,  94,   0` as `#d55e00`.
std::string hexadecimal(const std::string& parts)
{
    std::ostringstream result;
    result << '#' << std::hex << std::setfill('0');
    std::istringstream in(parts);
    for (int value = 0; in >> value; in.ignore()) {
        result << std::setw(2) << value;
    }
    return result.str();
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
    replace_pieces(svg, "\n\n<desc>", "</desc>\n", nothing);
    const std::string title = "<title id=\"" + title_id + "\">" + escaped(figure.title) + "</title>\n<desc id=\""
                              + description_id + "\">" + escaped(figure.description) + "</desc>";
    const std::size_t root = svg.find("<svg") + 4;
    svg.erase(root, svg.find_first_not_of(' ', root) - root);
    svg.insert(svg.find('>', root) + 1, "\n\n" + title);
    svg.insert(root, R"( role="img" aria-labelledby=")" + title_id + " " + description_id + "\"");
    replace_pieces(svg, "rgb(", ")", hexadecimal);
    // What gnuplot calls black is its default for lines it then does not draw.
    boost::replace_all(svg, "color=\"black\"", "color=\"" + std::string(hex(Colour::ink)) + "\"");
    // Without this, viewers drop the spaces where the face changes.
    boost::replace_all(svg, "<text>", "<text xml:space=\"preserve\">");
    boost::replace_all(svg, "<tspan font-family=\"DejaVu Sans\" ", "<tspan");
    boost::replace_all(svg, "font-family=\"DejaVu Sans\"", "font-family=\"DejaVu Sans, Verdana, sans-serif\"");
    // gnuplot 6 writes this where 5.4 writes nothing.
    boost::replace_all(svg, "\"  fill=\"none\">", "\" >");
    // And both write a group without content at every change of a pen.
    static const std::regex empty_group("<g fill=\"none\"[^>]*>\n</g>\n");
    return std::regex_replace(svg, empty_group, "") + "\n\n";
}

/// The picture in what gnuplot wrote, from its first mark to its last, without what a script in the place of gnuplot
/// said around it; empty when it is cut short, as on a full disk, or shows nothing.
std::string picture_in(const std::string& bytes, Format format)
{
    struct Marks {
        std::string_view begin;
        std::string_view end;
        std::size_t more; ///< bytes behind the last mark
    };
    static const std::map<Format, Marks> all{{Format::svg, {"<svg", "</svg>", 0}},
                                             {Format::png, {"\x89PNG", "IEND", 4}}, // and a check sum
                                             {Format::pdf, {"%PDF", "%%EOF", 0}},
                                             {Format::text, {"\f", "\f", 0}}};
    const Marks& marks = all.at(format);
    const std::size_t begin =
        std::min(bytes.find(marks.begin), format == Format::svg ? bytes.find("<?xml") : std::string::npos);
    const std::size_t end = bytes.rfind(marks.end);
    if (begin == std::string::npos || end == std::string::npos || end <= begin
        || end + marks.end.size() + marks.more > bytes.size()) {
        return "";
    }
    std::string picture = bytes.substr(begin, end + marks.end.size() + marks.more - begin);
    const auto holds = [&](const char* what) { return picture.find(what) != std::string::npos; };
    const bool blank = format == Format::svg    ? !holds("<path") && !holds("<text")
                       : format == Format::text ? picture.find_first_not_of(" \n\f") == std::string::npos
                                                : false;
    return blank ? "" : picture;
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

/// A text picture without the empty lines around it and the spaces at line ends, between title and description.
std::string finished_text(const std::string& characters, const Figure& figure)
{
    std::vector<std::string> lines;
    boost::split(lines, characters, boost::is_any_of("\n"));
    for (std::string& line : lines) {
        boost::trim_right_if(line, boost::is_any_of(" \f"));
    }
    const auto empty = [](const std::string& line) { return line.empty(); };
    lines.erase(lines.begin(), std::ranges::find_if_not(lines, empty));
    lines.erase(std::ranges::find_if_not(lines.rbegin(), lines.rend(), empty).base(), lines.end());
    return figure.title + "\n\n" + boost::join(lines, "\n") + "\n\n" + wrapped(figure.description);
}

} // namespace

std::string render(const Figure& figure, Format format, std::chrono::milliseconds limit)
{
    const std::string written = drawn_by_gnuplot(
        figure.name, [&](Gnuplot& gp) { write_script(gp, figure.picture, format); }, limit);
    if (written.empty()) {
        fail("gnuplot drew nothing for figure " + figure.name);
    }
    std::string picture = picture_in(written, format);
    if (picture.empty()) {
        throw GnuplotError("gnuplot drew figure " + figure.name + " incompletely: is the disk of "
                           + temporary_directory() + " full? Set TMPDIR to a directory with room");
    }
    switch (format) {
    case Format::svg:
        return finished_svg(std::move(picture), figure);
    case Format::text:
        return finished_text(picture, figure);
    case Format::png:
    case Format::pdf:
        break;
    }
    return picture;
}

} // namespace autoencoder::plots
