#include "analysis/hindcast/voting/mechanisms.hpp"

namespace comity::analysis {

Mechanisms MechanismEntry::removed() const
{
    Mechanisms on;
    for (bool Mechanisms::*each : switches) on.*each = false;
    return on;
}

const std::vector<MechanismEntry>& each_mechanism()
{
    using M = Mechanisms;
    static const std::vector<MechanismEntry> all = {
        {"map",
         {&M::map},
         "states vote by where they stand on lasting issues; a new text is placed by the texts that it resembles",
         "Bailey, Strezhnev & Voeten (2017), Journal of Conflict Resolution 61(2); placing by likeness is judgement"},
        {"own-line", {&M::own_line}, "a state votes as it did on texts like this one", "Voeten (2000), International Organization 54(2)"},
        {"bloc-line",
         {&M::bloc_line},
         "a state votes as those who usually vote with it did on the last such text",
         "Lijphart (1963), American Political Science Review 57(4)"},
        {"drift", {&M::drift}, "the world's support of such texts grows or wanes", "judgement"},
        {"novelty", {&M::novelty}, "what no earlier text resembles is voted on with less regard to the past", "judgement"},
        {"inertia",
         {&M::inertia},
         "a state repeats its last vote on a recurring text, the more so the longer it held and the fresher it is",
         "the share of last votes that are repeated, see reference B3; form is judgement"},
        {"steadiness",
         {&M::steadiness},
         "some states and some texts see more changes of vote than others, and some states move one way",
         "judgement"},
        {"swing",
         {&M::swing},
         "where others depart from what was expected of them, states near them do so too: the text was not what it was taken for",
         "judgement; Gaussian process after Rasmussen & Williams (2006), ch. 3"},
        {"memory", {&M::own_line, &M::inertia}, "what a state did before on such texts, in either form", "as own-line and inertia"},
        {"company", {&M::map, &M::bloc_line}, "where a state stands among others, in either form", "as map and bloc-line"},
    };
    return all;
}

}  // namespace comity::analysis
