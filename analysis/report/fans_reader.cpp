#include "analysis/report/fans_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace comity::analysis {
namespace {

constexpr std::array<std::pair<double, std::vector<double> Fan::*>, 5> bands = {
    {{0.05, &Fan::q05}, {0.25, &Fan::q25}, {0.5, &Fan::q50}, {0.75, &Fan::q75}, {0.95, &Fan::q95}}};

std::size_t index_of(const std::vector<double>& quantiles, double wanted, const sim::NetcdfFile& ensemble)
{
    const auto found = std::find(quantiles.begin(), quantiles.end(), wanted);
    if (found == quantiles.end()) throw sim::NetcdfError(fmt::format("{}: error: there is no quantile {}", ensemble.path().string(), wanted));
    return static_cast<std::size_t>(found - quantiles.begin());
}

}  // namespace

std::map<std::string, Fan> read_fans(const sim::NetcdfFile& ensemble)
{
    std::map<std::string, Fan> fans;
    if (!ensemble.find_var("series_quantile")) return fans;
    const auto metrics = ensemble.get<std::string>("metric");
    const auto quantiles = ensemble.get<double>("quantile");
    const std::size_t rounds = ensemble.get<double>("time").size();
    const auto values = ensemble.get<double>("series_quantile", {quantiles.size(), metrics.size(), rounds});
    const auto means = ensemble.get<double>("series_mean", {metrics.size(), rounds});
    const auto row = [&](const std::vector<double>& all, std::size_t number) {
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(number * rounds);
        return std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(rounds));
    };
    for (std::size_t m = 0; m < metrics.size(); ++m) {
        Fan& fan = fans[metrics[m]];
        for (const auto& [quantile, band] : bands) fan.*band = row(values, index_of(quantiles, quantile, ensemble) * metrics.size() + m);
        fan.mean = row(means, m);
    }
    return fans;
}

}  // namespace comity::analysis
