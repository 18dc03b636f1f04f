#include "agents/rules/sense_threat.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "agents/rules/spread_propaganda.hpp"
#include "agents/world.hpp"
#include "sim/block_batch.hpp"
#include "sim/distributions.hpp"
#include "sim/elementary.hpp"
#include "sim/kernels.hpp"

namespace comity::agents {
namespace {

using Eigen::ArrayXd;

constexpr double over_below = 0.005;   // a crisis of less severity is over
constexpr double most_uprising = 1.5;  // U counts up to here
constexpr double pressure_memory = 0.75, sanction_pressure = 0.3, draft_pressure = 0.1, partner_share = 0.5;
constexpr double client_weight = 4;
constexpr double own_share = 0.5, resemblance_share = 0.5;  // of a crisis at home and of one in a similar country

/// A column of countries with room behind it, so that a loop of the engine may run over all of it.
ArrayXd padded_column(Eigen::Index n) { return ArrayXd::Zero(static_cast<Eigen::Index>(sim::padded(static_cast<std::size_t>(n)))); }

using Loop = void (*)(std::size_t n, const double* x, double* result);
void each(Loop loop, ArrayXd& x) { loop(static_cast<std::size_t>(x.size()), x.data(), x.data()); }

/// Mean position over human rights and intervention, by which regimes resemble one another.
void regime_position(const World& now, const Setting& setting, Eigen::Ref<ArrayXd> mean)
{
    const ArenaId rights = setting.institutions.arena("HR"), intervention = setting.institutions.arena("NI");
    if (rights.exists() && intervention.exists()) {
        mean = 0.5 * (now.position.col(rights.index) + now.position.col(intervention.index));
        return;
    }
    mean.setZero();
    double loaded = 0;
    for (int a = 0; a < setting.num_arenas(); ++a) {
        if (!(setting.institutions.arenas[static_cast<std::size_t>(a)].load > 0)) continue;
        mean += now.position.col(a);
        ++loaded;
    }
    if (loaded > 0) mean /= loaded;
}

/// auto_i (1 + 4 [client of a veto holder]), [country].
ArrayXd uprising_weights(const World& now, const Setting& setting)
{
    ArrayXd factor = ArrayXd::Ones(setting.num_countries());
    for (const Forum& forum : setting.institutions.forums)
        for (const std::string& code : forum.veto) {
            const CountryId patron = setting.country(code);
            if (!patron.exists()) continue;
            for (const int client : setting.clients.partners(patron.index)) factor(client) = 1 + client_weight;
        }
    return now.exposure * factor;
}

/// The country with the smallest -ln(u) / weight; none where all weights are 0.
CountryId draw_target(const Setting& setting, const ArrayXd& weights, const sim::Draws& draws, std::uint32_t number)
{
    const std::vector<double> waits = sim::waiting_times(draws, Purpose::uprising_target, setting.agent, number);
    CountryId target;
    double least = std::numeric_limits<double>::infinity();
    for (int i = 0; i < setting.num_countries(); ++i) {
        if (!(weights(i) > 0)) continue;
        const double wait = waits[static_cast<std::size_t>(i)] / weights(i);
        if (wait < least) {
            least = wait;
            target = {i};
        }
    }
    return target;
}

/// Uprisings of this round that no event lists.
void add_uprisings(const World& now, const Setting& setting, const ThreatParams& params, const sim::Draws& draws, std::vector<Crisis>& crises)
{
    if (now.round <= setting.uprisings_recorded_until) return;
    const int count = sim::poisson_quantile(params.uprising_rate / 4, draws.uniform(Purpose::uprising_count, 0));
    if (count == 0) return;
    const ArrayXd weights = uprising_weights(now, setting);
    for (std::uint32_t k = 0; k < static_cast<std::uint32_t>(count); ++k) {
        const CountryId target = draw_target(setting, weights, draws, k);
        if (!target.exists()) return;
        const double u = draws.uniform(Purpose::uprising_severity, 0, k);
        crises.push_back({target, params.severity_low + (params.severity_high - params.severity_low) * u, 1, now.round, false});
    }
}

/// resting_threat of every country, wary of its neighbours where rule violations plays, [padded].
ArrayXd resting_threats(const World& now, const Setting& setting, const ThreatParams& params)
{
    ArrayXd rest = padded_column(now.threat.size());
    rest.head(now.threat.size()) = params.base + params.uprising_weight * now.exposure * now.uprising.min(most_uprising) +
                                   params.pressure_weight * now.exposure * now.pressure;
    if (now.rules.violations.on) rest.head(now.threat.size()) += wariness(now, setting, now.rules.violations);
    each(sim::kernels().logistic, rest);
    return rest;
}

/// A crisis stirs others when it breaks out; a standing dispute keeps doing so.
bool stirs(const Crisis& crisis, int round) { return crisis.standing || crisis.opened == round; }

/// U of the next round.
///
/// exp(-|x_i - x_t|) = min(e_i / e_t, e_t / e_i) with e = exp(x): one exponential a country, however many crises are open.
ArrayXd renew_uprising(const World& now, const Setting& setting, const std::vector<Crisis>& crises, const ThreatParams& params)
{
    const Eigen::Index n = now.uprising.size();
    ArrayXd next = params.uprising_memory * now.uprising;
    if (std::none_of(crises.begin(), crises.end(), [&](const Crisis& crisis) { return stirs(crisis, now.round); })) return next;
    const double blame = now.rules.propaganda.on ? added_blame(now, setting, now.rules.propaganda) : 0;
    ArrayXd exp = padded_column(n);
    regime_position(now, setting, exp.head(n));
    each(sim::kernels().exp, exp);
    const auto up = exp.head(n);
    const ArrayXd down = 1 / up;
    for (const Crisis& crisis : crises) {
        if (!stirs(crisis, now.round)) continue;
        const double felt = crisis.severity * std::min(1.0, crisis.attributed + (crisis.standing ? 0 : blame));
        const double target_up = up(crisis.target.index), target_down = down(crisis.target.index);
        next += resemblance_share * felt * (up * target_down).min(down * target_up);
        next(crisis.target.index) += own_share * felt;
    }
    return next;
}

/// Press of the next round: partners' burdens count half.
ArrayXd renew_pressure(const World& now, const Setting& setting)
{
    ArrayXd burden = now.overreach + draft_pressure * now.aimed;
    for (const Sanction& sanction : now.sanctions)
        if (sanction.sender.index < setting.num_leaders()) burden(sanction.target.index) += sanction_pressure;
    ArrayXd partners = ArrayXd::Zero(burden.size());
    for (const Partnership& pair : now.partnerships) {
        const int i = pair.first.index, j = pair.second.index;
        partners(i) = std::max(partners(i), pair.strength * burden(j));
        partners(j) = std::max(partners(j), pair.strength * burden(i));
    }
    return pressure_memory * now.pressure + (1 - pressure_memory) * (burden + partner_share * partners).min(1);
}

}  // namespace

double severity_now(const Crisis& crisis, int round, double crisis_memory)
{
    const int age = round - crisis.opened;
    return crisis.standing || age <= 0 ? crisis.severity : crisis.severity * sim::power(crisis_memory, age);
}

double resting_threat(double exposure, double uprising, double pressure, const ThreatParams& params)
{
    return sim::logistic(params.base + params.uprising_weight * exposure * std::min(uprising, most_uprising) +
                         params.pressure_weight * exposure * pressure);
}

ThreatState sense_threat(const World& now, const Setting& setting, const ThreatParams& params, const sim::Draws& draws)
{
    ThreatState next;
    next.crises.reserve(now.crises.size());
    for (const Crisis& crisis : now.crises)
        if (crisis.standing || severity_now(crisis, now.round, params.crisis_memory) >= over_below) next.crises.push_back(crisis);
    add_uprisings(now, setting, params, draws, next.crises);

    next.threat = (1 - params.adjustment) * now.threat + params.adjustment * resting_threats(now, setting, params).head(now.threat.size());
    next.uprising = renew_uprising(now, setting, next.crises, params);
    next.pressure = renew_pressure(now, setting);
    return next;
}

}  // namespace comity::agents
