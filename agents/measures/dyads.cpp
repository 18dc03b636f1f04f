#include "agents/measures/dyads.hpp"

#include <algorithm>

namespace comity::agents {
namespace {

const std::string group = "dyads";
const std::string window = " over contested drafts of the last four rounds";

void add_table_columns(std::vector<Column>& found, const std::string& pair, const std::string& words)
{
    const auto ends = Summary::end | Summary::mean;
    found.push_back({{"identical_" + pair, words + ": identical votes", "share", group, "share of pairs of votes that are the same" + window, 0, 1}, ends});
    found.push_back({{"opposite_" + pair, words + ": opposite votes", "share", group, "share of pairs of votes that are yes against no" + window, 0, 1}, ends});
    found.push_back({{"agreement_S_" + pair, words + ": agreement (S)", "1", group, "how alike the two vote: 1 the same, 0.5 where one abstains, 0 yes against no (S = 1 - |v_i - v_j| / 2), mean" + window, 0, 1}, ends});
    found.push_back({{"kappa_" + pair, words + ": kappa", "1", group, "agreement beyond what chance would give (po - pe) / (1 - pe), po votes that are the same, pe those expected" + window + "; not defined where pe = 1", -1, 1}, Summary::none});
    found.push_back({{"weighted_kappa_" + pair, words + ": weighted kappa", "1", group, "agreement beyond what chance would give, where an abstention agrees by half with either vote (kappa with weights 1 - |v_i - v_j| / 2)" + window, -1, 1}, Summary::end});
}

void put_table(RowWriter& row, const VoteTable& table)
{
    row.put(table.identical());
    row.put(table.opposite());
    row.put(table.agreement());
    row.put(table.kappa());
    row.put(table.weighted_kappa());
}

/// Strength of the partnership between two countries, NaN where they are not tracked.
double partnership(const World& world, int i, int j)
{
    for (const Partnership& p : world.partnerships)
        if ((p.first.index == i && p.second.index == j) || (p.first.index == j && p.second.index == i)) return p.strength;
    return undefined;
}

}  // namespace

DyadMeasure::DyadMeasure(const Setting& setting, const Sides& sides) : setting_(&setting), sides_(&sides)
{
    for (int g = 0; g < sides.num_leaders; ++g)
        if (sides.sides[static_cast<std::size_t>(g)].members.size() >= 3) blocs_.push_back(g);
    tables_.resize(static_cast<std::size_t>(setting.num_arenas()) + 1);
    now_.resize(tables_.size());
    cohesion_.resize(blocs_.size());
    cohesion_now_.resize(blocs_.size());
}

void DyadMeasure::reset()
{
    for (auto& table : tables_) table.clear();
    for (auto& bloc : cohesion_) bloc.clear();
}

std::vector<Column> DyadMeasure::columns() const
{
    std::vector<Column> found;
    if (sides_->partners.exists()) {
        const std::string pair = sides_->label(sides_->partners);
        const std::string first = sides_->label(sides_->partners.first), second = sides_->label(sides_->partners.second);
        const std::string words = sides_->in_words(sides_->partners);
        add_table_columns(found, pair, words);
        found.push_back({{"acquiescence_" + pair, words + ": acquiescence", "share", group, "share of abstentions where the partner votes no" + window, 0, 1}, Summary::mean});
        found.push_back({{"partnership_" + pair, words + ": partnership", "1", group, "strength of the partnership (pi); not defined where the pair is not tracked", 0, 1}, Summary::end | Summary::lowest});
        for (const Arena& a : setting_->institutions.arenas) {
            found.push_back({{"identical_" + pair + "_" + a.id, words + ": identical votes, " + a.title, "share", group, "share of identical votes in arena " + a.id + window, 0, 1}, Summary::end | Summary::mean});
            found.push_back({{"opposite_" + pair + "_" + a.id, words + ": opposite votes, " + a.title, "share", group, "share of opposite votes in arena " + a.id + window, 0, 1}, Summary::none});
            found.push_back({{"position_difference_" + pair + "_" + a.id, words + ": difference of positions, " + a.title, "position", group, "position of " + first + " minus that of " + second + " in arena " + a.id, -8, 8}, Summary::end});
        }
    }
    if (sides_->incumbents.exists()) add_table_columns(found, sides_->label(sides_->incumbents), sides_->in_words(sides_->incumbents));
    for (const int g : blocs_)
        found.push_back({{"agreement_index_" + sides_->label(g), sides_->label(g) + " agreement index", "1", group, "mean agreement index of the members of " + sides_->label(g) + window, 0, 1}, Summary::end | Summary::mean});
    found.push_back({{"cohesion_challengers", "Cohesion of the challengers", "1", group, "how alike the pair votes (coh, rule 4.5): moving mean of its agreement S, nine tenths of it kept a round", 0, 1}, Summary::end});
    found.push_back({{"cohesion_incumbents", "Cohesion of the incumbents (transatlantic)", "1", group, "how alike the USA and the line of the EU vote (coh, rule 4.5): moving mean of their agreement S, nine tenths of it kept a round", 0, 1}, Summary::end | Summary::lowest});
    return found;
}

void DyadMeasure::observe(const World& world, const RoundRecord& record, const SideVotes& votes, RowWriter& row)
{
    std::fill(now_.begin(), now_.end(), VoteTable{});
    std::fill(cohesion_now_.begin(), cohesion_now_.end(), Cohesion{});
    for (std::size_t v = 0; v < record.outcomes.of.size(); ++v) {
        if (record.outcomes.of[v].unanimous) continue;
        const auto arena = static_cast<std::size_t>(record.agenda.drafts[v].arena.index);
        if (sides_->partners.exists()) now_[arena].add(votes.of(v, sides_->partners.first), votes.of(v, sides_->partners.second));
        if (sides_->incumbents.exists()) now_.back().add(votes.of(v, sides_->incumbents.first), votes.of(v, sides_->incumbents.second));
        for (std::size_t b = 0; b < blocs_.size(); ++b) {
            const VoteCounts& bloc = votes.of(v, blocs_[b]);
            if (bloc.cast() < 2) continue;
            cohesion_now_[b].index += agreement_index(bloc);
            ++cohesion_now_[b].drafts;
        }
    }
    for (std::size_t k = 0; k < now_.size(); ++k) tables_[k].add(world.round - 1, now_[k]);
    for (std::size_t b = 0; b < blocs_.size(); ++b) cohesion_[b].add(world.round - 1, cohesion_now_[b]);

    if (sides_->partners.exists()) {
        const int i = sides_->sides[static_cast<std::size_t>(sides_->partners.first)].members[0];
        const int j = sides_->sides[static_cast<std::size_t>(sides_->partners.second)].members[0];
        for (std::size_t a = 0; a + 1 < now_.size(); ++a) now_[a] = tables_[a].total();
        VoteTable all;
        for (std::size_t a = 0; a + 1 < now_.size(); ++a) all += now_[a];
        put_table(row, all);
        row.put(all.acquiescence());
        row.put(partnership(world, i, j));
        for (int a = 0; a < setting_->num_arenas(); ++a) {
            row.put(now_[static_cast<std::size_t>(a)].identical());
            row.put(now_[static_cast<std::size_t>(a)].opposite());
            row.put(world.position(i, a) - world.position(j, a));
        }
    }
    if (sides_->incumbents.exists()) put_table(row, tables_.back().total());
    for (const auto& bloc : cohesion_) {
        const Cohesion year = bloc.total();
        row.put(ratio(year.index, year.drafts));
    }
    row.put(world.cohesion_challengers);
    row.put(world.cohesion_incumbents);
}

}  // namespace comity::agents
