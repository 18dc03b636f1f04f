#pragma once
// A plot of what the code gives beside what theory says.

#include <string>
#include <vector>

namespace comity::tests {

enum class Mark { line, dots, rings };

struct Curve {
    std::string name;
    std::vector<double> x, y;
    Mark mark = Mark::line;
    int theory_of = -1;    ///< the curve of the code that this one foretells; -1: it is one
    double tolerance = 0;  ///< how far the code may lie from theory, in units of y
};

struct PlotAxis {
    std::string words;
    double from = 0, to = 1;
};

struct Plot {
    std::string name;  ///< of its file, without .svg
    std::string title;
    PlotAxis x, y;
    std::vector<Curve> curves;
};

/// The plot as a picture of its own, in the colours of the report.
std::string svg(const Plot& plot);

}  // namespace comity::tests
