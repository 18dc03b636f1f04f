#pragma once
// Still pictures for pages that cannot run a script, and for paper: SVG without geometry files, fonts or scripts.

#include <string>
#include <vector>

#include "analysis/report/run_results.hpp"

namespace comity::analysis {

/// One scenario's bands in a fan chart, with its times.
struct FanSeries {
    std::string scenario;
    std::vector<double> years;  ///< decimal years, one a round
    Fan fan;
};

/// Median line, 50 % and 90 % bands over time, one colour and dash a scenario, on one scale.
std::string fan_chart(const Metric& metric, const std::vector<FanSeries>& series);

/// A dot for every country at its longitude and latitude (Equal Earth: Savric, Patterson & Jenny 2019), coloured by `values` from -top to +top.
///
/// Shape: values [country], NaN leaves a country grey
std::string dot_map(const std::vector<CountryLabel>& countries, const std::vector<double>& values, double top, const Arena& arena);

/// A dot for every country along the axis of positions from -top to +top, stacked where they would hide each other.
std::string strip_plot(const std::vector<CountryLabel>& countries, const std::vector<double>& values, double top, const Arena& arena);

/// Colour of the n-th scenario; the page's script uses the same.
std::string scenario_colour(std::size_t n);
/// Dash of the n-th scenario's line, so that colour is never the only difference.
std::string scenario_dash(std::size_t n);
/// Orange at -1, near white at 0, purple at 1.
std::string diverging_colour(double share);

}  // namespace comity::analysis
