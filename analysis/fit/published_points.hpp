#pragma once
// Published ideal points, as a scale and as a check.

#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <Eigen/Core>

#include "analysis/fit/years.hpp"

namespace comity::analysis {

/// Country-years of the published series that are known to be wrong.
using CountryYearSet = std::set<std::pair<std::string, int>>;

/// Mean over the window's years of one published series (`ideal_all`, `ideal_hr`, `ideal_nu`, `ideal_me`); NaN where a country
/// has none. Country-years in `left_out` do not count.
///
/// Shape:  result [country]
/// Source: Bailey, Strezhnev, Voeten (2017), Journal of Conflict Resolution 61(2):430-456, estimates of April 2020
Eigen::VectorXd published_points(const std::filesystem::path& data, Years years, const std::string& series,
                                 const std::vector<std::string>& countries, const CountryYearSet& left_out);

/// Pearson correlation over rows where neither is NaN, and how many those are.
struct Correlation {
    double value = 0;
    int rows = 0;
};
Correlation correlation(const Eigen::VectorXd& a, const Eigen::VectorXd& b);

}  // namespace comity::analysis
