#include "agents/measures/draft_fates.hpp"

#include <algorithm>

namespace comity::agents {
namespace {

constexpr double friendly_tie = 0.5;

}  // namespace

DraftFateMeasure::Counts& DraftFateMeasure::Counts::operator+=(const Counts& other)
{
    drafts += other.drafts;
    adopted += other.adopted;
    vetoed += other.vetoed;
    shielded += other.shielded;
    shielded_failed += other.shielded_failed;
    shielded_veto_body += other.shielded_veto_body;
    shielded_veto_body_failed += other.shielded_veto_body_failed;
    framed += other.framed;
    framable += other.framable;
    return *this;
}

DraftFateMeasure::DraftFateMeasure(const Setting& setting, const Sides& sides)
    : setting_(&setting),
      sides_(&sides),
      friend_of_holder_(static_cast<std::size_t>(setting.num_countries()), 0),
      vetoes_in_(setting.institutions.forums.size()),
      framed_(setting.institutions.norm("CY2"))
{
    for (std::size_t f = 0; f < vetoes_in_.size(); ++f)
        for (const std::string& code : setting.institutions.forums[f].veto) {
            const int i = setting.country(code).index;
            if (i < 0) continue;
            auto at = std::find(holders_.begin(), holders_.end(), i);
            if (at == holders_.end()) at = holders_.insert(at, i);
            vetoes_in_[f].push_back(static_cast<int>(at - holders_.begin()));
        }
    for (const int i : holders_) {
        friend_of_holder_[static_cast<std::size_t>(i)] = 1;
        if (setting.clients.num_countries() == 0) continue;
        const auto clients = setting.clients.partners(i);
        const auto ties = setting.clients.weights(i);
        for (std::size_t k = 0; k < clients.size(); ++k)
            if (ties[k] >= friendly_tie) friend_of_holder_[static_cast<std::size_t>(clients[k])] = 1;
    }
    vetoes_.assign(holders_.size(), 0);
}

void DraftFateMeasure::reset()
{
    window_.clear();
    run_ = {};
    std::fill(vetoes_.begin(), vetoes_.end(), 0);
    joint_vetoes_ = 0;
}

std::vector<Column> DraftFateMeasure::columns() const
{
    const std::string g = "institutions";
    const std::string window = " in the last four rounds, all forums";
    std::vector<Column> found{
        {{"adopted_share", "Drafts adopted", "share", g, "drafts adopted / drafts" + window, 0, 1}, Summary::mean},
        {{"vetoed_share", "Drafts vetoed", "share", g, "drafts vetoed / drafts" + window, 0, 1}, Summary::mean},
        {{"deadlocked_share", "Drafts vetoed or failed", "share", g, "drafts not adopted / drafts" + window, 0, 1}, Summary::end | Summary::mean},
        {{"vetoed_drafts", "Vetoed drafts", "drafts", g, "drafts of the round that would have passed but for a veto holder's no", 0, unbounded}, Summary::total},
        {{"immunity", "Immunity", "share", g, "share of drafts aimed at a veto holder or its friend (client tie of .5 or more, or tracked partner) that fail" + window, 0, 1}, Summary::none},
    };
    if (framed_.exists())
        found.push_back({{"framing", "Content framing of cyber drafts", "share", g, "share of drafts on sub-norms of arena CY that are on CY2" + window, 0, 1}, Summary::none});
    return found;
}

std::vector<Metric> DraftFateMeasure::outcome_columns() const
{
    const std::string g = "institutions";
    std::vector<Metric> found;
    for (const int i : holders_) {
        const std::string& code = setting_->code[static_cast<std::size_t>(i)];
        found.push_back({"vetoes_" + code, "Vetoes of " + code, "drafts", g, "vetoed drafts on which " + code + " voted no", 0, unbounded});
    }
    if (sides_->partners.exists())
        found.push_back({"vetoes_both_" + sides_->label(sides_->partners), "Vetoes of both partners", "drafts", g, "vetoed drafts on which both partners hold a veto and voted no", 0, unbounded});
    found.push_back({"immunity_run", "Immunity over the run", "share", g, "share of the run's drafts aimed at a veto holder or its friend that fail", 0, 1});
    found.push_back({"immunity_veto_bodies_run", "Immunity in bodies with a veto", "share", g, "the same, in forums with a veto", 0, 1});
    if (framed_.exists())
        found.push_back({"framing_run", "Content framing over the run", "share", g, "share of the run's drafts on sub-norms of arena CY that are on CY2", 0, 1});
    return found;
}

bool DraftFateMeasure::shielded(const World& world, int country) const
{
    if (friend_of_holder_[static_cast<std::size_t>(country)] != 0) return true;
    const auto holds = [&](CountryId i) { return std::find(holders_.begin(), holders_.end(), i.index) != holders_.end(); };
    for (const Partnership& p : world.partnerships)
        if ((p.first.index == country && holds(p.second)) || (p.second.index == country && holds(p.first))) return true;
    return false;
}

void DraftFateMeasure::observe(const World& world, const RoundRecord& record, RowWriter& row)
{
    const auto& norms = setting_->institutions.norms;
    const int framed_arena = framed_.exists() ? norms[static_cast<std::size_t>(framed_.index)].arena.index : -1;
    Counts now;
    for (std::size_t v = 0; v < record.outcomes.of.size(); ++v) {
        const Outcome& o = record.outcomes.of[v];
        const Draft& d = record.agenda.drafts[v];
        const auto forum = static_cast<std::size_t>(d.forum.index);
        ++now.drafts;
        now.adopted += o.adopted;
        if (o.vetoed) {
            ++now.vetoed;
            int partners_no = 0;
            for (const int h : vetoes_in_[forum]) {
                const int i = holders_[static_cast<std::size_t>(h)];
                if (record.ballots.vote(i, static_cast<int>(v)) != Vote::no) continue;
                ++vetoes_[static_cast<std::size_t>(h)];
                if (!sides_->partners.exists()) continue;
                partners_no += sides_->sides[static_cast<std::size_t>(sides_->partners.first)].members[0] == i;
                partners_no += sides_->sides[static_cast<std::size_t>(sides_->partners.second)].members[0] == i;
            }
            joint_vetoes_ += partners_no == 2;
        }
        if (d.target.exists() && shielded(world, d.target.index)) {
            ++now.shielded;
            now.shielded_failed += !o.adopted;
            now.shielded_veto_body += !vetoes_in_[forum].empty();
            now.shielded_veto_body_failed += !vetoes_in_[forum].empty() && !o.adopted;
        }
        if (framed_arena >= 0 && d.norm.exists() && norms[static_cast<std::size_t>(d.norm.index)].arena.index == framed_arena) {
            ++now.framable;
            now.framed += d.norm.index == framed_.index;
        }
    }
    window_.add(world.round - 1, now);
    run_ += now;
    const Counts year = window_.total();
    row.put(ratio(year.adopted, year.drafts));
    row.put(ratio(year.vetoed, year.drafts));
    row.put(ratio(year.drafts - year.adopted, year.drafts));
    row.put(now.vetoed);
    row.put(ratio(year.shielded_failed, year.shielded));
    if (framed_.exists()) row.put(ratio(year.framed, year.framable));
}

void DraftFateMeasure::outcomes(RowWriter& row) const
{
    for (const int count : vetoes_) row.put(count);
    if (sides_->partners.exists()) row.put(joint_vetoes_);
    row.put(ratio(run_.shielded_failed, run_.shielded));
    row.put(ratio(run_.shielded_veto_body_failed, run_.shielded_veto_body));
    if (framed_.exists()) row.put(ratio(run_.framed, run_.framable));
}

}  // namespace comity::agents
