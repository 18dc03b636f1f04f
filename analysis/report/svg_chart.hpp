#pragma once
// Still pictures for pages that cannot run a script, and for paper: SVG without geometry files, fonts or scripts.

#include <string>
#include <string_view>
#include <vector>

#include "analysis/report/run_results.hpp"

namespace comity::analysis {

/// A straight line from values to places in a picture.
struct Scale {
    double from_low, from_high, to_low, to_high;
    double operator()(double value) const { return to_low + (value - from_low) / (from_high - from_low) * (to_high - to_low); }
};

/// The opening of a picture with a name for readers who hear it; `look` is a further attribute.
std::string open_picture(double width, double height, std::string_view name, std::string_view look = "");

/// The colours of the report, light and dark, for a picture that stands alone: the opening of the page's style.
std::string palette();

/// Multiples of 1, 2 or 5 times a power of ten from low to high, about `wanted` of them.
std::vector<double> ticks(double low, double high, int wanted);
/// A path through points in tenths of a pixel, with gaps where a value is missing.
std::string path_through(const std::vector<double>& xs, const std::vector<double>& ys, const Scale& x, const Scale& y);

/// A dot for every country at its longitude and latitude (Equal Earth: Savric, Patterson & Jenny 2019), coloured by `values` from -top to +top.
///
/// Shape: values [country], NaN leaves a country grey
std::string dot_map(const std::vector<CountryLabel>& countries, const std::vector<double>& values, double top, const Arena& arena);

/// A dot for every country along the axis of positions from -top to +top, stacked where they would hide each other.
std::string strip_plot(const std::vector<CountryLabel>& countries, const std::vector<double>& values, double top, const Arena& arena);

/// Colour of the n-th scenario, as the page's style has it for light and for dark.
std::string scenario_colour(std::size_t n);
/// Dash of the n-th scenario's line, so that colour is never the only difference.
std::string scenario_dash(std::size_t n);
/// Orange at -1, near white at 0, purple at 1.
std::string diverging_colour(double share);

}  // namespace comity::analysis
