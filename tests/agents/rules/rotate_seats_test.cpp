#include "agents/rules/rotate_seats.hpp"

#include <array>
#include <cmath>
#include <map>
#include <set>

#include "agents/world.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"
#include "tests/support/statistics.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;

namespace {

const Institutions institutions = default_institutions();
const ForumId unsc = institutions.forum("UNSC"), hrc = institutions.forum("HRC"), gge = institutions.forum("GGE");

void set_regions(Setting& setting, std::initializer_list<std::string> names)
{
    setting.region.clear();
    for (const std::string& name : names) setting.add_region(name);
}

/// One seat of two years for one region of four countries, elected in Q2 without re-election.
Setting one_seat()
{
    Setting setting = small_setting(4);
    set_regions(setting, {"AFR", "AFR", "AFR", "APG"});
    Forum& forum = setting.institutions.forums[static_cast<std::size_t>(unsc.index)];
    forum.permanent = forum.veto = {};
    forum.seats = {{"AFR", 1}};
    forum.renewal_groups = 1;
    return setting;
}

/// Plays elections only, to the end of a number of years; who sat in each year.
std::map<int, std::vector<int>> play_years(World world, const Setting& setting, ForumId forum, int years, std::uint32_t replicate)
{
    std::map<int, std::vector<int>> sat;
    for (; world.round < 4 * years; ++world.round) {
        if (setting.quarter(world.round) == 1) sat[setting.year(world.round)] = rosters(world, setting)[static_cast<std::size_t>(forum.index)];
        for (const SeatTerm& term : rotate_seats(world, setting, sim::Draws(21, replicate, world.round))) world.terms.push_back(term);
    }
    return sat;
}

}  // namespace

TEST_CASE("a vacancy goes to the candidates in proportion to the square root of their capability", "[agents][rotate_seats]")
{
    const Setting setting = one_seat();
    World world = small_world(setting);
    world.capability << 0.01, 0.04, 0.16, 0.79;
    world.round = 1;  // 2020Q2
    std::array<long, 3> won{};
    for (std::uint32_t r = 0; r < 20'000; ++r) {
        const auto terms = rotate_seats(world, setting, sim::Draws(1, r, 1));
        REQUIRE(terms.size() == 1);
        REQUIRE(terms[0].from == 2021);
        REQUIRE(terms[0].until == 2022);
        ++won[static_cast<std::size_t>(terms[0].country.index)];
    }
    CHECK(plausible_counts(won, std::array{0.1, 0.2, 0.4}));
    CHECK_FALSE(plausible_counts(won, std::array{0.01, 0.04, 0.16}));
    CHECK_FALSE(plausible_counts(won, std::array{1.0, 1.0, 1.0}));
    CHECK_FALSE(plausible_counts(won, std::array{0.12, 0.2, 0.4}));
}

TEST_CASE("a second vacancy is drawn without replacement", "[agents][rotate_seats]")
{
    // weights 1, 2, 4: P(C0 wins one of two) = 1/7 + 2/7 x 1/5 + 4/7 x 1/3 = .3904762
    Setting setting = one_seat();
    setting.institutions.forums[0].seats = {{"AFR", 2}};
    World world = small_world(setting);
    world.capability << 0.01, 0.04, 0.16, 0.79;
    world.round = 1;
    long won = 0;
    constexpr int elections = 20'000;
    for (std::uint32_t r = 0; r < elections; ++r) {
        const auto terms = rotate_seats(world, setting, sim::Draws(1, r, 1));
        REQUIRE(terms.size() == 2);
        REQUIRE(terms[0].country != terms[1].country);
        won += terms[0].country.index == 0 || terms[1].country.index == 0 ? 1 : 0;
    }
    CHECK(plausible(won, elections, 41.0 / 105));
    CHECK_FALSE(plausible(won, elections, 1 - (6.0 / 7) * (6.0 / 7)));  // with replacement
}

TEST_CASE("seats are drawn in the election quarter only", "[agents][rotate_seats]")
{
    const Setting setting = small_setting(60);
    World world = small_world(setting);
    for (world.round = 0; world.round < 8; ++world.round)
        for (const SeatTerm& term : rotate_seats(world, setting, sim::Draws(1, 0, world.round)))
            CHECK(setting.quarter(world.round) == (term.forum == unsc ? 2 : 4));
}

TEST_CASE("regions fill their quotas, renewal is staggered, and limits on terms hold", "[agents][rotate_seats]")
{
    const Setting setting = small_setting(100);  // twenty a region
    const World world = small_world(setting);
    for (std::uint32_t replicate = 0; replicate < 5; ++replicate) {
        const auto council = play_years(world, setting, unsc, 15, replicate), rights = play_years(world, setting, hrc, 15, replicate);
        CHECK(council.at(2020).empty());
        for (int year = 2021; year < 2035; ++year) {
            CAPTURE(year);
            REQUIRE(council.at(year).size() == 10);
            REQUIRE(rights.at(year).size() == 47);
            std::map<std::string, int> seats;
            for (const int i : rights.at(year)) ++seats[setting.region_name({i})];
            CHECK(seats == std::map<std::string, int>{{"AFR", 13}, {"APG", 13}, {"GRULAC", 8}, {"WEOG", 7}, {"EEG", 6}});
        }
        std::map<int, int> run;  // years in a row in the rights council
        for (int year = 2021; year < 2034; ++year) {
            const auto& now = council.at(year);
            const std::set<int> next(council.at(year + 1).begin(), council.at(year + 1).end());
            const auto staying = std::count_if(now.begin(), now.end(), [&](int i) { return next.count(i) > 0; });
            CHECK(staying == 5);  // half is renewed, and nobody is elected again at once
            for (const auto& [country, years] : std::map<int, int>(run)) {
                const auto& sitting = rights.at(year);
                if (std::find(sitting.begin(), sitting.end(), country) == sitting.end()) run.erase(country);
            }
            for (const int i : rights.at(year)) CHECK(++run[i] <= 6);  // two terms of three years
        }
    }
}

