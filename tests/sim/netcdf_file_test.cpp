#include "sim/netcdf_file.hpp"

#include <cmath>
#include <filesystem>
#include <limits>

#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace comity::sim;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("what is written to a NetCDF file is read back: labels, attributes, slabs and what was never written", "[sim][netcdf]")
{
    const comity::tests::ScratchFolder scratch;
    const auto path = scratch.path() / "a.nc";
    const auto seed = (std::int64_t{1} << 53) - 1;
    const std::string long_text(100'000, 'x');
    {
        auto file = NetcdfFile::create(path);
        const auto run = file.define_dim("run", NetcdfFile::unlimited);
        const auto country = file.define_dim("country", 2);
        const auto label = file.define_var("country", NetcdfType::text, {{country}});
        const auto seeds = file.define_var("seed", NetcdfType::i64, {{run}}, {.chunks = {4}, .deflate = 1});
        const auto rounds = file.define_var("rounds", NetcdfType::i32, {});
        const auto position = file.define_var("position", NetcdfType::f32, {{run, country}}, {.chunks = {4, 2}, .deflate = 1});
        const auto level = file.define_var("level", NetcdfType::f64, {{run}}, {.chunks = {4}, .deflate = 0});
        file.define_fill(position, std::numeric_limits<float>::quiet_NaN());
        file.define_fill(level, std::numeric_limits<double>::quiet_NaN());
        file.set_attribute(netcdf_global, "comment", long_text);
        file.set_attribute(position, "valid_max", 1.0);
        file.end_definitions();
        file.put<std::string>(label, {"CIV", "Côte d'Ivoire"});
        file.put<int>(rounds, {60});
        file.put<std::int64_t>(seeds, {{0}, {3}}, std::vector<std::int64_t>{1, 2, seed});
        file.put<float>(position, {{1, 0}, {1, 2}}, std::vector<float>{0.25F, -0.5F});
        file.sync();
        file.close();
    }
    const auto file = NetcdfFile::open(path);
    CHECK(file.variables() == std::vector<std::string>{"country", "seed", "rounds", "position", "level"});
    CHECK(file.dim_length("run") == 3U);
    CHECK_FALSE(file.dim_length("month"));
    CHECK(file.get<std::string>("country") == std::vector<std::string>{"CIV", "Côte d'Ivoire"});
    CHECK(file.get<std::int64_t>("seed").back() == seed);
    CHECK(file.get<int>("rounds") == std::vector<int>{60});
    CHECK(file.text_attribute(netcdf_global, "comment") == long_text);
    CHECK_FALSE(file.text_attribute(netcdf_global, "title"));
    CHECK(file.number_attribute(file.var("position"), "valid_max") == 1.0);
    CHECK(file.dims(file.var("position")) == std::vector<std::string>{"run", "country"});
    CHECK(file.shape(file.var("position")) == std::vector<std::size_t>{3, 2});
    const auto position = file.get<float>("position");
    CHECK((std::isnan(position[0]) && position[2] == 0.25F && position[3] == -0.5F && std::isnan(position[5])));
    CHECK(file.get<float>(file.var("position"), {{1, 1}, {1, 1}}) == std::vector<float>{-0.5F});
    for (const double level : file.get<double>("level")) CHECK(std::isnan(level));
    CHECK_THROWS_WITH(file.var("x"), ContainsSubstring("a.nc: error: variable 'x': NetCDF: Variable not found"));
}

TEST_CASE("a NetCDF file that cannot be opened, created or filled says which file and why", "[sim][netcdf]")
{
    const comity::tests::ScratchFolder scratch;
    CHECK_THROWS_WITH(NetcdfFile::open(scratch.path() / "none.nc"),
                      ContainsSubstring("none.nc: error: the file cannot be opened: No such file or directory"));
    CHECK_THROWS_WITH(NetcdfFile::create(scratch.path() / "none" / "a.nc"), ContainsSubstring("a.nc: error: the file cannot be created"));
    auto file = NetcdfFile::create(scratch.path() / "a.nc");
    const auto x = file.define_var("x", NetcdfType::f64, {{file.define_dim("n", 2)}});
    CHECK_THROWS_WITH(file.put<double>(x, {1.0}), ContainsSubstring("variable 'x' got a slab of another size"));
}
