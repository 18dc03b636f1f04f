#include "agents/institutions.hpp"

#include <algorithm>

namespace comity::agents {
namespace {

constexpr ArenaId rights{0}, intervention{1}, cyber{2}, control{3};

std::vector<Arena> default_arenas()
{
    return {{"HR", "Human rights", "sovereignty-first reading", "individual-rights reading", 1},
            {"NI", "Non-intervention and sanctions", "strict non-interference", "conditional sovereignty", 1},
            {"CY", "Cyber and information security", "intergovernmental and content-security reading", "open and multi-stakeholder reading", 1},
            {"CT", "Arms control (control arena)", "non-aligned reading", "Western reading", 0}};
}

// MODEL: the pair itself is split on NI3, where China declines the prerogative that Russia claims.
std::vector<Norm> default_norms()
{
    return {{"HR1", rights, "Universality or national interpretation of human rights", 1.2, {}},
            {"HR2", rights, "Country scrutiny without or only with consent", 1.2, {}},
            {"HR3", rights, "Individual rights or collective and development-first rights", 1.2, {}},
            {"NI1", intervention, "Third-pillar protection action or strict non-interference", -0.3, {}},
            {"NI2", intervention, "Legality of unilateral or of council-only sanctions", -0.3, {}},
            {"NI3", intervention, "Inviolable borders or great-power prerogative", -0.3, {{"CHN", 0.8}, {"RUS", -0.5}}},
            {"CY1", cyber, "Multi-stakeholder or intergovernmental internet governance", 1.2, {}},
            {"CY2", cyber, "Infrastructure security or information-content security", 1.2, {}},
            {"CY3", cyber, "Regional open treaty or new universal treaty", 1.2, {}},
            {"CT1", control, "Control norm that the contest does not touch", 0, {}}};
}

constexpr NormId hr1{0}, hr2{1}, hr3{2}, ni1{3}, ni2{4}, ni3{5}, cy1{6}, cy2{7}, cy3{8};
constexpr ForumId unga{1}, hrc{2}, gge{4}, oewg{5}, itu{6};

Forum council()
{
    Forum f;
    f.id = "UNSC";
    f.title = "Security Council";
    f.quarters = {1, 2, 3, 4};
    f.rule = DecisionRule::council;
    f.universal = false;
    f.seats = {{"AFR", 3}, {"APG", 2}, {"GRULAC", 2}, {"WEOG", 2}, {"EEG", 1}};
    f.term_years = 2;
    f.renewal_groups = 2;
    f.election_quarter = 2;
    f.max_terms_in_row = 1;
    f.quota = 9;
    f.permanent = f.veto = {"CHN", "FRA", "GBR", "RUS", "USA"};
    f.norms = {ni1, ni3};
    f.business = {{intervention, 1}};
    f.tabling = Tabling::members;
    f.absences = false;
    f.draft_rate = 13.5;
    f.authority = 0.10;
    f.initial_deadlock = 0.10;
    f.consent_bias = 4.5;
    f.outside_presence = 0;
    return f;
}

Forum assembly()
{
    Forum f;
    f.id = "UNGA";
    f.title = "General Assembly";
    f.quarters = {4};
    f.norms = {hr1, hr2, hr3, ni1, ni2, ni3, cy1, cy2, cy3};
    f.business = {{rights, 0.30}, {intervention, 0.12}, {cyber, 0.01}, {control, 0.57}};
    f.draft_rate = 90;
    f.authority = 0.05;
    f.initial_deadlock = 0.02;
    f.overlaps = {{hrc, 0.2}};
    return f;
}

Forum rights_council()
{
    Forum f;
    f.id = "HRC";
    f.title = "Human Rights Council";
    f.quarters = {1, 2, 3};
    f.universal = false;
    f.seats = {{"AFR", 13}, {"APG", 13}, {"GRULAC", 8}, {"WEOG", 7}, {"EEG", 6}};
    f.term_years = 3;
    f.renewal_groups = 3;
    f.election_quarter = 4;
    f.max_terms_in_row = 2;
    f.contested = true;
    f.norms = {hr1, hr2, hr3, ni2};
    f.business = {{rights, 1}};
    f.draft_rate = 10;
    f.authority = 0.04;
    f.initial_deadlock = 0.02;
    f.overlaps = {{unga, 0.2}};
    return f;
}

Forum budget_committee()
{
    Forum f;
    f.id = "C5";
    f.title = "Fifth Committee (budget)";
    f.quarters = {2, 4};
    f.rule = DecisionRule::consensus_then_majority;
    f.business = {{rights, 1}};
    f.draft_rate = 3;
    f.authority = 0.03;
    f.initial_deadlock = 0.05;
    return f;
}

Forum expert_group()
{
    Forum f;
    f.id = "GGE";
    f.title = "Group of Governmental Experts";
    f.quarters = {1, 2, 3};
    f.first_year = 2004;
    f.rule = DecisionRule::consensus;
    f.universal = false;
    f.norms = {cy1, cy2};
    f.tabling = Tabling::members;
    f.absences = false;
    f.overlaps = {{oewg, 0.8}};
    return f;
}

Forum working_group()
{
    Forum f;
    f.id = "OEWG";
    f.title = "Open-ended Working Group";
    f.quarters = {1, 2, 3};
    f.first_year = 2019;
    f.rule = DecisionRule::consensus;
    f.norms = {cy1, cy2};
    f.absences = false;
    f.overlaps = {{gge, 0.8}, {itu, 0.2}};
    return f;
}

Forum telecom_union()
{
    Forum f;
    f.id = "ITU";
    f.title = "International Telecommunication Union conference";
    f.quarters = {4};
    f.even_years_only = true;
    f.rule = DecisionRule::majority_signature;
    f.norms = {cy1};
    f.business = {{cyber, 1}};
    f.draft_rate = 2;
    f.authority = 0.05;
    f.initial_deadlock = 0.05;
    f.overlaps = {{oewg, 0.2}};
    return f;
}

Forum health_assembly()
{
    Forum f;
    f.id = "WHO";
    f.title = "World Health Assembly";
    f.quarters = {2};
    return f;
}

Forum ngo_committee()
{
    Forum f;
    f.id = "NGO";
    f.title = "Committee on Non-Governmental Organizations";
    f.quarters = {1, 2};
    f.universal = false;
    return f;
}

Forum regional_club()
{
    Forum f;
    f.id = "SCO";
    f.title = "Shanghai Cooperation Organisation";
    f.quarters = {3};
    f.first_year = 2001;
    f.rule = DecisionRule::consensus;
    f.universal = false;
    f.norms = {cy2, ni2};
    f.tabling = Tabling::members;
    f.absences = false;
    f.incubator = true;
    f.authority = 0;
    f.outside_presence = 0;
    return f;
}

/// A regional treaty on cybercrime, open to all, and the universal one that is to take its place.
std::vector<Treaty> default_treaties()
{
    constexpr TreatyId regional{0}, universal{1};
    return {{"T1", "Regional convention on cybercrime", cyber, 1.2, {}, {}, {2001, 4}, 5, {"WEOG", "EEG"}, universal},
            {"T2", "Universal convention on cybercrime", cyber, -0.5, cy3, unga, {}, 40, {}, regional}};
}

}  // namespace

const std::vector<std::string>& choices(DecisionRule)
{
    static const std::vector<std::string> words = {"majority", "council", "consensus", "consensus_then_majority",
                                                   "majority_signature"};
    return words;
}

const std::vector<std::string>& choices(Tabling)
{
    static const std::vector<std::string> words = {"members", "all"};
    return words;
}

bool decides(const Forum& forum, NormId norm) { return std::find(forum.norms.begin(), forum.norms.end(), norm) != forum.norms.end(); }

Institutions default_institutions()
{
    return {default_arenas(), default_norms(),
            {council(), assembly(), rights_council(), budget_committee(), expert_group(), working_group(), telecom_union(), health_assembly(),
             ngo_committee(), regional_club()},
            default_treaties()};
}

}  // namespace comity::agents
