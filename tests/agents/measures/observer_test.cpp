#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "agents/measures/observer.hpp"
#include "tests/agents/measures/random_records.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"

using namespace comity::agents;
using namespace comity::tests;

namespace {

Setting led_setting(int others)
{
    std::vector<std::string> codes{"CHN", "RUS", "USA", "FRA", "GBR", "DEU"};
    for (int i = 0; i < others; ++i) codes.push_back("C" + std::to_string(i));
    Setting s = small_setting(codes);
    lead(s, "CR", Camp::challengers, {0, 1});
    lead(s, "US", Camp::incumbents, {2});
    lead(s, "EU", Camp::incumbents, {3, 5, 6});
    s.rounds = 24;
    return s;
}

void play(Observer& observer, World world, const Setting& setting, std::uint64_t seed)
{
    for (int t = 0; t < setting.rounds; ++t) {
        const RoundRecord record = random_round(world, setting, seed);
        observer.observe(world, record);
    }
}

/// Whether two tables are equal to rounding, NaN in the same places.
bool alike(const Eigen::ArrayXXd& a, const Eigen::ArrayXXd& b, double tolerance)
{
    if (a.rows() != b.rows() || a.cols() != b.cols()) return false;
    for (Eigen::Index k = 0; k < a.size(); ++k) {
        const double x = a.data()[k], y = b.data()[k];
        if (std::isnan(x) != std::isnan(y)) return false;
        if (!std::isnan(x) && std::abs(x - y) > tolerance * (1 + std::abs(x))) return false;
    }
    return true;
}

void check_ranges(const std::vector<Metric>& metrics, const double* values)
{
    for (std::size_t k = 0; k < metrics.size(); ++k) {
        const Metric& m = metrics[k];
        if (std::isnan(values[k])) continue;
        CAPTURE(m.name, values[k], m.low, m.high);
        CHECK(std::isfinite(values[k]));
        if (!std::isnan(m.low)) CHECK(values[k] >= m.low);
        if (!std::isnan(m.high)) CHECK(values[k] <= m.high);
    }
}

}  // namespace

TEST_CASE("every metric is in its range on any record", "[agents][measures]")
{
    const int others = GENERATE(0, 1, 20, 60);
    const std::uint64_t seed = GENERATE(1u, 2u, 3u);
    Setting setting = led_setting(std::max(1, others));
    World world = small_world(setting);
    scatter(world, setting, seed);
    Observer observer(setting, world.rules, {.blocs_every_years = 1});
    play(observer, world, setting, seed);
    const auto metrics = observer.series_metrics();
    for (Eigen::Index t = 0; t < observer.series().rows(); ++t) {
        const Eigen::ArrayXd row = observer.series().row(t);
        check_ranges(metrics, row.data());
    }
    const Eigen::ArrayXd outcomes = observer.outcomes(world);
    check_ranges(observer.outcome_metrics(), outcomes.data());
}

TEST_CASE("metrics have names of their own, and say what they are", "[agents][measures]")
{
    const std::set<std::string> groups{"agreement", "dyads", "polarisation", "blocs", "spheres", "institutions", "norms", "strategy", "fragmentation"};
    const Setting setting = led_setting(5);
    for (const auto& metrics : {series_metrics(setting), outcome_metrics(setting)}) {
        std::set<std::string> names;
        for (const Metric& m : metrics) {
            CAPTURE(m.name);
            CHECK(names.insert(m.name).second);
            CHECK(m.name.find_first_of(" ,\"") == std::string::npos);
            CHECK(groups.count(m.group) == 1);
            CHECK_FALSE(m.title.empty());
            CHECK_FALSE(m.unit.empty());
            CHECK_FALSE(m.meaning.empty());
        }
    }
}

TEST_CASE("the lists are as long as what the observer gives", "[agents][measures]")
{
    const Setting setting = GENERATE(led_setting(5), small_setting(3));
    const World world = small_world(setting);
    const Observer observer(setting, world.rules);
    CHECK(observer.series().cols() == static_cast<Eigen::Index>(series_metrics(setting).size()));
    CHECK(observer.series().rows() == setting.rounds);
    CHECK(observer.outcomes(world).size() == static_cast<Eigen::Index>(outcome_metrics(setting).size()));
}

TEST_CASE("an observer that forgets a run is like new", "[agents][measures]")
{
    Setting setting = led_setting(10);
    World world = small_world(setting);
    scatter(world, setting, 1);
    Observer used(setting, world.rules), fresh(setting, world.rules);
    World other = world;
    scatter(other, setting, 9);
    play(used, other, setting, 5);
    used.reset();
    CHECK(used.series().isNaN().all());
    play(used, world, setting, 6);
    play(fresh, world, setting, 6);
    CHECK(alike(used.series(), fresh.series(), 0));
    CHECK(alike(used.outcomes(world), fresh.outcomes(world), 0));
}

