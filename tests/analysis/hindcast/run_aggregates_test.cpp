// The score card of aggregates: the reference, what is scored, and that nothing later than the training year is used.

#include <algorithm>
#include <cmath>

#include "analysis/hindcast/run_aggregates.hpp"
#include "analysis/hindcast/ensemble_scores.hpp"
#include "tests/support/catch.hpp"

using namespace comity::analysis;

namespace {

const HindcastDesign design{2003, {2004, 2005}};

/// Vetoed drafts a year, from 2000 on.
AggregateRecord vetoes(const std::vector<int>& by_year)
{
    AggregateRecord record;
    int year = 2000;
    for (const int vetoed : by_year) {
        for (int k = 0; k < vetoed; ++k) {
            Sums sums = Sums::Zero();
            at(sums, Sum::council_vetoed) = 1;
            record.targets.add(TargetSource::council, year, sums);
        }
        ++year;
    }
    record.targets.cover(TargetSource::council, {2000, year - 1});
    return record;
}

Target vetoed_in(Years years) { return {find_measure("vetoed_UNSC"), years}; }

/// Runs that tell one number each of vetoed drafts, in both years together.
AggregateRuns runs_with(const std::vector<double>& both_years)
{
    AggregateRuns runs = no_runs(static_cast<std::int64_t>(both_years.size()), design.test);
    for (std::size_t r = 0; r < both_years.size(); ++r) {
        YearSums sums(design.test, Sums::Constant(std::nan("")));
        at(sums.of(2004), Sum::council_vetoed) = both_years[r];
        at(sums.of(2005), Sum::council_vetoed) = 0;
        put_run(runs, static_cast<std::int64_t>(r), sums, PairYears(design.test, {}), design.test);
    }
    return runs;
}

std::vector<CardRow> card_of(const AggregateRuns& runs, const AggregateRecord& record)
{
    return run_card(target_scores(runs, record, design, 1), runs, record, design, 1);
}

const CardRow* row(const std::vector<CardRow>& card, const char* model, const std::string& subset, const char* metric)
{
    for (const CardRow& each : card)
        if (each.model == model && each.subset == subset && each.metric == metric) return &each;
    return nullptr;
}

}  // namespace

TEST_CASE("the last block is foretold with the changes of the past", "[hindcast][aggregates]")
{
    // 2000 to 2003: 1, 4, 2, 5. Blocks of two years end in 2001 to 2003 with 5, 6, 7.
    const AggregateRecord record = vetoes({1, 4, 2, 5, 9, 9});
    const TargetRecord known = record.targets.until(2003);
    const LastBlock two = last_block(vetoed_in({2004, 2005}), known, 2003);
    CHECK(two.mean == 7);
    CHECK(two.sd == Approx(2));  // one change over two years: 5 to 7
    const LastBlock next = last_block(vetoed_in({2004, 2004}), known, 2003);
    CHECK(next.mean == 5);
    CHECK(next.sd == Approx(std::sqrt((9.0 + 4 + 9) / 3)));  // 1 to 4, 4 to 2, 2 to 5
    const LastBlock later = last_block(vetoed_in({2005, 2005}), known, 2003);
    CHECK(later.sd == Approx(1));  // over two years: 1 to 2, 4 to 5
}

TEST_CASE("where nothing ever changed the reference is as unsure as the value", "[hindcast][aggregates]")
{
    const AggregateRecord record = vetoes({0, 0, 0, 0, 1, 1});
    const LastBlock law = last_block(vetoed_in({2004, 2004}), record.targets.until(2003), 2003);
    CHECK(law.mean == 0);
    CHECK(law.sd == Approx(std::sqrt(2 * 0.5)));
}

