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
    const auto of = scenario("s03", GENERATE(std::vector<std::string>{"world={synthetic: 60}"},
                                             std::vector<std::string>{"world={synthetic: 60}", "rules.side_payments.on=true", "rules.coercion.on=true",
                                                                      "rules.coercion.rate=1"},
                                             std::vector<std::string>{"world={synthetic: 60}", "rules.exit.on=true", "rules.exit.loss_response=1",
                                                                      "rules.elections.on=true"},
                                             std::vector<std::string>{"world={synthetic: 60}", "rules.voting.noise=probit", "rules.influence.ties=capability",
                                                                      "rules.adoption.form=logistic"},
                                             std::vector<std::string>{"world={synthetic: 60}", "rules.influence.ties=equal", "rules.adoption.form=contagion",
                                                                      "initial_adoption=none"}));
    const auto start = start_of(of);
    const Order order = shuffled(60, 5);
    scenarios::Start other_start{reordered(start.setting, order), reordered(start.world, order), {}};
    std::vector<int> partnered;
    for (const auto& pair : other_start.world.partnerships)
        partnered.insert(partnered.end(), {pair.first.index, pair.second.index});
    other_start.influence = agents::Influence(other_start.setting, partnered);
    for (const std::uint32_t replicate : {0u, 1u, 2u, 3u, 4u, 5u, 6u, 7u}) {
        const auto one = play(start, of.seed, replicate), other = play(other_start, of.seed, replicate);
        CHECK(different(one.outcomes, other.outcomes, start.setting, of.rules) == std::vector<std::string>{});
        CHECK(same_positions(one, start.setting, other, other_start.setting));
    }
}
