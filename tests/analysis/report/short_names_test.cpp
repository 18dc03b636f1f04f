#include "analysis/report/short_names.hpp"

#include "tests/support/catch.hpp"

using namespace comity::analysis;

namespace {

RunResults run_on(const std::string& world)
{
    RunResults run;
    run.manifest.input.values = {{"world", world},
                                 {"forums.HRC.title", "Human Rights Council"},
                                 {"forums.HRC.rule", "majority"},
                                 {"norms.HR1.title", "Universality"}};
    run.manifest.arenas = {{"HR", "Human rights", "", ""}};
    run.positions.countries = {{"CHN", "China", "", "", 0, 0}, {"RUS", "Russian Federation", "", "", 0, 0}};
    return run;
}

using Names = std::vector<std::pair<std::string, std::string>>;

}  // namespace

TEST_CASE("short names are explained where they occur as whole words, each once", "[analysis][report]")
{
    const auto kinds = short_names({run_on("world-2020"), run_on("world-2020")},
                                   {"CHN_RUS identical votes, HR", "Presence of CR", "Capacity (HRC)", "SHRUBS"});
    REQUIRE(kinds.size() == 4);
    CHECK(kinds[0].kind == "Leaders");
    CHECK(kinds[0].names == Names{{"CR", "China and the Russian Federation"}});
    CHECK(kinds[1].names == Names{{"CHN", "China"}, {"RUS", "Russian Federation"}});
    CHECK(kinds[2].names == Names{{"HRC", "Human Rights Council"}});
    CHECK(kinds[3].names == Names{{"HR", "Human rights"}});
    CHECK(short_names({run_on("world-2020")}, {"Polarisation"}).empty());
}

TEST_CASE("leaders of a world of the user's own are not given the names of those that ship", "[analysis][report]")
{
    CHECK(short_names({run_on("/my/world")}, {"Presence of CR"}).empty());
}
