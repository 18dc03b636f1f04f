#include "agents/rules/buy_votes.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "agents/rules/cast_votes.hpp"
#include "agents/rules/electorate.hpp"
#include "agents/world.hpp"

namespace comity::agents {
namespace {

/// What a leader wants of a draft.
enum class Aim { pass, fail };

/// How a vote would go if chance had no say.
struct Standing {
    int yes = 0, no = 0;
    bool veto = false;
};

/// Least number of yes that adopts a draft.
int quota(const Standing& vote, const Draft& draft, const Forum& forum)
{
    if (forum.rule == DecisionRule::council) return forum.quota;
    return draft.important ? std::max(1, 2 * vote.no) : vote.no + 1;
}

/// Whether a leader need not buy more.
bool settled(Aim aim, const Standing& vote, const Draft& draft, const Forum& forum, double margin)
{
    if (vote.veto) return true;
    if (forum.rule == DecisionRule::consensus) return aim == Aim::pass ? vote.no == 0 : vote.no >= 1 + margin;
    const int needed = quota(vote, draft, forum);
    return aim == Aim::pass ? vote.yes >= needed + margin : vote.yes <= needed - 1 - margin;
}

/// A vote that may be bought.
struct Offer {
    double price = 0;
    double lacks = 0;
    std::uint64_t agent = 0;  // decides between equal prices, so that the order of rows does not matter
    std::size_t place = 0;
};
bool dearer(const Offer& a, const Offer& b) { return std::tie(a.price, a.agent) > std::tie(b.price, b.agent); }

/// What leaders see of a forum.
///
/// World, setting, influence, parameters and room must outlive it.
class Canvass {
public:
    Canvass(const World& now, const Setting& setting, const Influence& influence, ForumId forum, const SidePaymentParams& params,
            const VotingParams& voting, std::pmr::memory_resource* room)
        : now_(&now),
          setting_(&setting),
          params_(&params),
          electorate_(now, setting, forum, room),
          pull_(leader_pull(now, setting, forum, voting, electorate_.members, electorate_.padded, room)),
          inclinations_(now, setting, influence, electorate_, voting, &pull_, room),
          cost_(electorate_.size, electorate_.rules.rule == DecisionRule::consensus ? voting.veto_cost : 0, room),
          z_(electorate_.padded, room),
          sincere_(electorate_.size, Vote::abstain, room),
          offers_(room)
    {
        for (const std::size_t p : electorate_.vetoes) cost_[p] = voting.veto_cost;
        offers_.reserve(electorate_.size);
    }

    ForumId forum() const { return electorate_.forum; }

    /// Counts the votes as they stand on a draft.
    void hear(const Draft& draft)
    {
        inclinations_.in(draft.arena).latent(draft, 0, z_.data());
        standing_ = {};
        for (std::size_t p = 0; p < electorate_.size; ++p) {
            const double band = draft.half_band * electorate_.style[p];
            const bool yes = z_[p] >= band, no = z_[p] < -band - cost_[p];
            sincere_[p] = yes ? Vote::yes : no ? Vote::no : Vote::abstain;
            standing_.yes += yes;
            standing_.no += no;
        }
        for (const std::size_t p : electorate_.vetoes) standing_.veto = standing_.veto || sincere_[p] == Vote::no;
    }

    /// Buys what a leader lacks on the draft heard; the payments go behind `given`. Returns how many votes, and takes their price from `left`.
    int buy(LeaderId leader, Aim aim, const Draft& draft, int index, double& left, std::vector<Inducement>& given)
    {
        Standing vote = standing_;
        const auto done = [&] { return settled(aim, vote, draft, electorate_.rules, params_->margin); };
        if (done()) return 0;
        collect(leader, aim, draft);
        int bought = 0;
        while (!done() && !offers_.empty()) {
            std::pop_heap(offers_.begin(), offers_.end(), dearer);
            const Offer offer = offers_.back();
            offers_.pop_back();
            if (offer.price > left) break;
            left -= offer.price;
            given.push_back({index, {electorate_.members[offer.place]}, aim == Aim::pass ? offer.lacks : -offer.lacks});
            turn(vote, offer.place, aim);
            ++bought;
        }
        return bought;
    }

private:
    /// Whether a vote on the leader's side would change what counts.
    bool counts(std::size_t place, Aim aim) const
    {
        const Vote as_it_stands = sincere_[place];
        if (aim == Aim::pass) return electorate_.rules.rule == DecisionRule::consensus ? as_it_stands == Vote::no : as_it_stands != Vote::yes;
        if (electorate_.rules.rule == DecisionRule::council) return as_it_stands == Vote::yes || electorate_.holds_veto(place);
        return as_it_stands != Vote::no;
    }

