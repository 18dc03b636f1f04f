// The recorded side: standard errors, what is known when, and section 8 of agents/MODEL.md.

#include <cmath>

#include <fmt/format.h>

#include "analysis/targets/recorded_tables.hpp"
#include "analysis/votes/vote_reader.hpp"
#include "scenarios/scenario_reader.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/recorded_data.hpp"
#include "tests/support/scratch_folder.hpp"
#include "sim/atomic_file.hpp"
#include "sim/csv.hpp"

using namespace comity;
using namespace comity::analysis;

namespace {

Target over(const char* measure, int first, int last)
{
    REQUIRE(find_measure(measure) != nullptr);
    return {find_measure(measure), {first, last}};
}

/// A record of `same` texts a year on which the two are alike of `all`.
TargetRecord alike(const std::vector<std::pair<int, int>>& same_of_all, int first)
{
    TargetRecord record;
    int year = first;
    for (const auto& [same, all] : same_of_all) {
        for (int k = 0; k < all; ++k) {
            Sums sums = Sums::Zero();
            at(sums, Sum::rights_both) = 1;
            at(sums, Sum::rights_same) = k < same;
            at(sums, Sum::assembly_texts) = 1;
            record.add(TargetSource::assembly, year, sums);
        }
        ++year;
    }
    record.cover(TargetSource::assembly, {first, year - 1});
    return record;
}

}  // namespace

TEST_CASE("a share's error is that of a binomial share", "[targets]")
{
    const TargetRecord record = alike({{30, 100}, {50, 100}}, 2000);
    const RecordedValue found = record.of(over("identical_CHN_RUS_HR", 2000, 2001), 4000);
    CHECK(found.value == 0.4);
    CHECK(found.texts == 200);
    const double binomial = std::sqrt(0.4 * 0.6 / 200);
    CHECK(found.std_error == Approx(binomial).epsilon(0.05));       // 4,000 samples tell it to 1.1 %
    CHECK(found.std_error != Approx(std::sqrt(0.5 * 0.5 / 100)).epsilon(0.05));
}

TEST_CASE("a count's error is that of a Poisson mean, also where nothing was counted", "[targets]")
{
    const TargetRecord record = alike({{30, 100}, {0, 0}, {1, 2}}, 2000);
    CHECK(record.of(over("texts_UNGA", 2000, 2000)).value == 100);
    CHECK(record.of(over("texts_UNGA", 2000, 2000)).std_error == Approx(std::sqrt(100.5)));
    CHECK(record.of(over("texts_UNGA", 2001, 2001)).value == 0);
    CHECK(record.of(over("texts_UNGA", 2001, 2001)).std_error == Approx(std::sqrt(0.5)));
}

TEST_CASE("the error of a published point is the roughness of its series", "[targets]")
{
    // 0, 1, 0, 1, 0 about a line: second differences -2, 2, -2, mean square 4, so sqrt(4/6) a point
    TargetRecord record;
    for (int year = 2000; year < 2005; ++year) {
        Sums sums = Sums::Zero();
        at(sums, Sum::position_gap) = year % 2 + 3.0 * year;
        at(sums, Sum::gap_looks) = 1;
        record.add(TargetSource::published_points, year, sums);
    }
    record.cover(TargetSource::published_points, {2000, 2004});
    CHECK(record.of(over("position_gap_CHN_RUS_HR", 2002, 2002)).std_error == Approx(std::sqrt(4.0 / 6)));
    CHECK(record.of(over("position_gap_CHN_RUS_HR", 2000, 2003)).std_error == Approx(std::sqrt(4.0 / 6) / 2));
}

TEST_CASE("what comes after a year is not known at its end", "[targets]")
{
    const TargetRecord record = alike({{30, 100}, {50, 100}}, 2000);
    const TargetRecord known = record.until(2000);
    CHECK(known.value(over("identical_CHN_RUS_HR", 2000, 2000)) == 0.3);
    CHECK(std::isnan(known.value(over("identical_CHN_RUS_HR", 2000, 2001))));
    CHECK(std::isnan(record.value(over("identical_CHN_RUS_HR", 1999, 2000))));
    CHECK(std::isnan(record.value(over("vetoed_UNSC", 2000, 2000))));          // no such table was read
    CHECK(std::isnan(record.value(over("drafts_of_challengers", 2000, 2000)))); // nobody has counted
}

