// Rows are places, not persons: a world with its countries in another order gives the same run, in that order.
//
// Sums over countries then run in another order, so equality is to rounding. One vote that came out otherwise would show far
// above the tolerances.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/reorder.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/whole_runs.hpp"

using namespace comity;
using namespace comity::tests;
namespace fs = std::filesystem;

namespace {

/// Outcomes that differ by more than rounding, by name.
std::vector<std::string> different(const Eigen::ArrayXd& a, const Eigen::ArrayXd& b, const agents::Setting& setting,
                                   const agents::Rules& rules = {})
{
    const auto metrics = agents::outcome_metrics(setting, rules);
    std::vector<std::string> names;
    for (std::size_t k = 0; k < metrics.size(); ++k) {
        const double x = a(static_cast<Eigen::Index>(k)), y = b(static_cast<Eigen::Index>(k));
        const double tolerance = 1e-9 * std::max(1.0, std::abs(x));
        const bool near = std::abs(x - y) <= tolerance || (std::isnan(x) && std::isnan(y));
        if (!near) names.push_back(metrics[k].name);
    }
    return names;
}

/// Whether two runs have the same positions, country by country; kept as single floats, so to one in their last place.
bool same_positions(const scenarios::RunRecord& one, const agents::Setting& setting, const scenarios::RunRecord& other,
                    const agents::Setting& other_setting)
{
    const auto countries = setting.code.size();
    for (std::size_t k = 0; k < one.positions.size(); ++k) {
        const auto there = static_cast<std::size_t>(other_setting.country(setting.code[k % countries]).index);
        if (!(std::abs(one.positions[k] - other.positions[k - k % countries + there]) <= 1e-6f)) return false;
    }
    return one.positions.size() == other.positions.size();
}

/// Every country borders the next one and the one that is seven places on.
agents::TieGraph ring_with_chords(int n)
{
    std::vector<agents::Tie> ties;
    for (int i = 0; i < n; ++i)
        for (const int j : {(i + 1) % n, (i + 7) % n}) ties.insert(ties.end(), {{i, j, 1}, {j, i, 1}});
    return {n, std::move(ties)};
}

/// Settings that let every module play, some of them often.
std::vector<std::string> all_modules()
{
    std::vector<std::string> settings = {"violations.rate=2", "ties.partnership_rate=0.08", "tracks.least_advantage=0.01", "influence.ties=capability"};
    for (const char* module : {"bounded_confidence", "exit", "side_payments", "elections", "rights", "treaties", "violations", "coercion", "propaganda", "ties", "tracks", "leadership"})
        settings.push_back(std::string(module) + ".on=true");
    return settings;
}

/// Copies a world folder with the rows of each table but the leaders' in another order.
void shuffle_tables(const fs::path& from, const fs::path& to)
{
    fs::create_directory(to);
    std::mt19937 random(11);
    for (const auto& entry : fs::directory_iterator(from)) {
        if (entry.path().extension() != ".csv") continue;
        std::ifstream in(entry.path());
        std::string header;
        std::getline(in, header);
        std::vector<std::string> rows;
        for (std::string row; std::getline(in, row);) rows.push_back(row);
        if (entry.path().filename() != "leaders.csv") std::shuffle(rows.begin(), rows.end(), random);
        std::ofstream out(to / entry.path().filename());
        out << header << '\n';
        for (const auto& row : rows) out << row << '\n';
    }
}

}  // namespace

TEST_CASE("the recorded world with the rows of its tables shuffled gives the same runs", "[invariance][order]")
{
    const ScratchFolder scratch;
    shuffle_tables(fs::path(COMITY_SOURCE_DIR) / "scenarios/data/world-2020", scratch.path() / "shuffled");
    const auto of = scenario("s01");
    const auto start = start_of(of);
    const auto shuffled = start_of(scenario("s01", {"world=" + (scratch.path() / "shuffled").string()}));
    REQUIRE(shuffled.setting.code != start.setting.code);
    for (const std::uint32_t replicate : {0u, 1u, 2u, 3u, 4u, 5u, 6u, 7u}) {
        const auto one = play(start, of.seed, replicate), other = play(shuffled, of.seed, replicate);
        CHECK(different(one.outcomes, other.outcomes, start.setting, of.rules) == std::vector<std::string>{});
        CHECK(same_positions(one, start.setting, other, shuffled.setting));
    }
    CHECK_FALSE(different(play(start, of.seed, 0).outcomes, play(start, of.seed, 1).outcomes, start.setting, of.rules).empty());
}

TEST_CASE("a generated world with its countries reordered gives the same runs", "[invariance][order]")
{
    const auto rules = GENERATE(std::vector<std::string>{},
                                std::vector<std::string>{"side_payments.on=true", "coercion.on=true", "coercion.rate=1"},
                                std::vector<std::string>{"exit.on=true", "exit.loss_response=1", "elections.on=true"},
                                std::vector<std::string>{"violations.on=true", "violations.rate=2", "violations.wariness=0.8", "coercion.on=true", "side_payments.on=true"},
                                std::vector<std::string>{"ties.on=true", "ties.partnership_rate=0.08", "ties.partnership_start=0.4", "tracks.on=true",
                                                         "tracks.least_advantage=0.01"},
                                std::vector<std::string>{"voting.noise=probit", "influence.ties=capability", "adoption.form=logistic"},
                                std::vector<std::string>{"influence.ties=equal", "adoption.form=contagion"},
                                all_modules());
    std::vector<std::string> settings = {"world={synthetic: 60}", GENERATE("initial_adoption=settled", "initial_adoption=none")};
    for (const std::string& rule : rules) settings.push_back("rules." + rule);
    CAPTURE(settings);
    const auto of = scenario("s03", settings);
    auto start = start_of(of);
    start.setting.neighbours = ring_with_chords(60);  // a generated world has no borders
    const Order order = shuffled(60, 5);
    scenarios::Start other_start{reordered(start.setting, order), reordered(start.world, order), {}};
    std::vector<int> partnered;
    for (const auto& pair : other_start.world.partnerships)
        partnered.insert(partnered.end(), {pair.first.index, pair.second.index});
    for (const int i : agents::powers(other_start.setting)) partnered.push_back(i);
    other_start.influence = agents::Influence(other_start.setting, partnered);
    for (const std::uint32_t replicate : {0u, 1u, 2u, 3u, 4u, 5u, 6u, 7u}) {
        const auto one = play(start, of.seed, replicate), other = play(other_start, of.seed, replicate);
        CHECK(different(one.outcomes, other.outcomes, start.setting, of.rules) == std::vector<std::string>{});
        CHECK(same_positions(one, start.setting, other, other_start.setting));
    }
}
