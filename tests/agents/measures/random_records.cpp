#include "tests/agents/measures/random_records.hpp"

#include <algorithm>
#include <cmath>

#include "sim/philox.hpp"

namespace comity::tests {

using namespace comity::agents;

namespace {

/// Uniform numbers one after the other; a test may walk through them in order.
class Chance {
public:
    Chance(std::uint64_t seed, std::uint32_t stream) : seed_(seed), stream_(stream) {}
    double uniform()
    {
        const auto block = sim::philox({next_++, stream_, 0, 0}, {static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32)});
        return (block[0] + 0.5) * 0x1p-32;
    }
    int below(int n) { return static_cast<int>(uniform() * n); }
    double normal()
    {
        const double u = uniform(), v = uniform();
        return std::sqrt(-2 * std::log(u)) * std::cos(6.283185307179586 * v);
    }

private:
    std::uint64_t seed_;
    std::uint32_t stream_;
    std::uint32_t next_ = 0;
};

void count(const World& world, const Setting& setting, const Draft& draft, const std::int8_t* votes, Outcome& o)
{
    const auto f = static_cast<std::size_t>(draft.forum.index);
    const Forum& forum = setting.institutions.forums[f];
    bool veto = false;
    for (const int i : world.roster[f]) {
        o.yes += votes[i] == 1;
        o.abstain += votes[i] == 0;
        o.no += votes[i] == -1;
        o.absent += votes[i] == 2;
        veto = veto || (votes[i] == -1 && std::find(forum.veto.begin(), forum.veto.end(), setting.code[static_cast<std::size_t>(i)]) != forum.veto.end());
    }
    const bool enough = forum.rule == DecisionRule::council ? o.yes >= forum.quota : forum.rule == DecisionRule::consensus ? o.no == 0 : o.yes > o.no;
    o.vetoed = enough && veto;
    o.adopted = enough && !veto;
    o.unanimous = (o.yes > 0) + (o.abstain > 0) + (o.no > 0) <= 1;
}

}  // namespace

void scatter(World& world, Setting& setting, std::uint64_t seed)
{
    Chance chance(seed, 1);
    for (int i = 0; i < setting.num_countries(); ++i) {
        const double camp = chance.uniform() < 0.6 ? -1 : 1;
        for (int a = 0; a < setting.num_arenas(); ++a) world.position(i, a) = std::clamp(camp + 0.6 * chance.normal(), -4.0, 4.0);
        world.capability(i) = std::exp(1.5 * chance.normal());
        setting.population(i) = std::exp(16 + 1.5 * chance.normal());
        for (int m = 0; m < setting.num_norms(); ++m) world.adopted(i, m) = static_cast<std::int8_t>(chance.below(3) - 1);
    }
    world.capability /= world.capability.sum();
}

RoundRecord random_round(World& world, const Setting& setting, std::uint64_t seed)
{
    Chance chance(seed, 2 + static_cast<std::uint32_t>(world.round));
    RoundRecord record;
    const auto& institutions = setting.institutions;
    for (int f = 0; f < setting.num_forums(); ++f) {
        const Forum& forum = institutions.forums[static_cast<std::size_t>(f)];
        if (!setting.meets(forum, world.round)) continue;
        const int drafts = static_cast<int>(forum.draft_rate * (0.5 + chance.uniform())) + 1;
        for (int k = 0; k < drafts; ++k) {
            Draft d;
            d.forum = {f};
            d.arena = {chance.below(setting.num_arenas())};
            if (chance.uniform() < 0.2 && setting.num_leaders() > 0) {
                d.kind = DraftKind::leader;
                d.leader = {chance.below(setting.num_leaders())};
                d.norm = {chance.below(setting.num_norms())};
                d.arena = institutions.norms[static_cast<std::size_t>(d.norm.index)].arena;
                if (chance.uniform() < 0.3) d.target = {chance.below(setting.num_countries())};
                d.partner_cosponsors = chance.uniform() < 0.5;
            }
            d.cut = chance.normal();
            d.slope = (chance.uniform() < 0.5 ? -1 : 1) * (0.5 + 3 * chance.uniform());
            record.agenda.drafts.push_back(d);
        }
    }
    const auto num = static_cast<Eigen::Index>(record.agenda.drafts.size());
    record.ballots.votes.setConstant(setting.num_countries(), num, static_cast<std::int8_t>(Vote::none));
    record.outcomes.of.resize(record.agenda.drafts.size());
    for (Eigen::Index v = 0; v < num; ++v) {
        const Draft& d = record.agenda.drafts[static_cast<std::size_t>(v)];
        const double band = 0.2 + 1.5 * chance.uniform();
        const bool consensual = chance.uniform() < 0.1;
        for (const int i : world.roster[static_cast<std::size_t>(d.forum.index)]) {
            const double z = d.slope * (world.position(i, d.arena.index) - d.cut), u = chance.uniform();
            Vote vote = Vote::abstain;
            if (u < 1 / (1 + std::exp(z + band))) vote = Vote::no;
            if (u > 1 - 1 / (1 + std::exp(band - z))) vote = Vote::yes;
            if (consensual) vote = Vote::yes;
            if (chance.uniform() < 0.05) vote = Vote::absent;
            record.ballots.votes(i, v) = static_cast<std::int8_t>(vote);
        }
        count(world, setting, d, record.ballots.votes.col(v).data(), record.outcomes.of[static_cast<std::size_t>(v)]);
    }
    for (int i = 0; i < setting.num_countries(); ++i) {
        for (int a = 0; a < setting.num_arenas(); ++a)
            world.position(i, a) = std::clamp(world.position(i, a) + 0.1 * chance.normal(), -4.0, 4.0);
        for (int m = 0; m < setting.num_norms(); ++m)
            if (chance.uniform() < 0.02) world.adopted(i, m) = static_cast<std::int8_t>(chance.below(3) - 1);
    }
    for (int m = 0; m < setting.num_norms(); ++m) world.status_quo(m) = std::clamp(world.status_quo(m) + 0.2 * chance.normal(), -4.0, 4.0);
    for (int f = 0; f < setting.num_forums(); ++f) {
        world.capacity(f) = chance.uniform() < 0.5 ? 0.3 * chance.uniform() : chance.uniform();
        world.deadlock(f) = chance.uniform();
        world.shortfall(f) = chance.uniform();
        world.recent.tabled(f, world.round % 4) = chance.below(6);
    }
    ++world.round;
    return record;
}

}  // namespace comity::tests
