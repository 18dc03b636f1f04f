#include "analysis/fit/published_points.hpp"

#include <cmath>
#include <limits>
#include <unordered_map>

#include "sim/csv.hpp"

namespace comity::analysis {

Eigen::VectorXd published_points(const std::filesystem::path& data, Years years, const std::string& series,
                                 const std::vector<std::string>& countries, const CountryYearSet& left_out)
{
    const auto table = sim::CsvTable::read(data / "ideal_points_bsv.csv");
    const auto iso3 = table.require("iso3");
    const auto year = table.require("year");
    const auto value = table.require(series);
    struct Sum {
        double total = 0;
        int years = 0;
    };
    std::unordered_map<std::string, Sum> sums;
    for (std::size_t row = 0; row < table.num_rows(); ++row) {
        const auto when = sim::to_integer(table.cell(row, year));
        const auto point = sim::to_double(table.cell(row, value));
        if (!when || !years.contain(static_cast<int>(*when)) || !point) continue;
        if (left_out.contains({table.cell(row, iso3), static_cast<int>(*when)})) continue;
        auto& sum = sums[table.cell(row, iso3)];
        sum.total += *point;
        ++sum.years;
    }
    Eigen::VectorXd points = Eigen::VectorXd::Constant(static_cast<Eigen::Index>(countries.size()), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t i = 0; i < countries.size(); ++i)
        if (const auto found = sums.find(countries[i]); found != sums.end())
            points[static_cast<Eigen::Index>(i)] = found->second.total / found->second.years;
    return points;
}

Correlation correlation(const Eigen::VectorXd& a, const Eigen::VectorXd& b)
{
    double n = 0;
    double sum_a = 0;
    double sum_b = 0;
    const auto both = [&](Eigen::Index i) { return !std::isnan(a[i]) && !std::isnan(b[i]); };
    for (Eigen::Index i = 0; i < a.size(); ++i)
        if (both(i)) {
            n += 1;
            sum_a += a[i];
            sum_b += b[i];
        }
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (Eigen::Index i = 0; i < a.size(); ++i)
        if (both(i)) {
            const double off_a = a[i] - sum_a / n;
            const double off_b = b[i] - sum_b / n;
            aa += off_a * off_a;
            bb += off_b * off_b;
            ab += off_a * off_b;
        }
    return {ab / std::sqrt(aa * bb), static_cast<int>(n)};
}

}  // namespace comity::analysis
