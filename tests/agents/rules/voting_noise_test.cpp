// The structural choice of a vote's noise: both laws in closed form, and every place where chance decides a vote.
#include "agents/rules/voting_noise.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "agents/rules/lots.hpp"
#include "sim/distributions.hpp"
#include "tests/agents/rules/hall.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;
using Catch::Matchers::WithinAbs;

namespace {

/// u of a word, as Lots has it.
double uniform(std::uint32_t word) { return (static_cast<double>(word / 2) + 0.5) * 0x1p-31; }

/// The greatest distance of a normal law with this s.d. from the standard logistic.
double distance(double sd)
{
    double most = 0;
    for (double y = -8; y <= 8; y += 0.001) most = std::max(most, std::abs(1 / (1 + std::exp(-y)) - sim::normal_cdf(y / sd)));
    return most;
}

}  // namespace

TEST_CASE("the scale of the probit brings its chances within .0095 of the logit's, and others do not", "[agents][voting_noise]")
{
    CHECK_THAT(distance(probit_scale), WithinAbs(0.00949, 5e-6));
    for (const double other : {1.6, probit_scale - 0.02, probit_scale + 0.02, std::numbers::pi / std::sqrt(3.0)}) CHECK(distance(other) > distance(probit_scale));
}

TEST_CASE("a word's noise is the law's quantile at one minus its uniform", "[agents][voting_noise]")
{
    const auto law = GENERATE(VotingNoise::logit, VotingNoise::probit);
    CHECK_THAT(chance_below(law, ninth_decile(law)), WithinAbs(0.9, 1e-14));
    for (const std::uint32_t word : {2U, 777U, 0x10000000U, 0x7fffffffU, 0x80000000U, 0xc0000000U, 0xfffffffdU})
        CHECK_THAT(chance_below(law, noise_of_vote(law, word)), WithinAbs(1 - uniform(word), 1e-14));
    CHECK_THAT(noise_of_vote(VotingNoise::probit, 0x289da176U), WithinAbs(1.702, 1e-6));  // u = .158655, one s.d.
    CHECK_THAT(noise_of_vote(VotingNoise::logit, 0x40000000U), WithinAbs(std::log(3.0), 1e-8));
}

TEST_CASE("under the probit votes follow the ordered probit", "[agents][voting_noise][cast_votes]")
{
    // z = -.5, delta = .8: P(no) = Phi(-.3/1.702), P(yes) = Phi(-1.3/1.702). z = 4, delta = 1: P(no) = Phi(-5/1.702), P(yes) = Phi(3/1.702).
    struct Case {
        double z, half_band;
        std::array<double, 3> chances;
    };
    const auto c = GENERATE(Case{-0.5, 0.8, {.430044, .347465, .222491}}, Case{4, 1, {.001653, .037328, .961019}});
    Hall hall(small_setting(2000));
    hall.params.noise = VotingNoise::probit;
    hall.world.position.setConstant(c.z);
    const Ballots ballots = hall.vote(Hall::agenda(Hall::draft(assembly, c.half_band), 300));
    std::array<long, 3> votes{};
    for (int v = 0; v < ballots.votes.cols(); ++v)
        for (int i = 0; i < 2000; ++i) ++votes[static_cast<std::size_t>(ballots.votes(i, v) + 1)];
    CAPTURE(votes[0], votes[1], votes[2]);
    CHECK(plausible_counts(votes, c.chances));
    const double no = chance_below(VotingNoise::logit, -c.z - c.half_band), yes = chance_below(VotingNoise::logit, c.z - c.half_band);
    CHECK_FALSE(plausible_counts(votes, std::array{no, 1 - no - yes, yes}));
}

TEST_CASE("a partner's second look and a bloc's vote are drawn from the law of all votes", "[agents][voting_noise]")
{
    const auto law = GENERATE(VotingNoise::logit, VotingNoise::probit);
    constexpr int drafts = 20'000;

    // China and Russia alone in the council, pi = 1/2: c = 2, or 1.2 where the other says no.
    Hall pair(small_setting({"CHN", "RUS"}));
    pair.params.noise = law;
    pair.roster(council) = {0, 1};
    pair.world.position.setConstant(-2);
    pair.world.partnerships = {{{0}, {1}, 0.5}};
    const Ballots vetoes = pair.vote(Hall::agenda(Hall::draft(council, 0.5), drafts));
    const double dear = chance_below(law, 2 - 0.5 - 2), shared = chance_below(law, 2 - 0.5 - 1.2);
    int turned = 0, wrong = 0;
    for (int v = 0; v < drafts; ++v) {
        std::array<double, 2> u{};
        for (std::size_t i = 0; i < 2; ++i)
            u[i] = uniform(pair.draws().block(Purpose::vote, pair.setting.agent[i], static_cast<std::uint32_t>(v - v % 2))[v % 2 == 0 ? 0 : 2]);
        const std::array<bool, 2> no{u[0] < dear, u[1] < dear};
        for (std::size_t i = 0; i < 2; ++i) {
            const bool turns = !no[i] && no[1 - i] && u[i] < shared;
            turned += turns;
            wrong += (vetoes.vote(static_cast<int>(i), v) == Vote::no) != (no[i] || turns);
        }
    }
    CHECK(turned > 1000);
    CHECK(wrong <= 1);  // single against double precision

    // A bloc at z = -1, whose member would never say no of its own.
    Setting setting = small_setting(2);
    lead(setting, "EU", Camp::incumbents, {0, 1});
    setting.leaders.front().bloc = true;
    Hall bloc(std::move(setting));
    bloc.params.noise = law;
    bloc.params.bloc_copying = 1;
    bloc.world.position.setConstant(40);
    bloc.world.leader_position(0, rights.index) = -1;
    const Ballots copied = bloc.vote(Hall::agenda(Hall::draft(assembly, 0.5), drafts));
    wrong = 0;
    for (int v = 0; v < drafts; ++v) {
        const auto key = static_cast<std::uint32_t>(v);
        const double u = uniform(bloc.draws().block(Purpose::bloc_vote, sim::agent_code("EU"), key / 4)[key % 4]);
        wrong += (copied.vote(0, v) == Vote::no) != (u < chance_below(law, 1 - 0.5));
        wrong += (copied.vote(0, v) == Vote::yes) != (u > 1 - chance_below(law, -1 - 0.5));
    }
    CHECK(wrong == 0);
}