TEST_CASE("targets of the calibration end with the training years", "[targets]")
{
    for (const Target& each : targets_until(2015)) CHECK(each.years.last <= 2015);
    const auto names = [](int until) {
        std::vector<std::string> all;
        for (const Target& each : targets_until(until)) all.push_back(each.name());
        return all;
    };
    const auto has = [](const std::vector<std::string>& all, const char* name) { return std::find(all.begin(), all.end(), name) != all.end(); };
    CHECK(has(names(2015), "identical_CHN_RUS_HR_2011_2015"));
    CHECK(has(names(2015), "vetoed_UNSC_2007_2015"));
    CHECK(has(names(2019), "vetoed_UNSC_2007_2019"));
    CHECK_FALSE(has(names(2018), "treaty_parties_T1_2019"));
    CHECK_FALSE(has(names(2018), "position_gap_CHN_RUS_HR_2019"));
    // each once
    std::vector<std::string> all = names(2019);
    std::sort(all.begin(), all.end());
    CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
}

TEST_CASE("a mark that no council has is told with its place", "[targets]")
{
    const tests::ScratchFolder folder;
    sim::write_atomically(folder.path() / "unsc_resolutions.csv", "year,yes,no,abstain,CHN,FRA,GBR,RUS,USA\n1991,15,0,0,Y,Y,Y,J,Y\n1991,16,0,0,Y,Y,Y,Y,Y\n");
    sim::write_atomically(folder.path() / "unsc_failed_drafts.csv", "year,outcome,CHN,FRA,GBR,RUS,USA\n1993,withdrawn,,,,,\n");
    TargetRecord record;
    sim::Problems problems;
    std::vector<std::string> notes;
    add_tables(record, folder.path(), problems, notes);
    REQUIRE(problems.size() == 3);
    CHECK(problems[0].place.ends_with("unsc_resolutions.csv:2:19"));
    CHECK(problems[0].message == "RUS is 'J', but must be Y, A, N or X (absent)");
    CHECK(problems[1].message == "yes is '16', but must be a whole number from 0 to 15");
    CHECK(problems[2].message == "outcome is 'withdrawn', but must be vetoed, not_adopted");
    CHECK(notes.size() == 3);  // of the tables that are not there
}

TEST_CASE("permanent members' abstentions count on adopted texts alone", "[targets]")
{
    const tests::ScratchFolder folder;
    sim::write_atomically(folder.path() / "unsc_resolutions.csv", "year,yes,no,abstain,CHN,FRA,GBR,RUS,USA\n2000,10,0,5,A,A,Y,A,A\n2000,15,0,0,Y,Y,Y,Y,Y\n");
    sim::write_atomically(folder.path() / "unsc_failed_drafts.csv", "year,outcome,CHN,FRA,GBR,RUS,USA\n2000,vetoed,A,A,A,N,A\n2000,not_adopted,,,,,\n");
    TargetRecord record;
    sim::Problems problems;
    std::vector<std::string> notes;
    add_tables(record, folder.path(), problems, notes);
    REQUIRE(problems.empty());
    const auto value = [&](const char* measure) { return record.value({find_measure(measure), {2000, 2000}}); };
    CHECK(value("abstentions_P3") == 2);  // FRA and USA
    CHECK(value("abstentions_CHN") == 1);
    CHECK(value("abstentions_RUS") == 1);
    CHECK(value("divided_UNSC") == 0.5);
    CHECK(value("CHN_abstains_on_RUS_veto") == 1);
    CHECK(value("short_UNSC") == 1);
    CHECK(value("failed_share_UNSC") == 0.5);
}

TEST_CASE("tables of the rights council and of published points are read as they say", "[targets]")
{
    const tests::ScratchFolder folder;
    const auto with = [&](const char* last_row) {
        sim::write_atomically(folder.path() / "hrc_rollcalls.csv",
                              fmt::format("year,kind,yes,no\n2000,resolution,10,10\n2000,decision,11,10\n2000,amendment,1,20\n{}", last_row));
        sim::write_atomically(folder.path() / "ideal_points_bsv.csv", "iso3,year,ideal_all,ideal_hr\nCHN,2000,1,-2\nRUS,2000,2,-1\nUSA,2000,3,\n");
    };
    TargetRecord record;
    sim::Problems problems;
    std::vector<std::string> notes;
    with("");
    add_tables(record, folder.path(), problems, notes);
    CHECK(problems.empty());
    CHECK(record.value({find_measure("texts_HRC"), {2000, 2000}}) == 2);               // amendments are no texts
    CHECK(record.value({find_measure("failed_share_HRC"), {2000, 2000}}) == 0.5);      // a tie fails
    CHECK(record.value({find_measure("position_gap_CHN_RUS_HR"), {2000, 2000}}) == -1);
    CHECK(record.value({find_measure("position_spread"), {2000, 2000}}) == Approx(1));  // of 1, 2, 3, with n - 1
    with("2O01,resolution,1,0\n");
    add_tables(record, folder.path(), problems, notes);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].message == "year is '2O01', but must be a whole number from 1946 to 9999");
}

