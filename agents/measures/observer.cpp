#include "agents/measures/observer.hpp"

#include <algorithm>
#include <numeric>

#include "agents/measures/agreement.hpp"
#include "agents/measures/agreement_graph.hpp"
#include "agents/measures/bandwagon.hpp"
#include "agents/measures/blocs.hpp"
#include "agents/measures/coercion.hpp"
#include "agents/measures/council_elections.hpp"
#include "agents/measures/draft_fates.hpp"
#include "agents/measures/dyads.hpp"
#include "agents/measures/evolving_ties.hpp"
#include "agents/measures/exits.hpp"
#include "agents/measures/fragmentation.hpp"
#include "agents/measures/initiative.hpp"
#include "agents/measures/institutions_metrics.hpp"
#include "agents/measures/norm_status.hpp"
#include "agents/measures/polarisation.hpp"
#include "agents/measures/reputation.hpp"
#include "agents/measures/rights_machinery.hpp"
#include "agents/measures/rival_tracks.hpp"
#include "agents/measures/side_payments.hpp"
#include "agents/measures/small_states.hpp"
#include "agents/measures/spells.hpp"
#include "agents/measures/spheres.hpp"
#include "agents/measures/tracks.hpp"
#include "agents/measures/treaty_parties.hpp"
#include "sim/contracts.hpp"