TEST_CASE("renamed rows give the same measures", "[agents][measures]")
{
    Setting setting = led_setting(30);
    World world = small_world(setting);
    scatter(world, setting, 1);
    const int n = setting.num_countries();
    std::vector<int> to(static_cast<std::size_t>(n));  // new row of each old one
    for (int i = 0; i < n; ++i) to[static_cast<std::size_t>(i)] = (7 * i + 3) % n;
    REQUIRE(n % 7 != 0);

    std::vector<std::string> codes(setting.code.size());
    for (int i = 0; i < n; ++i) codes[static_cast<std::size_t>(to[static_cast<std::size_t>(i)])] = setting.code[static_cast<std::size_t>(i)];
    Setting renamed = small_setting(codes);
    for (const Leader& g : setting.leaders) {
        std::vector<int> members;
        for (const CountryId i : g.founders) members.push_back(to[static_cast<std::size_t>(i.index)]);
        lead(renamed, g.id, g.camp, members);
    }
    renamed.rounds = setting.rounds;
    const auto moved = [&](const auto& from) {
        auto result = from;
        for (int i = 0; i < n; ++i) result.row(to[static_cast<std::size_t>(i)]) = from.row(i);
        return result;
    };
    renamed.population = moved(setting.population);

    Observer first(setting, world.rules), second(renamed, world.rules);
    for (int t = 0; t < setting.rounds; ++t) {
        RoundRecord record = random_round(world, setting, 3);
        first.observe(world, record);
        World other = world;
        other.position = moved(world.position);
        other.capability = moved(world.capability);
        other.adopted = moved(world.adopted);
        for (auto& roster : other.roster) {
            for (int& i : roster) i = to[static_cast<std::size_t>(i)];
            std::sort(roster.begin(), roster.end());
        }
        record.ballots.votes = moved(record.ballots.votes);
        for (Draft& d : record.agenda.drafts)
            if (d.target.exists()) d.target = {to[static_cast<std::size_t>(d.target.index)]};
        second.observe(other, record);
    }
    // The search for communities visits nodes in another order: blocs may differ a little, and what is made of them; the rest may not.
    const auto metrics = first.series_metrics();
    for (std::size_t k = 0; k < metrics.size(); ++k) {
        CAPTURE(metrics[k].name);
        const bool searched = metrics[k].group == "blocs" || metrics[k].group == "fragmentation";
        CHECK(alike(first.series().col(static_cast<Eigen::Index>(k)), second.series().col(static_cast<Eigen::Index>(k)), searched ? 0.1 : 1e-6));
    }
}

TEST_CASE("blocs are made in the last round, and every so many years where asked", "[agents][measures]")
{
    Setting setting = led_setting(10);
    World world = small_world(setting);
    scatter(world, setting, 1);
    const int every = GENERATE(0, 1, 2);
    Observer observer(setting, world.rules, {.blocs_every_years = every});
    play(observer, world, setting, 4);
    const auto metrics = observer.series_metrics();
    const auto column = std::find_if(metrics.begin(), metrics.end(), [](const Metric& m) { return m.name == "modularity"; }) - metrics.begin();
    for (int t = 0; t < setting.rounds; ++t) {
        CAPTURE(every, t);
        const bool made = t == 23 || (every > 0 && (23 - t) % (4 * every) == 0);
        CHECK(std::isnan(observer.series()(t, column)) != made);
    }
}

TEST_CASE("two camps that never agree are two blocs and an exclusive sphere each", "[agents][measures]")
{
    Setting setting = small_setting({"CHN", "RUS", "USA", "FRA", "C4", "C5", "C6", "C7"});
    lead(setting, "CR", Camp::challengers, {0, 1});
    lead(setting, "US", Camp::incumbents, {2, 3});
    setting.rounds = 1;
    World world = small_world(setting);
    RoundRecord record;
    Draft draft;
    draft.forum = setting.institutions.forum("UNGA");
    draft.arena = {0};
    record.agenda.drafts = {draft};
    record.ballots.votes.resize(8, 1);
    record.ballots.votes << 1, 1, -1, -1, 1, 1, -1, -1;
    record.outcomes.of.resize(1);
    record.outcomes.of[0].yes = record.outcomes.of[0].no = 4;
    ++world.round;
    Observer observer(setting, world.rules);
    observer.observe(world, record);
    const auto metrics = observer.series_metrics();
    const auto value = [&](const std::string& name) {
        for (std::size_t k = 0; k < metrics.size(); ++k)
            if (metrics[k].name == name) return observer.series()(0, static_cast<Eigen::Index>(k));
        throw std::runtime_error(name);
    };
    // 12 of 28 pairs agree, so the median is 0 and the graph is two cliques of four
    CHECK(value("agreement_threshold") == 0);
    CHECK(value("modularity") == Approx(0.5).margin(1e-6));
    CHECK(value("communities") == 2);
    CHECK(value("modularity_spread") == Approx(0).margin(1e-6));
    // C4 and C5 vote like CHN and RUS alike, C6 and C7 like the US alone: hubs CHN, RUS, US: (1 - ln 2 / ln 3 + 1) / 2
    CHECK(value("sphere_of_influence") == Approx((2 - std::log(2.0) / std::log(3.0)) / 2));
    CHECK(value("fragmentation_blocs") == Approx(0.5).margin(1e-6));
}

TEST_CASE("above 2,000 countries there are no blocs, and the rest is there", "[agents][measures]")
{
    Setting setting = small_setting(2001);
    setting.rounds = 1;
    World world = small_world(setting);
    ++world.round;
    Observer observer(setting, world.rules);
    observer.observe(world, {});
    const auto metrics = observer.series_metrics();
    for (std::size_t k = 0; k < metrics.size(); ++k) {
        if (metrics[k].name == "modularity" || metrics[k].name == "sphere_of_influence") CHECK(std::isnan(observer.series()(0, static_cast<Eigen::Index>(k))));
        if (metrics[k].name == "capacity_UNGA") CHECK(observer.series()(0, static_cast<Eigen::Index>(k)) == 1);
    }
}
