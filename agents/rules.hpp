#pragma once
// The parameters of all rules, in order of play.

#include "agents/rules/adopt_norms.hpp"
#include "agents/rules/bound_confidence.hpp"
#include "agents/rules/breach_norms.hpp"
#include "agents/rules/buy_votes.hpp"
#include "agents/rules/cast_votes.hpp"
#include "agents/rules/change_leaders.hpp"
#include "agents/rules/coerce.hpp"
#include "agents/rules/contest_seats.hpp"
#include "agents/rules/drift_positions.hpp"
#include "agents/rules/engage.hpp"
#include "agents/rules/evolve_ties.hpp"
#include "agents/rules/fund_rights.hpp"
#include "agents/rules/open_tracks.hpp"
#include "agents/rules/race_treaties.hpp"
#include "agents/rules/sense_threat.hpp"
#include "agents/rules/spread_propaganda.hpp"
#include "agents/rules/sustain_capacity.hpp"
#include "agents/rules/table_drafts.hpp"
#include "agents/rules/tend_partnerships.hpp"
#include "agents/rules/weigh_exit.hpp"

namespace comity::agents {

struct Rules {
    ThreatParams threat;
    PartnershipParams partnership;
    EngagementParams engagement;
    InfluenceParams influence;
    AgendaParams agenda;
    VotingParams voting;
    AdoptionParams adoption;
    CapacityParams capacity;
    // Modules M1 to M12, off in the core
    ConfidenceParams bounded_confidence;
    ExitParams exit;
    SidePaymentParams side_payments;
    ElectionParams elections;
    RightsParams rights;
    TreatyParams treaties;
    ViolationParams violations;
    CoercionParams coercion;
    PropagandaParams propaganda;
    TieParams ties;
    TrackParams tracks;
    LeadershipParams leadership;

    static void each_rule(auto& self, auto&& rule)
    {
        rule("threat", self.threat);
        rule("partnership", self.partnership);
        rule("engagement", self.engagement);
        rule("influence", self.influence);
        rule("agenda", self.agenda);
        rule("voting", self.voting);
        rule("adoption", self.adoption);
        rule("capacity", self.capacity);
        rule("bounded_confidence", self.bounded_confidence);
        rule("exit", self.exit);
        rule("side_payments", self.side_payments);
        rule("elections", self.elections);
        rule("rights", self.rights);
        rule("treaties", self.treaties);
        rule("violations", self.violations);
        rule("coercion", self.coercion);
        rule("propaganda", self.propaganda);
        rule("ties", self.ties);
        rule("tracks", self.tracks);
        rule("leadership", self.leadership);
    }
};

}  // namespace comity::agents
