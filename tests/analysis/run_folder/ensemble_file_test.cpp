#include "analysis/run_folder/ensemble_file.hpp"

#include <bit>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>

#include "tests/analysis/run_folder/toy_run.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace comity::analysis;
using namespace comity::tests;
using comity::sim::NetcdfFile;
using Catch::Matchers::WithinAbs;

namespace {

std::string text_of(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

const std::set<std::string> texts = {"arena", "arena_title", "arena_negative", "arena_positive", "country", "country_name", "iso_numeric",
                                     "region", "norm", "norm_title", "norm_arena", "forum", "forum_title", "metric", "metric_title",
                                     "metric_unit"};

/// Every variable by its bits, NaN included.
std::map<std::string, std::vector<std::uint64_t>> numbers(const NetcdfFile& file)
{
    std::map<std::string, std::vector<std::uint64_t>> found;
    for (const auto& name : file.variables()) {
        if (texts.contains(name)) continue;
        for (const double value : file.get<double>(name)) found[name].push_back(std::bit_cast<std::uint64_t>(value));
    }
    return found;
}

}  // namespace

TEST_CASE("one thread, two or seven: the same bytes in the tables, the same bits in every variable", "[analysis][run_folder]")
{
    const ScratchFolder scratch;
    for (const int threads : {1, 2, 7}) write_toy(scratch.path() / std::to_string(threads), toy_info(700, threads));
    const auto one = NetcdfFile::open(scratch.path() / "1" / "ensemble.nc");
    CHECK(one.dim_length("run") == 700U);
    for (const char* threads : {"2", "7"}) {
        for (const char* table : {"runs.csv", "series.csv", "quantiles.csv", "scenario.yaml"})
            CHECK(text_of(scratch.path() / "1" / table) == text_of(scratch.path() / threads / table));
        const auto many = NetcdfFile::open(scratch.path() / threads / "ensemble.nc");
        CHECK(one.variables() == many.variables());
        CHECK(numbers(one) == numbers(many));
        for (const auto& name : texts) CHECK(one.get<std::string>(name) == many.get<std::string>(name));
    }
}

TEST_CASE("ensemble.nc holds every run and its labels", "[analysis][run_folder]")
{
    const ScratchFolder scratch;
    write_toy(scratch.path() / "toy", toy_info(520));  // two full blocks and a rest
    const auto file = NetcdfFile::open(scratch.path() / "toy" / "ensemble.nc");

    CHECK(file.get<int>("time") == std::vector<int>{182, 274, 366, 456});  // days from 2020-01-01, a leap year
    CHECK(file.get<int>("year") == std::vector<int>{2020, 2020, 2021, 2021});
    CHECK(file.get<int>("quarter") == std::vector<int>{3, 4, 1, 2});
    CHECK(file.get<std::string>("country_name")[1] == "Côte d'Ivoire");
    CHECK(file.get<std::string>("iso_numeric")[0] == "004");
    CHECK(file.get<std::string>("norm_arena") == std::vector<std::string>{"HR"});
    CHECK(std::isnan(file.get<double>("latitude")[2]));

    CHECK(file.get<std::int64_t>("seed")[519] == 9007199254740991);
    CHECK(file.get<int>("replicate")[519] == 519);
    const auto status = file.get<int>("status");
    const auto adopted = file.get<double>("adopted_end");
    REQUIRE(adopted.size() == 520);
    for (std::size_t r = 0; r < 520; ++r) {
        CHECK(status[r] == (r % 10 == 9 ? 1 : 0));
        CHECK(std::isnan(adopted[r]) == (r % 10 == 9));
        if (r % 10 != 9) CHECK(adopted[r] == static_cast<double>(7 * r % 11));
    }
    CHECK(file.get<double>("time_of_run")[1] == 0.7);  // `time` is a coordinate
    CHECK(file.text_attribute(file.var("time_of_run"), "units") == "year");
    CHECK(file.text_attribute(file.var("adopted_end"), "units") == "1");
    CHECK(file.text_attribute(file.var("adopted_end"), "counted_in") == "drafts");
    CHECK(file.text_attribute(file.var("adopted_end"), "long_name") == "Drafts adopted");
    CHECK(file.number_attributes(file.var("adopted_end"), "value_range") == std::vector<double>{0, std::numeric_limits<double>::infinity()});

    CHECK(file.get<int>("kept_run") == std::vector<int>{0, 1, 2});
    CHECK(file.dims(file.var("level")) == std::vector<std::string>{"kept_run", "time"});
    CHECK(file.get<double>("level") == std::vector<double>{0, 1, 2, 3, 7, 8, 9, 10, 3, 4, 5, 6});
    CHECK(file.get<double>("share_in_A_B")[7] == -21);
    CHECK(std::isnan(file.get<double>("share_in_A_B")[5]));

    CHECK(file.dims(file.var("position")) == std::vector<std::string>{"kept_run", "time", "arena", "country"});
    const auto position = file.get<float>("position");
    CHECK(position[(1 * 4 + 2) * 6 + 1 * 3 + 2] == 0.7F + 2 + 10 + 200);  // run 1, round 2, second arena, third country
    CHECK(std::isnan(position[2 * 24]));                                 // two runs keep theirs
    CHECK(file.text_attribute(comity::sim::netcdf_global, "scenario") == "title: A toy\nrounds: 4\n");
    CHECK(file.text_attribute(comity::sim::netcdf_global, "Conventions") == "CF-1.10");
}

TEST_CASE("summaries over all runs are those of the formulas", "[analysis][run_folder]")
{
    const ScratchFolder scratch;
    auto info = toy_info(4);  // k = 0 7 3 10: mean 5, squares 158 - 100 = 58, sd sqrt(58 / 3)
    write_toy(scratch.path() / "toy", info);
    const auto file = NetcdfFile::open(scratch.path() / "toy" / "ensemble.nc");
    CHECK_THAT(file.get<double>("position_mean")[0], WithinAbs(0.5, 1e-7));
    CHECK_THAT(file.get<double>("position_mean")[6 + 3 + 1], WithinAbs(0.5 + 1 + 10 + 100, 1e-5));
    for (const double sd : file.get<double>("position_sd")) CHECK_THAT(sd, WithinAbs(std::sqrt(58.0 / 3) / 10, 1e-5));
    CHECK(file.dims(file.var("series_quantile")) == std::vector<std::string>{"quantile", "metric", "time"});
    CHECK(file.get<double>("quantile") == std::vector<double>{0.05, 0.25, 0.5, 0.75, 0.95});
    CHECK(file.get<double>("series_quantile")[2 * 12 + 3] == 8);  // median of level in the last round: 5 + 3
    CHECK(file.get<double>("series_mean")[3] == 8);
    CHECK(std::isnan(file.get<double>("series_mean")[4 + 1]));
}

TEST_CASE("a world without positions or series, and a moment of history that was set, are written too", "[analysis][run_folder]")
{
    const ScratchFolder scratch;
    auto info = toy_info(0);
    info.series_metrics.clear();
    info.position_summary = PositionSummary::none;
    info.keep_positions = 0;
    info.keep_series = 0;
    info.labels.norms.clear();
    setenv("SOURCE_DATE_EPOCH", "1577836800", 1);
    write_toy(scratch.path() / "toy", info);
    unsetenv("SOURCE_DATE_EPOCH");
    const auto file = NetcdfFile::open(scratch.path() / "toy" / "ensemble.nc");
    CHECK_FALSE(file.find_var("position"));
    CHECK_FALSE(file.find_var("position_mean"));
    CHECK_FALSE(file.find_var("norm"));
    CHECK(file.dim_length("run") == 0U);
    CHECK_THAT(file.text_attribute(comity::sim::netcdf_global, "history").value(),
               Catch::Matchers::StartsWith("2020-01-01T00:00:00Z comity run: 0 runs of scenario toy"));
}