    /// The votes that a leader may buy, the cheapest first to leave the heap.
    void collect(LeaderId leader, Aim aim, const Draft& draft)
    {
        offers_.clear();
        for (std::size_t p = 0; p < electorate_.size; ++p) {
            const auto row = static_cast<std::size_t>(electorate_.members[p]);
            if (!counts(p, aim) || now_->coalitions.leader_of({electorate_.members[p]}) == leader) continue;
            const double weakness = 1 - setting_->strength(electorate_.members[p]);
            const double receptive = params_->least_receptive + (1 - params_->least_receptive) * weakness;
            if (!(receptive > 0)) continue;  // not for sale
            const double band = draft.half_band * electorate_.style[p];
            const double lacks = aim == Aim::pass ? band - z_[p] : band + cost_[p] + z_[p];
            offers_.push_back({lacks / receptive, lacks, setting_->agent[row], p});
        }
        std::make_heap(offers_.begin(), offers_.end(), dearer);
    }

    /// Counts a bought vote where it now stands.
    void turn(Standing& vote, std::size_t place, Aim aim) const
    {
        vote.yes -= sincere_[place] == Vote::yes;
        vote.no -= sincere_[place] == Vote::no;
        vote.yes += aim == Aim::pass;
        vote.no += aim == Aim::fail;
        vote.veto = vote.veto || (aim == Aim::fail && electorate_.holds_veto(place));
    }

    const World* now_;
    const Setting* setting_;
    const SidePaymentParams* params_;
    Electorate electorate_;
    LeaderPull pull_;
    Inclinations inclinations_;
    std::pmr::vector<double> cost_;  // [place], c
    sim::Column<double> z_;
    std::pmr::vector<Vote> sincere_;  // [place]
    Standing standing_;
    std::pmr::vector<Offer> offers_;
};

/// What a leader wants of a draft; nothing where it has no stake in it.
std::optional<Aim> aim_of(LeaderId leader, const Draft& draft)
{
    if (draft.leader == leader) return Aim::pass;
    if (draft.line[static_cast<std::size_t>(leader.index)] < 0) return Aim::fail;
    return std::nullopt;
}

}  // namespace

Eigen::ArrayXd budgets(const World& now, const Setting& setting, const SidePaymentParams& params)
{
    const Eigen::ArrayXd& purse = now.side_payments.purse;
    if (purse.size() == 0) return Eigen::ArrayXd::Constant(setting.num_leaders(), params.budget);
    return params.budget * purse;
}

BoughtVotes buy_votes(const World& now, const Setting& setting, const Influence& influence, const Agenda& agenda,
                      const SidePaymentParams& params, const VotingParams& voting)
{
    const int leaders = setting.num_leaders();
    BoughtVotes result;
    result.payments = {now.side_payments.purse, Eigen::ArrayXd::Zero(leaders), Eigen::ArrayXd::Zero(leaders)};
    const Eigen::ArrayXd budget = budgets(now, setting, params);
    Eigen::ArrayXd left = budget;
    ForumRoom room;
    std::optional<Canvass> canvass;  // an agenda goes forum by forum
    for (std::size_t v = 0; v < agenda.drafts.size(); ++v) {
        const Draft& draft = agenda.drafts[v];
        if (!draft.leader.exists() || !(left > 0).any()) continue;
        if (!canvass || canvass->forum() != draft.forum) {
            canvass.reset();
            room.clear();
            canvass.emplace(now, setting, influence, draft.forum, params, voting, &room);
        }
        canvass->hear(draft);
        for (int g = 0; g < leaders; ++g)
            if (const std::optional<Aim> aim = aim_of({g}, draft))
                result.payments.bought(g) += canvass->buy({g}, *aim, draft, static_cast<int>(v), left(g), result.lobbying.given);
    }
    result.payments.spent = budget - left;
    return result;
}

}  // namespace comity::agents