TEST_CASE("runs and reference are scored on the same targets", "[hindcast][aggregates]")
{
    const AggregateRecord record = vetoes({1, 4, 2, 5, 9, 9});
    const std::vector<CardRow> card = card_of(runs_with({16, 19, 20}), record);
    const std::string together = "vetoed_UNSC_2004_2005";
    REQUIRE(row(card, "comity", together, "crps") != nullptr);
    CHECK(row(card, "comity", together, "crps")->estimate.value == Approx(fair_crps({16, 19, 20}, 18)));
    CHECK(row(card, "comity", together, "predicted")->estimate.value == 19);
    CHECK(row(card, "comity", together, "predicted")->estimate.low == Approx(16.3));
    CHECK(row(card, "comity", together, "recorded")->estimate.value == 18);
    CHECK(row(card, "last_block", together, "crps")->estimate.value == Approx(normal_crps(7, 2, 18)));
    CHECK(row(card, "comity", "all", "coverage90")->estimate.value == 1);
    CHECK(row(card, "last_block", together, "predicted")->estimate.high == Approx(7 + 2 * 1.6448536));
    CHECK(row(card, "comity", "all", "crps_scaled")->estimate.value == Approx(fair_crps({16, 19, 20}, 18) / 2));
    CHECK(row(card, "comity", "council", "coverage90")->n == 1);
    CHECK(row(card, "comity", "all", "crps_above_last")->estimate.value == Approx((fair_crps({16, 19, 20}, 18) - normal_crps(7, 2, 18)) / 2));
    CHECK(row(card, "comity", "all", "crps_above_last")->n == 1);
    // year by year: runs say 16, 19, 20 and 0, the record 9 and 9
    CHECK(row(card, "comity", "by_year", "coverage90")->estimate.value == 0);
    CHECK(row(card, "comity", "by_year", "coverage90")->n == 2);
    CHECK(row(card, "comity", "voting", "coverage90") == nullptr);  // nothing of it was recorded
}

TEST_CASE("intervals, transforms and numbers of runs are those of each target", "[hindcast][aggregates]")
{
    const AggregateRecord record = vetoes({1, 4, 2, 5, 9, 9});
    const std::string together = "vetoed_UNSC_2004_2005";
    const std::vector<CardRow> card = card_of(runs_with({16, 19, 22, 25, std::nan("")}), record);
    CHECK(row(card, "comity", "all", "coverage50")->estimate.value == 0);  // from 18.25; 18 came
    CHECK(row(card, "comity", "all", "coverage90")->estimate.value == 1);  // from 16.45
    CHECK(row(card, "comity", together, "predicted")->n == 4);             // one of five does not tell
    CHECK(row(card, "last_block", together, "predicted")->n == 1);
    CHECK(row(card, "comity", together, "recorded")->estimate.low == Approx(18 - 1.96 * std::sqrt(18.5)));
    CHECK(row(card, "last_block", together, "pit")->estimate.value > .999);  // 7 with s.d. 2 was foretold
    // One run is no ensemble.
    CHECK(row(card_of(runs_with({18, std::nan("")}), record), "comity", together, "crps") == nullptr);
}

TEST_CASE("what came after the training year changes no forecast", "[hindcast][aggregates]")
{
    const auto runs = runs_with({16, 18, 20});
    const TargetScores one = target_scores(runs, vetoes({1, 4, 2, 5, 9, 9}), design, 1), other = target_scores(runs, vetoes({1, 4, 2, 5, 0, 3}), design, 1);
    REQUIRE(one.last.size() == other.last.size());
    for (std::size_t k = 0; k < one.last.size(); ++k) {
        CHECK(one.last[k].median == other.last[k].median);
        CHECK(one.last[k].low90 == other.last[k].low90);
        CHECK(one.last[k].scale == other.last[k].scale);
    }
    REQUIRE(one.comity.size() == 3);
    for (std::size_t k = 0; k < one.comity.size(); ++k) {
        CHECK(one.comity[k].median == other.comity[k].median);
        CHECK(one.comity[k].recorded != other.comity[k].recorded);
    }
}

TEST_CASE("how rough a series was later is not known before", "[hindcast][aggregates]")
{
    // The gap never changed until 2003, so that neither changes nor roughness give the reference a spread; what came was rough.
    AggregateRecord record;
    const double gaps[] = {-1, -1, -1, -1, 5, -5};
    for (int k = 0; k < 6; ++k) {
        Sums sums = Sums::Zero();
        at(sums, Sum::position_gap) = gaps[k];
        at(sums, Sum::gap_looks) = 1;
        record.targets.add(TargetSource::published_points, 2000 + k, sums);
    }
    record.targets.cover(TargetSource::published_points, {2000, 2005});
    CHECK(target_scores(no_runs(2, design.test), record, design, 1).last.empty());
}

