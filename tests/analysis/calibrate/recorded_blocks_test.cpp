// Blocks of the calibration on the recorded votes, to 2015.
#include <algorithm>
#include <cmath>
#include <iostream>

#include "analysis/calibrate/recorded_texts.hpp"
#include "analysis/calibrate/recorded_tracks.hpp"
#include "scenarios/scenario_reader.hpp"
#include "tests/analysis/fit/recorded_votes.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/recorded_data.hpp"

using namespace comity;
using namespace comity::analysis;
using comity::tests::recorded_votes;
using comity::tests::train_until;
using Eigen::Index;
using Eigen::VectorXd;

namespace {

struct World {
    scenarios::WorldTables tables;
    scenarios::Start start;
};

World world_of(const std::string& folder)
{
    scenarios::Scenario scenario;
    scenario.world.folder = folder;
    sim::Problems problems;
    World world{scenarios::load_world(scenario, problems), {}};
    world.start = scenarios::build_start(scenario, world.tables, problems);
    REQUIRE(problems.empty());
    return world;
}

double value(const Posterior& posterior, const std::string& quantity, const std::string& subject)
{
    for (const Diagnostic& each : posterior.diagnostics)
        if (each.quantity == quantity && each.subject == subject) return each.value;
    throw std::runtime_error("no such diagnostic: " + quantity + " of " + subject);
}

void tell(const Posterior& posterior)
{
    std::cout << posterior.block << '\n';
    for (std::size_t k = 0; k < posterior.parameters.size(); ++k) {
        VectorXd draws = posterior.draws.col(static_cast<Index>(k));
        std::sort(draws.begin(), draws.end());
        std::cout << "  " << posterior.parameters[k].path << ' ' << draws.mean() << " [" << draws[draws.size() / 20] << ", " << draws[draws.size() - 1 - draws.size() / 20] << "]\n";
    }
    for (const Diagnostic& each : posterior.diagnostics) std::cout << "  " << each.quantity << ' ' << each.subject << ' ' << each.value << ' ' << each.note << '\n';
}

}  // namespace

TEST_CASE("block positions on the record", "[analysis][recorded_fits]")
{
    const auto data = tests::recorded_data("block positions");
    if (!data) return;
    const RecordedVotes votes = recorded_votes(*data);
    const World world = world_of("world-1991");
    const PositionData tracks = recorded_tracks({votes, world.tables, world.start}, train_until, 3);
    CHECK(tracks.tracks.size() > 450);
    const Posterior posterior = positions_block(tracks, {.proposals = 1000, .draws = 1000, .seed = 1, .threads = 2});
    tell(posterior);
    CHECK(posterior.draws.allFinite());
    CHECK(value(posterior, "ess", "") > 50);
    CHECK(value(posterior, "contraction", "influence.noise") > 0.9);
    // the s.d. of a quarter's step that MODEL.md takes from five-year changes is .065
    CHECK(std::abs(posterior.draws.col(4).mean() - 0.065) < 0.02);
}

TEST_CASE("block voting on the record", "[analysis][recorded_fits]")
{
    const auto data = tests::recorded_data("block voting");
    if (!data) return;
    const RecordedVotes votes = recorded_votes(*data);
    const World world = world_of("world-2020");
    const VotingData texts = recorded_texts({votes, world.tables, world.start}, {2011, train_until}, 5);
    CHECK(texts.texts.size() > 100);
    const Posterior posterior = voting_block(texts, {.proposals = 300, .draws = 300, .seed = 1, .threads = 2});
    tell(posterior);
    CHECK(posterior.draws.allFinite());
    CHECK(value(posterior, "ess", "") > 50);
    CHECK(value(posterior, "contraction", "voting.bloc_copying") > 0.5);
    CHECK(value(posterior, "inflation", "") > 1.1);  // titles return
}

TEST_CASE("what blocks are made from holds nothing that came after the training year", "[analysis][recorded_fits]")
{
    const auto data = tests::recorded_data("leaks");
    if (!data) return;
    constexpr int until = 2010;
    const RecordedVotes later = recorded_votes(*data), known = later.until(until);
    const World old = world_of("world-1991"), recent = world_of("world-2020");
    const PositionData a = recorded_tracks({later, old.tables, old.start}, until, 5), b = recorded_tracks({known, old.tables, old.start}, until, 5);
    REQUIRE(a.tracks.size() == b.tracks.size());
    for (std::size_t k = 0; k < a.tracks.size(); ++k) {
        REQUIRE(a.tracks[k].position == b.tracks[k].position);
        REQUIRE(a.tracks[k].partners == b.tracks[k].partners);
    }
    CHECK(a.exposure.cols() <= (until + 1 - 1991) * 4);
    const VotingData c = recorded_texts({later, recent.tables, recent.start}, {2006, until}, 5), d = recorded_texts({known, recent.tables, recent.start}, {2006, until}, 5);
    REQUIRE(c.texts.size() == d.texts.size());
    CHECK(((c.positions.array() == d.positions.array()) || (c.positions.array().isNaN() && d.positions.array().isNaN())).all());
    for (std::size_t k = 0; k < c.texts.size(); ++k) REQUIRE(c.texts[k].winner == d.texts[k].winner);
}
