#pragma once
// Yearly attributes of countries: product, population, capability, regime.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace comity::analysis {

/// Attributes by country and year, with the rules that fill their gaps.
class CountryYears {
public:
    /// Reads `country_year.csv.gz` up to 2019.
    explicit CountryYears(const std::filesystem::path& data);

    /// Membership of the United Nations in a year.
    bool member(const std::string& country, int year) const;
    /// Persons, in the year or the nearest one known (the earlier of two).
    double population(const std::string& country, int year) const;
    /// Current US dollars. Where missing: purchasing-power product times the year's world ratio of the two; else the nearest year.
    double product(const std::string& country, int year) const;
    /// Composite Index of National Capability, in the year or the nearest one known; 0 where there is none.
    double material_capability(const std::string& country, int year) const;
    /// 1 - liberal democracy; where that is missing 1 - the line fitted on Freedom House's two ratings; else the nearest year's.
    double regime_exposure(const std::string& country, int year) const;
    /// Whether the exposure of that year comes from the fitted line.
    bool exposure_is_fitted(const std::string& country, int year) const;

    /// The line: liberal democracy = intercept + slope x (political rights + civil liberties), by least squares on all country-years.
    struct Line {
        double intercept;
        double slope;
        double r_squared;
    };
    const Line& regime_line() const { return line_; }

private:
    struct Row {
        std::optional<double> gdp;
        std::optional<double> gdp_ppp;
        std::optional<double> population;
        std::optional<double> cinc;
        std::optional<double> libdem;
        std::optional<double> ratings;  // political rights + civil liberties, 2 best, 14 worst
        bool member = false;
    };
    const Row* row(const std::string& country, int year) const;
    std::optional<double> exposure_in(const std::string& country, int year) const;
    template <class Value>
    std::optional<double> nearest(int year, const Value& value) const;

    std::map<std::string, std::map<int, Row>> rows_;
    std::map<int, double> dollars_per_ppp_;
    Line line_{};
};

}  // namespace comity::analysis