TEST_CASE("each target is scored once: over the test, over periods within it, and by year", "[hindcast][aggregates]")
{
    for (const Years test : {Years{1991, 2019}, Years{2016, 2019}, Years{2019, 2019}}) {
        std::vector<std::string> names;
        int periods = 0;
        for (const Target& each : aggregate_targets(test)) {
            names.push_back(each.name());
            periods += stretch_of(each, test) == Stretch::period;
            CHECK(test.first <= each.years.first);
            CHECK(each.years.last <= test.last);
        }
        std::sort(names.begin(), names.end());
        CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
        CHECK((periods > 0) == (test.first == 1991));
        CHECK(std::binary_search(names.begin(), names.end(), "yes_share_2019"));
        CHECK(std::binary_search(names.begin(), names.end(), "treaty_parties_T1_2019"));
    }
}

TEST_CASE("without a year of training there is no reference, and runs are scored alone", "[hindcast][aggregates]")
{
    const HindcastDesign from_the_start{1999, {2000, 2001}};
    AggregateRuns runs = no_runs(2, from_the_start.test);
    for (int r = 0; r < 2; ++r) {
        YearSums sums(from_the_start.test, Sums::Constant(r));
        put_run(runs, r, sums, PairYears(from_the_start.test, {}), from_the_start.test);
    }
    const TargetScores scores = target_scores(runs, vetoes({1, 4}), from_the_start, 1);
    CHECK(scores.last.empty());
    CHECK(scores.comity.size() > 0);
}

TEST_CASE("pairs of countries are scored year by year", "[hindcast][aggregates]")
{
    // CHN and RUS: agreement 1 in 2002, 0 in 2003; recorded 1/2 in 2004 and 2005
    const std::vector<std::string> two{"CHN", "RUS"};
    AggregateRecord record;
    record.pairs = PairYears({2002, 2005}, two);
    record.pairs.add(2002, std::vector<std::int8_t>{1, 1});
    record.pairs.add(2003, std::vector<std::int8_t>{1, -1});
    for (const int year : {2004, 2005}) record.pairs.add(year, std::vector<std::int8_t>{1, 0});
    AggregateRuns runs = no_runs(3, design.test);
    for (int r = 0; r < 3; ++r) {
        PairYears played(design.test, two);
        for (const int year : {2004, 2005}) played.add(year, std::vector<std::int8_t>{1, static_cast<std::int8_t>(r == 0 ? 0 : 1)});
        put_run(runs, r, YearSums(design.test, Sums::Zero()), played, design.test);
    }
    const std::vector<CardRow> card = card_of(runs, record);
    CHECK(row(card, "comity", "CHN_RUS_of_runs", "mae")->estimate.value == Approx(0.5));  // runs say 1/2, 1, 1: median 1
    CHECK(row(card, "comity", "CHN_RUS_of_runs", "mae")->n == 2);
    CHECK(row(card, "comity", "CHN_RUS_of_runs", "coverage90")->estimate.value == 0);     // from .55 to 1
    CHECK(row(card, "last_block", "CHN_RUS_of_runs", "mae")->estimate.value == Approx(0.5));
    CHECK(row(card, "last_block", "CHN_RUS_of_runs", "mae")->n == 1);                     // of changes over two years there is none
    CHECK(row(card, "comity", "pairs_of_runs", "mae")->n == 2);
}

TEST_CASE("runs that all give what came miss by nothing, and a year without votes ends no series", "[hindcast][aggregates]")
{
    const std::vector<std::string> two{"CHN", "RUS"};
    const auto add = [](PairYears& pairs, int year, int halves) {  // of ten texts, alike but for one or two half steps
        for (int k = 0; k < 10; ++k) pairs.add(year, std::vector<std::int8_t>{1, static_cast<std::int8_t>(k < 20 - halves ? 0 : 1)});
    };
    AggregateRecord record;
    record.pairs = PairYears({2000, 2005}, two);
    for (const auto& [year, halves] : {std::pair{2000, 18}, {2001, 19}, {2003, 18}, {2004, 18}, {2005, 18}}) add(record.pairs, year, halves);
    AggregateRuns runs = no_runs(3, design.test);
    for (int r = 0; r < 3; ++r) {
        PairYears played(design.test, two);
        for (const int year : {2004, 2005}) add(played, year, 18);
        put_run(runs, r, YearSums(design.test, Sums::Zero()), played, design.test);
    }
    const std::vector<CardRow> card = card_of(runs, record);
    CHECK(row(card, "comity", "CHN_RUS_of_runs", "mae")->estimate.value == 0);
    CHECK(row(card, "comity", "CHN_RUS_of_runs", "coverage90")->estimate.value == 1);
    CHECK(row(card, "last_block", "CHN_RUS_of_runs", "mae")->n == 2);  // 2000 to 2001, and 2001 to 2003
}
