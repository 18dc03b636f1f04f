#include "analysis/hindcast/voting/mechanisms.hpp"

namespace comity::analysis {
namespace {

constexpr MechanismEntry entries[] = {
    {"map", &Mechanisms::map, "states vote by where they stand on lasting issues; a new text is placed by the texts that it resembles",
     "Bailey, Strezhnev & Voeten (2017), Journal of Conflict Resolution 61(2); placing by likeness is judgement"},
    {"own-line", &Mechanisms::own_line, "a state votes as it did on texts like this one", "Voeten (2000), International Organization 54(2)"},
    {"bloc-line", &Mechanisms::bloc_line, "a state votes as those who usually vote with it did on the last such text",
     "Lijphart (1963), American Political Science Review 57(4)"},
    {"drift", &Mechanisms::drift, "support of the world for such texts grows or wanes", "judgement"},
    {"novelty", &Mechanisms::novelty, "what no earlier text resembles is voted on with less regard to the past", "judgement"},
    {"inertia", &Mechanisms::inertia, "a state repeats its last vote on a recurring text, the more so the longer it held and the fresher it is",
     "Kim & Russett (1996), International Organization 50(4), for recurring items; form is judgement"},
    {"steadiness", &Mechanisms::steadiness, "some states and some texts see more changes of vote than others, and some states drift one way", "judgement"},
    {"swing", &Mechanisms::swing, "where others depart from what was expected of them, states near them do so too: the text was not what it was taken for",
     "judgement; Gaussian process after Rasmussen & Williams (2006), ch. 3"},
};

}  // namespace

std::span<const MechanismEntry> each_mechanism() { return entries; }

}  // namespace comity::analysis
