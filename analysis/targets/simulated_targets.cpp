#include "analysis/targets/simulated_targets.hpp"

#include <cmath>
#include <limits>

#include "agents/measures/sides.hpp"

namespace comity::analysis {
namespace {

using agents::Draft;
using agents::Outcome;
using agents::RoundRecord;
using agents::Setting;
using agents::Vote;
using agents::World;

Years years_of(const Setting& setting) { return {setting.year(0), setting.year(setting.rounds - 1)}; }

void cannot_tell(Sums& sums, std::initializer_list<Sum> which)
{
    for (const Sum each : which) at(sums, each) = std::numeric_limits<double>::quiet_NaN();
}

/// 0, and NaN for what the world cannot tell.
Sums first_sums(const Setting& setting, const agents::Rules& rules)
{
    using enum Sum;
    Sums sums = Sums::Zero();
    const auto& all = setting.institutions;
    const Followed followed(setting.code);
    const bool pair = followed.chn >= 0 && followed.rus >= 0;
    if (!all.forum("UNGA").exists())
        cannot_tell(sums, {assembly_texts, rights_both, rights_three, interference_both, control_both, allies_both, union_texts, cast});
    if (!all.forum("UNSC").exists() || !pair || followed.usa < 0)
        cannot_tell(sums, {council_texts, council_adopted, council_divided, council_failed, council_vetoed, council_short, vetoed_by_chn, vetoed_by_rus, vetoed_by_usa,
                           vetoed_by_both, chn_abstains_on_veto, chn_yes_on_veto, yes_on_partners_veto, abstentions_chn, abstentions_rus, abstentions_others});
    if (!all.forum("HRC").exists()) cannot_tell(sums, {rights_council_texts, rights_council_failed});
    if (!all.arena("HR").exists() || !pair) cannot_tell(sums, {gap_looks});
    if (!rules.treaties.on || !all.treaty("T1").exists()) cannot_tell(sums, {treaty_parties});
    return sums;
}

double spread(const Eigen::ArrayXXd& position)
{
    double sum = 0;
    for (Eigen::Index a = 0; a < position.cols(); ++a)
        sum += std::sqrt((position.col(a) - position.col(a).mean()).square().sum() / static_cast<double>(position.rows() - 1));
    return sum / static_cast<double>(position.cols());
}

}  // namespace

TargetCounts::TargetCounts(const Setting& setting, const agents::Rules& rules)
    : setting_(&setting), followed_(setting.code), france_(setting.country("FRA").index), britain_(setting.country("GBR").index),
      assembly_(setting.institutions.forum("UNGA")), council_(setting.institutions.forum("UNSC")), rights_council_(setting.institutions.forum("HRC")),
      rights_(setting.institutions.arena("HR")), interference_(setting.institutions.arena("NI")), control_(setting.institutions.arena("CT")),
      treaty_(rules.treaties.on ? setting.institutions.treaty("T1") : agents::TreatyId{}), sums_(years_of(setting), first_sums(setting, rules)), pairs_(years_of(setting), setting.code)
{
    if (const agents::Group* eu = setting.group("EU"))
        for (const agents::CountryId member : eu->members) eu_.push_back(member.index);
}

void TargetCounts::observe(const World& world, const RoundRecord& record)
{
    const int year = setting_->year(world.round - 1);
    Sums& sums = sums_.of(year);
    for (std::size_t v = 0; v < record.agenda.drafts.size(); ++v) {
        const Draft& draft = record.agenda.drafts[v];
        const Outcome& outcome = record.outcomes.of[v];
        if (assembly_.exists() && draft.forum == assembly_ && outcome.adopted) {
            const auto column = record.ballots.votes.col(static_cast<Eigen::Index>(v));
            const std::span<const std::int8_t> votes(column.data(), static_cast<std::size_t>(column.size()));
            add_assembly_text(sums, {draft.arena == rights_, draft.arena == interference_, draft.arena == control_}, votes, followed_, eu_);
            pairs_.add(year, votes);
        }
        if (council_.exists() && draft.forum == council_) add_council_draft(sums, record, static_cast<int>(v));
        if (rights_council_.exists() && draft.forum == rights_council_) {
            at(sums, Sum::rights_council_texts) += 1;
            at(sums, Sum::rights_council_failed) += !outcome.adopted;
        }
        if (agents::proposed_by_leader(draft)) {
            const agents::Camp camp = setting_->leaders[static_cast<std::size_t>(draft.leader.index)].camp;
            at(sums, camp == agents::Camp::challengers ? Sum::challenger_drafts : Sum::incumbent_drafts) += 1;
        }
    }
    add_levels(sums, world);
}

void TargetCounts::add_council_draft(Sums& year, const RoundRecord& record, int draft) const
{
    const Outcome& outcome = record.outcomes.of[static_cast<std::size_t>(draft)];
    const auto of = [&](int row) { return row < 0 ? Vote::none : record.ballots.vote(row, draft); };
    CouncilText text;
    text.fate = outcome.adopted ? CouncilText::Fate::adopted : outcome.vetoed ? CouncilText::Fate::vetoed : CouncilText::Fate::short_of_votes;
    text.divided = !outcome.unanimous;
    text.chn = of(followed_.chn);
    text.rus = of(followed_.rus);
    text.usa = of(followed_.usa);
    for (const int row : {france_, britain_, followed_.usa}) text.other_abstentions += of(row) == Vote::abstain;
    add_council_text(year, text);
}

void TargetCounts::add_levels(Sums& year, const World& world) const
{
    if (rights_.exists() && followed_.chn >= 0 && followed_.rus >= 0)
        at(year, Sum::position_gap) += world.position(followed_.chn, rights_.index) - world.position(followed_.rus, rights_.index);
    at(year, Sum::gap_looks) += 1;
    at(year, Sum::position_spread) += spread(world.position);
    at(year, Sum::spread_looks) += 1;
    const int round = world.round - 1;
    const bool last_of_year = setting_->quarter(round) == 4 || round == setting_->rounds - 1;
    if (last_of_year && treaty_.exists()) at(year, Sum::treaty_parties) = world.race.party.col(treaty_.index).cast<double>().sum();
}

}  // namespace comity::analysis
