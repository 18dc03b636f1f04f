#include "analysis/report/positions_reader.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "sim/netcdf_file.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace comity::analysis;

TEST_CASE("days since 2020 become dates of the standard calendar", "[analysis][report]")
{
    CHECK(iso_date(0) == "2020-01-01");
    CHECK(iso_date(59) == "2020-02-29");  // 31 + 28: a leap year
    CHECK(iso_date(366) == "2021-01-01");
    CHECK(iso_date(-10592) == "1991-01-01");  // 29 years of 365 days and 7 leap days before
}

TEST_CASE("a long run is shown by the last round of each year, a short one round by round", "[analysis][report]")
{
    std::vector<std::string> times;
    for (int t = 0; t < 28; ++t) times.push_back(fmt::format("{}-{:02}-01", 2020 + t / 4, 1 + 3 * (t % 4)));
    const auto years = choose_frames(times);
    REQUIRE(years.size() == 7);
    CHECK(years.front().round == 3);
    CHECK(years.front().words == "2020");
    CHECK(years.back().words == "2026");
    times.resize(3);
    const auto quarters = choose_frames(times);
    REQUIRE(quarters.size() == 3);
    CHECK(quarters[1].words == "2020 Q2");
}

TEST_CASE("a large world is shown by countries at even distances, a small one whole", "[analysis][report]")
{
    CHECK(choose_countries(3, 1000) == std::vector<std::size_t>{0, 1, 2});
    CHECK(choose_countries(10, 4) == std::vector<std::size_t>{0, 2, 5, 7});
    CHECK(choose_countries(0, 4).empty());
}

TEST_CASE("positions are read at the last round of each year, with the labels of countries", "[analysis][report]")
{
    namespace sim = comity::sim;
    const auto path = std::filesystem::temp_directory_path() / "comity-positions-test.nc";
    constexpr int rounds = 28;
    auto file = sim::NetcdfFile::create(path);
    const auto time = file.define_dim("time", rounds), arena = file.define_dim("arena", 2), country = file.define_dim("country", 2);
    const auto times = file.define_var("time", sim::NetcdfType::f64, std::array{time});
    const auto arenas = file.define_var("arena", sim::NetcdfType::text, std::array{arena});
    const auto codes = file.define_var("country", sim::NetcdfType::text, std::array{country});
    const auto names = file.define_var("country_name", sim::NetcdfType::text, std::array{country});
    const auto latitude = file.define_var("latitude", sim::NetcdfType::f64, std::array{country});
    const auto mean = file.define_var("position_mean", sim::NetcdfType::f64, std::array{time, arena, country});
    const auto sd = file.define_var("position_sd", sim::NetcdfType::f64, std::array{time, arena, country});
    file.define_fill(latitude, -999.0);
    file.end_definitions();
    std::vector<double> days, means, sds;
    for (int t = 0; t < rounds; ++t) {
        days.push_back(t * 91.3125 + 1);  // within the quarter
        for (int cell = 0; cell < 4; ++cell) means.push_back(10 * t + cell), sds.push_back(cell);
    }
    file.put(times, days);
    file.put(arenas, std::vector<std::string>{"HR", "NI"});
    file.put(codes, std::vector<std::string>{"FRA", "TUV"});
    file.put(names, std::vector<std::string>{"France", ""});
    file.put(latitude, std::vector<double>{46, -999});
    file.put(mean, means);
    file.put(sd, sds);
    file.close();

    const auto positions = read_positions(sim::NetcdfFile::open(path));
    CHECK(positions.arenas == std::vector<std::string>{"HR", "NI"});
    REQUIRE(positions.frames.size() == 7);
    CHECK(positions.mean[1] == std::vector<double>{70, 71, 72, 73});  // round 7, the last of 2021
    CHECK(positions.sd[1] == std::vector<double>{0, 1, 2, 3});
    CHECK(positions.countries[0].name == "France");
    CHECK(positions.countries[1].name == "TUV");  // a country without a name goes by its code
    CHECK(positions.countries[0].latitude == 46);
    CHECK(std::isnan(positions.countries[1].latitude));
    CHECK(std::isnan(positions.countries[0].longitude));
    CHECK(positions.countries_in_world == 2);
    std::filesystem::remove(path);
}

TEST_CASE("positions and labels of another shape are one clear error", "[analysis][report]")
{
    namespace sim = comity::sim;
    using Catch::Matchers::ContainsSubstring;
    const comity::tests::ScratchFolder scratch;
    const auto file_with = [&](std::size_t names_long, std::size_t rounds_of_sd) {
        auto file = sim::NetcdfFile::create(scratch.path() / "e.nc");
        const auto time = file.define_dim("time", 3), arena = file.define_dim("arena", 1), country = file.define_dim("country", 2);
        const auto names = file.define_dim("names", names_long), rounds = file.define_dim("rounds", rounds_of_sd);
        file.define_var("time", sim::NetcdfType::f64, std::array{time});
        file.define_var("arena", sim::NetcdfType::text, std::array{arena});
        file.define_var("country", sim::NetcdfType::text, std::array{country});
        file.define_var("country_name", sim::NetcdfType::text, std::array{names});
        file.define_var("position_mean", sim::NetcdfType::f64, std::array{time, arena, country});
        file.define_var("position_sd", sim::NetcdfType::f64, std::array{rounds, arena, country});
        file.end_definitions();
        file.close();
        return sim::NetcdfFile::open(scratch.path() / "e.nc");
    };
    CHECK_NOTHROW(read_positions(file_with(2, 3)));
    CHECK_THROWS_WITH(read_positions(file_with(1, 3)), ContainsSubstring("e.nc: error: variable 'country_name' has the shape [1], but must have [2]"));
    CHECK_THROWS_WITH(read_positions(file_with(2, 1)), ContainsSubstring("variable 'position_sd' has the shape [1, 1, 2], but must have [3, 1, 2]"));
}