TEST_CASE("recorded values are those of agents/MODEL.md, section 8", "[targets]")
{
    const auto data = tests::recorded_data("recorded values are those of agents/MODEL.md, section 8");
    if (!data) return;
    sim::Problems problems;
    scenarios::Scenario of;
    of.world.folder = "world-1991";
    const scenarios::WorldTables tables = scenarios::load_world(of, problems);
    std::set<std::string> members;
    of.world.folder = "world-2020";
    for (const auto& country : scenarios::load_world(of, problems).countries) members.insert(country.code);
    const RecordedVotes votes = read_votes(*data / "unga_rollcalls.csv", *data / "unga_votes.csv.gz", members, problems);
    TargetRecord record;
    std::vector<std::string> notes;
    add_assembly(record, votes, subjects_of(votes, *data / "unga_rollcalls.csv"), union_terms(tables));
    add_tables(record, *data, problems, notes);
    REQUIRE(problems.empty());
    REQUIRE(notes.empty());

    const std::vector<Years> blocks{{1991, 1995}, {1996, 2000}, {2001, 2005}, {2006, 2010}, {2011, 2015}, {2016, 2019}};
    const auto check = [&](const char* measure, const std::vector<Years>& years, const std::vector<double>& values, double rounding) {
        for (std::size_t k = 0; k < years.size(); ++k) {
            const Target target = over(measure, years[k].first, years[k].last);
            CAPTURE(target.name());
            CHECK(record.value(target) == Approx(values[k]).margin(rounding));
        }
    };
    const double two_digits = 0.0051, three_digits = 0.00051;
    check("identical_CHN_RUS_HR", blocks, {.18, .51, .77, .82, .84, .87}, two_digits);
    check("identical_CHN_RUS_NI", {{1991, 2000}, {2001, 2010}, {2011, 2019}}, {.62, .96, 1.00}, two_digits);
    check("identical_CHN_RUS_CT", blocks, {.69, .54, .57, .62, .45, .50}, two_digits);
    check("opposite_CHN_RUS_HR", {{1991, 1995}, {1996, 2000}}, {.25, .11}, two_digits);
    check("opposite_CHN_RUS_HR", {{2001, 2005}, {2006, 2010}, {2011, 2015}, {2016, 2019}}, {.020, .024, .019, .024}, three_digits);
    check("pair_apart_from_USA_HR", blocks, {.17, .51, .76, .79, .78, .79}, two_digits);
    check("identical_USA_FRA", blocks, {.47, .48, .40, .39, .54, .48}, two_digits);
    check("agreement_index_EU", blocks, {.88, .94, .93, .94, .93, .91}, two_digits);
    const Years all{1991, 2019};
    check("yes_share", {all}, {.82}, two_digits);
    check("abstain_share", {all}, {.12}, two_digits);
    check("no_share", {all}, {.06}, two_digits);

    const std::vector<Years> eras{{2000, 2006}, {2007, 2019}};
    check("vetoed_UNSC", eras, {11, 25}, 0);
    check("vetoed_by_RUS", eras, {1, 22}, 0);
    check("vetoed_by_CHN", eras, {0, 11}, 0);
    check("vetoed_by_USA", eras, {10, 3}, 0);
    check("vetoed_by_CHN_and_RUS", eras, {0, 11}, 0);
    check("CHN_abstains_on_RUS_veto", {{2007, 2019}}, {11}, 0);
    check("CHN_yes_on_RUS_veto", {{2007, 2019}}, {0}, 0);
    check("yes_on_partners_veto", {{2007, 2019}}, {0}, 0);
    const std::vector<Years> last{{2018, 2018}, {2019, 2019}};
    check("adopted_UNSC", last, {54, 52}, 0);
    check("divided_UNSC", last, {9.0 / 54, 8.0 / 52}, 1e-12);
    check("vetoed_UNSC", last, {3, 3}, 0);
    check("short_UNSC", last, {4, 2}, 0);
    check("abstentions_RUS", {{2017, 2019}}, {18}, 0);
    check("abstentions_CHN", {{2017, 2019}}, {13}, 0);
    check("abstentions_P3", {{2017, 2019}}, {0}, 0);

    check("position_gap_CHN_RUS_HR", {{1994, 1994}, {2004, 2004}, {2012, 2012}, {2019, 2019}}, {-2.97, -.98, -1.03, -.51}, two_digits);
    for (int year = 1991; year <= 2019; ++year) {
        CAPTURE(year);
        CHECK(record.value(over("position_spread", year, year)) == Approx(.90).margin(.0851));
    }
    check("treaty_parties_T1", {{2019, 2019}, {2002, 2002}, {2003, 2003}}, {64, 2, 4}, 0);
    // From the files: resolutions and decisions, amendments apart.
    check("texts_HRC", {all}, {748}, 0);
    check("failed_share_HRC", {{2016, 2019}}, {2.0 / 139}, 1e-12);
}
