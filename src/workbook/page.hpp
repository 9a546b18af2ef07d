/// @file
/// The page of a chapter: a function of its settings, without files and streams of its own.
#pragma once

#include "data/csv.hpp"
#include "network/values.hpp"
#include "workbook/settings.hpp"
#include "workbook/table.hpp"
#include "workbook/values.hpp"

#include <functional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace autoencoder::workbook {

/// A figure that is drawn when somebody asks for its picture.
struct KeptFigure {
    std::string name;                        ///< file name without its ending, such as `20_loss`
    Csv data;                                ///< the numbers behind it
    std::function<std::string(Format)> draw; ///< the content of the picture's file, or the text to be printed
};

/// A table of numbers for a file.
struct DataTable {
    std::string name; ///< file name without its ending, such as `02_parameters`
    Csv content;      ///< the numbers
};

/// The page a chapter writes on: settings go in; report, values, tables and figures come out. What becomes of them is
/// decided by whoever runs the chapter.
class Page {
public:
    /// An empty page.
    /// @param settings what the reader asked for
    explicit Page(Settings settings) : settings_(std::move(settings)) {}

    /// What the reader asked for.
    /// @return the values of all options
    const Settings& settings() const { return settings_; }

    /// Where the report is collected.
    /// @return a stream that keeps what is written to it
    std::ostream& report() { return report_; }

    /// The report so far.
    /// @return all that was written to `report()`
    std::string text() const { return report_.str(); }

    /// Reports a heading, with an empty line before it.
    /// @param text one line
    void heading(const std::string& text);

    /// Reports whether something holds. The first one that does not decides the exit code, and its words are repeated
    /// on stderr.
    /// @param what  what should hold, in words
    /// @param holds whether it does
    void check(const std::string& what, bool holds);

    /// Names a number of this run, for the prose around the program.
    /// @param name  letters, digits and underscores
    /// @param value the number with all its digits
    /// @return `value`, so that a number can be named where it is used
    /// @throws std::logic_error when the name is taken by another number, or is no name
    double value(std::string_view name, double value);

    /// Names a count of this run.
    /// @param name  letters, digits and underscores
    /// @param count a whole number
    /// @return `count`
    /// @throws std::logic_error when the name is taken by another number, or is no name
    std::size_t count(std::string_view name, std::size_t count);

    /// Names all that is known of a sample in the network: its 44 quantities (`R7_in`), the document's 82
    /// derivatives (`dL_dR7`, `dR7_dR7_in`) and what each path adds to a derivative of the loss (`path_M6_R7_O9`).
    /// @param x where
    /// @throws std::logic_error when the page has named another evaluation before
    void values(const Evaluation<double>& x);

    /// Reports a table, and names its numbers by row and column: `NAME_ROW_COLUMN`.
    /// @param name  of the table
    /// @param table a row is named by its first cell; where two rows have the same, the first is meant
    void table(std::string_view name, const Table& table);

    /// Keeps a figure and the data behind it.
    /// @param figure has a `name`, its numbers as `data`, and a function `render(figure, format)` in its own namespace
    template <class Figure>
    void figure(Figure figure)
    {
        const std::string name = figure.name;
        const Csv data = figure.data;
        figures_.push_back({name, data, [drawn = std::move(figure)](Format format) { return render(drawn, format); }});
    }

    /// Keeps a table of numbers for a file.
    /// @param name    file name without its ending, such as `02_parameters`
    /// @param content the numbers
    void data(const std::string& name, Csv content);

    /// The numbers that have a name.
    /// @return each once, in the order of their names
    const Values& values() const { return values_; }

    /// The tables of numbers that belong to no figure.
    /// @return in the order in which they were kept
    const std::vector<DataTable>& tables() const { return tables_; }

    /// The figures, none of which has been drawn yet.
    /// @return in the order in which they were kept
    const std::vector<KeptFigure>& figures() const { return figures_; }

    /// The checks that did not hold, in the order in which they were made.
    /// @return their words; empty when all is well
    const std::vector<std::string>& failures() const { return failures_; }

private:
    void name(std::string_view name, Value value);

    Settings settings_;
    std::ostringstream report_;
    Values values_;
    std::vector<DataTable> tables_;
    std::vector<KeptFigure> figures_;
    std::vector<std::string> failures_;
};

} // namespace autoencoder::workbook
