#include "scenarios/synthetic_world.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "agents/country.hpp"
#include "scenarios/world_defaults.hpp"
#include "sim/distributions.hpp"
#include "sim/draws.hpp"
#include "sim/elementary.hpp"

namespace comity::scenarios {
namespace {

using agents::Purpose;

struct Kind {
    const char* region;
    bool in_union;
    int recorded;  ///< countries of this kind among 193
    double mean, sd;
};
constexpr std::array<Kind, 7> kinds{{{"AFR", false, 54, -0.5, 0.3}, {"APG", false, 54, -0.4, 0.7}, {"GRULAC", false, 33, -0.3, 0.5},
                                     {"WEOG", true, 16, 1.2, 0.3}, {"WEOG", false, 13, 1.2, 0.3}, {"EEG", true, 11, 1.2, 0.1},
                                     {"EEG", false, 12, 0.6, 0.8}}};

struct Power {
    const char* code;
    std::size_t kind;
    double capability;
    double position;  ///< NaN: drawn like the others of its kind
};
constexpr double drawn = std::numeric_limits<double>::quiet_NaN();
constexpr std::array<Power, 5> powers{{{"USA", 4, 0.17, 2.2}, {"CHN", 1, 0.17, -1.8}, {"RUS", 6, 0.035, -1.3}, {"FRA", 3, 0.025, drawn}, {"GBR", 4, 0.025, drawn}}};

constexpr double arena_correlation = 0.9;
constexpr double log_capability_sd = 2;
constexpr int sparse_partners = 20;
constexpr std::uint32_t capability_draw = 1000, partner_draw = 2000;

/// Kinds of all countries: powers first, then the kind that is furthest below its share.
std::vector<std::size_t> kinds_of(int n)
{
    std::vector<std::size_t> result;
    std::array<int, kinds.size()> count{};
    for (int i = 0; i < n; ++i) {
        std::size_t best = 0;
        if (static_cast<std::size_t>(i) < powers.size()) {
            best = powers[static_cast<std::size_t>(i)].kind;
        } else {
            double furthest = -1e9;
            for (std::size_t k = 0; k < kinds.size(); ++k) {
                const double lack = kinds[k].recorded / 193.0 * (i + 1) - count[k];
                if (lack > furthest) {
                    furthest = lack;
                    best = k;
                }
            }
        }
        ++count[best];
        result.push_back(best);
    }
    return result;
}

/// C0000 to CZZZZ: five characters, which the draws take as they stand, so that no two of up to 36^4 countries share their luck.
std::string code_of(int i)
{
    constexpr const char* digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    std::string code = "C0000";
    for (std::size_t place = 4; place > 0; --place, i /= 36) code[place] = digits[i % 36];
    return code;
}

void add_countries(WorldTables& world, int n, const std::vector<std::size_t>& kind, const sim::Draws& draws)
{
    double total = 0;
    for (int i = 0; i < n; ++i) {
        const auto k = static_cast<std::size_t>(i);
        CountryRow row;
        row.code = row.name = k < powers.size() ? powers[k].code : code_of(i);
        row.region = kinds[kind[k]].region;
        row.population = row.exposure = row.diplomacy = row.resilience = row.style = row.media = row.fill_ambition = row.uprising = row.pressure = row.reputation =
            row.latitude = row.longitude = drawn;
        const double u = draws.uniform(Purpose::synthetic_world, sim::agent_code(row.code), capability_draw);
        row.capability = k < powers.size() ? powers[k].capability : sim::exp(log_capability_sd * sim::normal_quantile(u));
        if (k >= powers.size()) total += row.capability;
        world.row_of.emplace(row.code, i);
        world.countries.push_back(std::move(row));
    }
    double fixed = 0;
    for (std::size_t k = 0; k < std::min(powers.size(), world.countries.size()); ++k) fixed += powers[k].capability;
    for (std::size_t k = powers.size(); k < world.countries.size(); ++k) world.countries[k].capability *= (1 - fixed) / total;
    for (int i = 0; i < n; ++i) {
        const auto k = static_cast<std::size_t>(i);
        const bool in_union = kinds[kind[k]].in_union && i < dense_limit;  // what each member holds over every country is kept
        if (in_union) world.groups.push_back({"EU", i, -9999, 9999});
        if (in_union || world.countries[k].code == "USA" || world.countries[k].code == "GBR") world.groups.push_back({"NATO", i, -9999, 9999});
    }
}

void add_positions(WorldTables& world, const std::vector<std::size_t>& kind, const agents::Institutions& institutions, const sim::Draws& draws)
{
    const auto n = world.countries.size();
    const double shared = std::sqrt(arena_correlation);
    const double own = std::sqrt(1 - arena_correlation);
    for (std::size_t a = 0; a < institutions.arenas.size(); ++a) {
        auto& column = world.positions.try_emplace(institutions.arenas[a].id, n, 0.0).first->second;
        for (std::size_t i = 0; i < n; ++i) {
            const auto agent = sim::agent_code(world.countries[i].code);
            const double common = sim::normal_quantile(draws.uniform(Purpose::synthetic_world, agent, 0));
            const double special = sim::normal_quantile(draws.uniform(Purpose::synthetic_world, agent, static_cast<std::uint32_t>(a) + 1));
            const Kind& of = kinds[kind[i]];
            const bool fixed = i < powers.size() && !std::isnan(powers[i].position);
            column[i] = fixed ? powers[i].position : std::clamp(of.mean + of.sd * (shared * common + own * special), -4.0, 4.0);
        }
    }
}

/// Twenty partners each, drawn by capability with replacement; what is drawn twice weighs twice.
void add_sparse_trade(WorldTables& world, const sim::Draws& draws)
{
    const int n = world.num_countries();
    std::vector<double> running;
    double sum = 0;
    for (const CountryRow& row : world.countries) running.push_back(sum += row.capability);
    for (int i = 0; i < n; ++i) {
        const auto agent = sim::agent_code(world.countries[static_cast<std::size_t>(i)].code);
        for (std::uint32_t k = 0; k < sparse_partners; ++k) {
            const double u = draws.uniform(Purpose::synthetic_world, agent, partner_draw + k) * sum;
            const auto j = static_cast<int>(std::upper_bound(running.begin(), running.end() - 1, u) - running.begin());
            if (j != i) world.trade.push_back({i, j, 1.0 / sparse_partners});
        }
    }
    world.present["trade.csv"] = true;
}

}  // namespace

WorldTables synthetic_world(int num_countries, std::uint64_t seed, const agents::Institutions& institutions)
{
    WorldTables world;
    world.folder = "synthetic";
    world.title = fmt::format("Synthetic world of {} countries", num_countries);
    const sim::Draws draws(seed, 0, 0);
    const auto kind = kinds_of(num_countries);
    add_countries(world, num_countries, kind, draws);
    add_positions(world, kind, institutions, draws);
    world.assessments.assign(world.countries.size(), 0);
    if (num_countries > dense_limit) add_sparse_trade(world, draws);
    return world;
}

}  // namespace comity::scenarios
