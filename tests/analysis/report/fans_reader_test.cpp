#include "analysis/report/fans_reader.hpp"

#include <array>

#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace comity;
using namespace comity::analysis;
using Catch::Matchers::ContainsSubstring;

namespace {

/// Lengths that the parts of a file claim.
struct Lengths {
    std::size_t quantiles = 5, metrics = 2, rounds = 3;       // of the labels
    std::size_t quantile_rows = 5, metric_rows = 2, mean_rounds = 3;  // of the values
};

/// Values 100 quantile + 10 metric + round, means negative.
sim::NetcdfFile file_with(const std::filesystem::path& path, const Lengths& of)
{
    auto file = sim::NetcdfFile::create(path);
    const auto time = file.define_dim("time", of.rounds), metric = file.define_dim("metric", of.metrics), quantile = file.define_dim("quantile", of.quantiles);
    const auto quantile_rows = file.define_dim("q2", of.quantile_rows), metric_rows = file.define_dim("m2", of.metric_rows),
               mean_rounds = file.define_dim("t2", of.mean_rounds);
    const auto times = file.define_var("time", sim::NetcdfType::f64, std::array{time});
    const auto names = file.define_var("metric", sim::NetcdfType::text, std::array{metric});
    const auto shares = file.define_var("quantile", sim::NetcdfType::f64, std::array{quantile});
    const auto values = file.define_var("series_quantile", sim::NetcdfType::f64, std::array{quantile_rows, metric_rows, time});
    const auto means = file.define_var("series_mean", sim::NetcdfType::f64, std::array{metric_rows, mean_rounds});
    file.end_definitions();
    file.put(times, std::vector<double>(of.rounds, 0));
    std::vector<std::string> labels;
    for (std::size_t m = 0; m < of.metrics; ++m) labels.push_back(m == 0 ? "b" : "a");
    file.put(names, labels);
    std::vector<double> all{0.95, 0.05, 0.25, 0.5, 0.75};
    all.resize(of.quantiles);
    file.put(shares, all);
    std::vector<double> numbers, negative;
    for (std::size_t q = 0; q < of.quantile_rows; ++q)
        for (std::size_t m = 0; m < of.metric_rows; ++m)
            for (std::size_t t = 0; t < of.rounds; ++t) numbers.push_back(static_cast<double>(100 * q + 10 * m + t));
    file.put(values, numbers);
    for (std::size_t m = 0; m < of.metric_rows; ++m)
        for (std::size_t t = 0; t < of.mean_rounds; ++t) negative.push_back(-static_cast<double>(10 * m + t));
    file.put(means, negative);
    file.close();
    return sim::NetcdfFile::open(path);
}

}  // namespace

TEST_CASE("each quantile and mean is that of its metric, in whatever order they stand", "[analysis][report]")
{
    const tests::ScratchFolder scratch;
    const auto fans = read_fans(file_with(scratch.path() / "e.nc", {}));
    REQUIRE(fans.size() == 2);
    CHECK(fans.at("b").q95 == std::vector<double>{0, 1, 2});
    CHECK(fans.at("a").q95 == std::vector<double>{10, 11, 12});
    CHECK(fans.at("b").q05 == std::vector<double>{100, 101, 102});
    CHECK(fans.at("a").q25 == std::vector<double>{210, 211, 212});
    CHECK(fans.at("b").q50 == std::vector<double>{300, 301, 302});
    CHECK(fans.at("a").q75 == std::vector<double>{410, 411, 412});
    CHECK(fans.at("b").mean == std::vector<double>{0, -1, -2});
    CHECK(fans.at("a").mean == std::vector<double>{-10, -11, -12});
}

TEST_CASE("quantiles of another shape, or too few of them, are one clear error", "[analysis][report]")
{
    const tests::ScratchFolder scratch;
    const auto refused = [&](const Lengths& lengths, const std::string& what) {
        CHECK_THROWS_WITH(read_fans(file_with(scratch.path() / "e.nc", lengths)), ContainsSubstring("e.nc: error: " + what));
    };
    refused({.quantile_rows = 1}, "variable 'series_quantile' has the shape [1, 2, 3], but must have [5, 2, 3]");
    refused({.metric_rows = 1}, "variable 'series_quantile' has the shape [5, 1, 3], but must have [5, 2, 3]");
    refused({.mean_rounds = 1}, "variable 'series_mean' has the shape [2, 1], but must have [2, 3]");
    refused({.quantiles = 4, .quantile_rows = 4}, "there is no quantile 0.75");
}