namespace comity::agents {
namespace {

constexpr int most_countries_for_blocs = 2000;
constexpr int rounds_of_votes = 4;
constexpr const char* first_scalar = "fragmentation_mean";  // then the geometric mean and the worst component
constexpr std::ptrdiff_t num_scalars = 3;

std::vector<Column> bloc_columns()
{
    const std::string where = "; made at the end of the run and where observe.blocs_every_years says, not defined elsewhere nor above 2,000 countries";
    return {
        of_graph({{"modularity", "Modularity of voting blocs", "1", "blocs", "how far countries vote in blocs: 0 not at all, more the more they agree within blocs and differ between (Q on the agreement graph of the last four rounds, weights max(0, S_ij - median S), mean over seeds of the Louvain method)" + where, -0.5, 1}, Summary::end}),
        of_graph({{"modularity_spread", "Spread of the modularity over seeds", "1", "blocs", "how far the modularity depends on the seed of its search (standard deviation of Q over seeds)" + where, 0, 1}, Summary::none}),
        of_graph({{"communities", "Voting blocs", "blocs", "blocs", "groups of at least 5 % of countries that agree more among themselves than with others, mean over seeds of the search" + where, 0, 20}, Summary::end}),
        of_graph({{"agreement_threshold", "Threshold of the agreement graph", "1", "blocs", "agreement above which two countries are tied in the graph: median of S_ij over pairs with a common vote" + where, 0, 1}, Summary::end}),
        of_graph({{"sphere_of_influence", "Spheres of influence", "1", "spheres", "how exclusive the ties of a country with one hub are: 0 equal ties with all, 1 with one alone (SOI = mean_i [1 - H(h_i) / ln n_hubs], h_i shares of trade, security and voting ties)" + where, 0, 1}, Summary::end}),
    };
}

template <class List>
void append(List& to, List&& from)
{
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

struct Observer::Measures {
    Measures(const Setting& of, const Rules& rules, ObserverOptions chosen)
        : setting(&of),
          options(chosen),
          sides(of),
          dyads(of, sides),
          polarisation(of, sides),
          institutions(of),
          fates(of, sides),
          initiative(of, sides),
          small_states(of),
          norms(of),
          bandwagon(of),
          rival_tracks(of),
          history(of.num_countries()),
          spheres(of),
          side_payments(of, rules),
          coercion(rules),
          rights(rules),
          exits(of, rules),
          elections(of, rules),
          treaties(of, rules),
          reputation(of, rules),
          ties(of, rules),
          tracks(rules)
    {
        for (auto&& list : {agreement.columns(), dyads.columns(), polarisation.columns(), institutions.columns(), fates.columns(),
                            initiative.columns(), small_states.columns(), norms.columns(), bandwagon.columns(), rival_tracks.columns(),
                            bloc_columns(), fragmentation_columns(), side_payments.columns(), coercion.columns(), rights.columns(), exits.columns(), elections.columns(),
                            treaties.columns(), reputation.columns(), ties.columns(), tracks.columns()})
            columns.insert(columns.end(), list.begin(), list.end());
        for (Column& column : columns)
            if (column.metric.every == 0 && has_blocs()) column.metric.every = rounds_of_votes * options.blocs_every_years;
        const auto mean = std::find_if(columns.begin(), columns.end(), [](const Column& column) { return column.metric.name == first_scalar; });
        scalars_at = mean - columns.begin();
        if (std::is_sorted(of.code.begin(), of.code.end())) return;
        by_code.resize(of.code.size());
        std::iota(by_code.begin(), by_code.end(), 0);
        std::sort(by_code.begin(), by_code.end(), [&](int i, int j) { return of.code[static_cast<std::size_t>(i)] < of.code[static_cast<std::size_t>(j)]; });
    }

    std::vector<Metric> outcome_metrics() const
    {
        std::vector<Metric> found = summary_metrics(columns);
        append(found, institutions.outcome_columns());
        append(found, fates.outcome_columns());
        append(found, initiative.outcome_columns());
        if (options.blocs_every_years > 0)
            for (std::ptrdiff_t k = 0; k < num_scalars; ++k)
                add_spell_metrics(columns[static_cast<std::size_t>(scalars_at + k)].metric, options.fragmentation_threshold, setting->rounds, found);
        return found;
    }

    bool has_blocs() const { return setting->num_countries() >= 2 && setting->num_countries() <= most_countries_for_blocs; }
    /// Whether the agreement graph is made in a round.
    bool blocs_due(int round) const
    {
        if (!has_blocs()) return false;
        const int left = setting->rounds - 1 - round;
        if (left == 0 || options.blocs_every_years == 0) return left == 0;
        return left % (rounds_of_votes * options.blocs_every_years) == 0 && round + 1 >= rounds_of_votes;
    }
    /// Whether a round's votes belong to an agreement graph yet to be made.
    bool votes_needed(int round) const
    {
        for (int ahead = 0; ahead < rounds_of_votes; ++ahead)
            if (round + ahead < setting->rounds && blocs_due(round + ahead)) return true;
        return false;
    }

    void observe_blocs(const World& world, const RoundRecord& record, int round, RowWriter& row);
    void observe(const World& world, const RoundRecord& record, RowWriter& row);

    const Setting* setting;
    ObserverOptions options;
    Sides sides;
    SideVotes votes;
    AgreementMeasure agreement;
    DyadMeasure dyads;
    PolarisationMeasure polarisation;
    InstitutionMeasure institutions;
    DraftFateMeasure fates;
    InitiativeMeasure initiative;
    SmallStateMeasure small_states;
    NormMeasure norms;
    BandwagonMeasure bandwagon;
    RivalTrackMeasure rival_tracks;
    VoteHistory history;  // the votes of the four rounds up to the next agreement graph; such windows never overlap
    AgreementGraphBuilder graph;
    Louvain louvain;
    std::vector<int> by_code;  // rows in the order of their codes, which blocs are sought in; empty where they stand so
    Spheres spheres;
    SidePaymentMeasure side_payments;
    CoercionMeasure coercion;
    RightsMeasure rights;
    Fragmentation fragmentation;
    ExitMeasure exits;
    ElectionMeasure elections;
    TreatyMeasure treaties;
    ReputationMeasure reputation;
    TieMeasure ties;
    TrackMeasure tracks;
    std::vector<Column> columns;
    std::ptrdiff_t scalars_at = 0;  // column of the first scalar of fragmentation
    std::size_t num_outcomes = 0;
    int rounds_observed = 0;
};

void Observer::Measures::observe_blocs(const World& world, const RoundRecord& record, int round, RowWriter& row)
{
    fragmentation.blocs = fragmentation.spheres = undefined;
    if (votes_needed(round)) history.add(record.ballots, record.outcomes);
    if (!blocs_due(round)) {
        for (int k = 0; k < 5; ++k) row.put(undefined);
        return;
    }
    const AgreementGraph& agreed = graph.build(history);
    history.clear();
    const int seeds = round + 1 == setting->rounds ? options.seeds : options.seeds_within;
    const Blocs blocs = find_blocs(louvain, agreed.weights, seeds, by_code);
    const double soi = spheres.index(agreed, world);
    fragmentation.blocs = std::max(0.0, blocs.modularity);
    fragmentation.spheres = soi;
    row.put(blocs.modularity);
    row.put(blocs.spread);
    row.put(blocs.communities);
    row.put(agreed.median);
    row.put(soi);
}

void Observer::Measures::observe(const World& world, const RoundRecord& record, RowWriter& row)
{
    const int round = world.round - 1;
    if (sides.moves != world.coalitions.num_moves()) sides.follow(world.coalitions);
    votes.count(sides, world, record);
    agreement.observe(world, record, row);
    dyads.observe(world, record, votes, row);
    polarisation.observe(world, row);
    institutions.observe(world, row);
    fates.observe(world, record, row);
    initiative.observe(world, record, votes, row);
    small_states.observe(world, record, row);
    norms.observe(world, row);
    bandwagon.observe(world, record, row);
    rival_tracks.observe(world, record, row);
    observe_blocs(world, record, round, row);
    fragmentation.polarisation = polarisation.share_of_greatest();
    fragmentation.duplication = institutions.duplicate_share();
    fragmentation.incapacity = std::clamp(1 - institutions.mean_capacity(), 0.0, 1.0);
    fragmentation.contestation = norms.mean_contestation();
    put_fragmentation(fragmentation, row);
    side_payments.observe(world, row);
    coercion.observe(world, row);
    rights.observe(world, row);
    exits.observe(world, row);
    elections.observe(world, row);
    treaties.observe(world, row);
    reputation.observe(world, row);
    ties.observe(world, row);
    tracks.observe(world, row);
    rounds_observed = round + 1;
}

Observer::Observer(const Setting& setting, const Rules& rules, ObserverOptions options)
    : measures_(std::make_unique<Measures>(setting, rules, options)),
      series_(Eigen::ArrayXXd::Constant(setting.rounds, static_cast<Eigen::Index>(measures_->columns.size()), undefined))
{
    measures_->num_outcomes = measures_->outcome_metrics().size();
}
Observer::~Observer() = default;
Observer::Observer(Observer&&) noexcept = default;
Observer& Observer::operator=(Observer&&) noexcept = default;

void Observer::observe(const World& world, const RoundRecord& record)
{
    const int round = world.round - 1;
    sim::expects(round == measures_->rounds_observed && round < series_.rows(), "rounds are observed in order");
    RowWriter row(series_.data() + round, series_.rows());
    measures_->observe(world, record, row);
    sim::ensures(row.position() == series_.data() + round + series_.size(), "every column is filled");
}

const Eigen::ArrayXXd& Observer::series() const { return series_; }
void Observer::give_series(Eigen::ArrayXXd& to) { series_.swap(to); }

Eigen::ArrayXd Observer::outcomes(const World&) const
{
    Eigen::ArrayXd result(static_cast<Eigen::Index>(measures_->num_outcomes));
    RowWriter out(result.data(), 1);
    summarise(measures_->columns, series_.data(), measures_->rounds_observed, series_.rows(), out);
    measures_->institutions.outcomes(out);
    measures_->fates.outcomes(out);
    measures_->initiative.outcomes(out);
    if (measures_->options.blocs_every_years > 0)
        for (std::ptrdiff_t k = 0; k < num_scalars; ++k) {
            const double* scalar = series_.data() + (measures_->scalars_at + k) * series_.rows();
            put_spells(spells_above({scalar, static_cast<std::size_t>(measures_->rounds_observed)}, measures_->options.fragmentation_threshold), out);
        }
    sim::ensures(out.position() == result.data() + result.size(), "every outcome is filled");
    return result;
}

void Observer::reset()
{
    Measures& m = *measures_;
    m.sides.follow(Coalitions(*m.setting));
    m.votes.reset();
    m.agreement.reset();
    m.dyads.reset();
    m.institutions.reset();
    m.fates.reset();
    m.initiative.reset();
    m.small_states.reset();
    m.norms.reset();
    m.ties.reset();
    m.bandwagon.reset();
    m.rival_tracks.reset();
    m.history.clear();
    m.rounds_observed = 0;
    series_.setConstant(m.setting->rounds, static_cast<Eigen::Index>(m.columns.size()), undefined);
}

std::vector<Metric> Observer::series_metrics() const
{
    std::vector<Metric> found;
    for (const Column& column : measures_->columns) found.push_back(column.metric);
    return found;
}
std::vector<Metric> Observer::outcome_metrics() const { return measures_->outcome_metrics(); }

std::vector<Metric> series_metrics(const Setting& setting, const Rules& rules, const ObserverOptions& options)
{
    return Observer(setting, rules, options).series_metrics();
}
std::vector<Metric> outcome_metrics(const Setting& setting, const Rules& rules, const ObserverOptions& options)
{
    return Observer(setting, rules, options).outcome_metrics();
}

}  // namespace comity::agents