TEST_CASE("a country may be elected a second time in a row to the rights council, but not to the security council", "[agents][rotate_seats]")
{
    Setting setting = one_seat();
    for (const ForumId forum : {unsc, hrc}) {
        Forum& body = setting.institutions.forums[static_cast<std::size_t>(forum.index)];
        body.seats = {{"AFR", 3}};
        body.renewal_groups = 1;
        body.election_quarter = 2;
    }
    const auto again = [&](ForumId forum, int from, int until) {
        setting.recorded_seats = {{forum, {0}, from, until}};
        World world = small_world(setting);
        world.round = 1;
        for (const SeatTerm& term : rotate_seats(world, setting, sim::Draws(1, 0, 1)))
            if (term.forum == forum && term.country.index == 0) return true;
        return false;
    };
    CHECK(again(hrc, 2018, 2020));
    CHECK_FALSE(again(hrc, 2015, 2020));  // two terms in one spell of the record
    CHECK_FALSE(again(unsc, 2019, 2020));
    CHECK(again(unsc, 2017, 2018));       // a while ago
    CHECK_FALSE(again(hrc, 2019, 2021));  // it sits on next year
}

TEST_CASE("recorded terms come first: they leave fewer vacancies, and a record that goes on leaves none", "[agents][rotate_seats]")
{
    Setting setting = one_seat();
    Forum& forum = setting.institutions.forums[0];
    forum.seats = {{"AFR", 2}};
    World world = small_world(setting);
    world.round = 1;
    const auto drawn = [&] { return rotate_seats(world, setting, sim::Draws(1, 0, 1)); };
    setting.recorded_seats = {{unsc, {1}, 2021, 2022}};  // recorded to begin next year
    REQUIRE(drawn().size() == 1);
    CHECK(drawn()[0].country.index != 1);
    setting.recorded_seats = {{unsc, {1}, 2021, 2022}, {unsc, {2}, 2020, 2021}};
    CHECK(drawn().empty());
    setting.recorded_seats = {{unsc, {0}, 2025, 2026}};  // the record goes on
    CHECK(drawn().empty());
}

TEST_CASE("permanent members sit for good, stand nowhere and leave elected seats alone", "[agents][rotate_seats]")
{
    Setting setting = small_setting({"USA", "CHN", "AAA", "BBB"});
    set_regions(setting, {"WEOG", "APG", "WEOG", "WEOG"});
    setting.recorded_seats = {{unsc, {0}, 1946, 9999}};
    setting.institutions.forums[0].seats = {{"WEOG", 1}};
    World world = small_world(setting);
    CHECK(rosters(world, setting)[0] == std::vector<int>{0, 1});
    world.round = 1;
    const auto terms = rotate_seats(world, setting, sim::Draws(1, 0, 1));
    REQUIRE(terms.size() == 1);
    CHECK(terms[0].country.index >= 2);
}

TEST_CASE("where nobody is elected, members stay as last recorded", "[agents][rotate_seats]")
{
    Setting setting = small_setting(4);
    setting.start_year = 2000;
    setting.recorded_seats = {{gge, {0}, 2004, 2005}, {gge, {1}, 2004, 2005}, {gge, {2}, 2009, 2010}};
    World world = small_world(setting);
    const auto members = [&](int year) {
        world.round = 4 * (year - 2000);
        return rosters(world, setting)[static_cast<std::size_t>(gge.index)];
    };
    CHECK(members(2003).empty());
    CHECK(members(2005) == std::vector<int>{0, 1});
    CHECK(members(2007) == std::vector<int>{0, 1});
    CHECK(members(2009) == std::vector<int>{2});
    CHECK(members(2020) == std::vector<int>{2});
}

TEST_CASE("a first world without a record has its seats filled", "[agents][rotate_seats]")
{
    const Setting setting = small_setting(100);
    World world = small_world(setting);
    world.terms = first_seats(world, setting, 3);
    const auto roster = rosters(world, setting);
    CHECK(roster[static_cast<std::size_t>(unsc.index)].size() == 10);
    CHECK(roster[static_cast<std::size_t>(hrc.index)].size() == 47);
    world.round = 1;
    CHECK(rotate_seats(world, setting, sim::Draws(3, 0, 1)).size() == 5);  // half of the council
    CHECK(first_seats(world, setting, 3).empty());                         // nothing is left to fill
}
