#include "agents/rules/cast_votes.hpp"

#include <optional>

#include "agents/rules/voting_session.hpp"
#include "agents/world.hpp"

namespace comity::agents {

Ballots cast_votes(const World& now, const Setting& setting, const Influence& influence, const Agenda& agenda, const Lobbying& lobbying,
                   const VotingParams& params, const sim::Draws& draws)
{
    const auto num_drafts = static_cast<Eigen::Index>(agenda.drafts.size());
    Ballots ballots;
    ballots.votes.resize(setting.num_countries(), num_drafts);
    ForumRoom room;
    std::optional<VotingSession> session;  // an agenda goes forum by forum
    for (Eigen::Index v = 0; v < num_drafts; ++v) {
        const Draft& draft = agenda.drafts[static_cast<std::size_t>(v)];
        if (!session || session->forum() != draft.forum) {
            session.reset();
            room.clear();
            session.emplace(now, setting, influence, draft.forum, params, draws, &room);
        }
        auto votes = ballots.votes.col(v);
        if (!session->everyone()) votes.setConstant(static_cast<std::int8_t>(Vote::none));
        session->vote(draft, lobbying.on(static_cast<int>(v)), votes.data());
    }
    return ballots;
}

}  // namespace comity::agents
