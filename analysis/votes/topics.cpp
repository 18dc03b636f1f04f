#include "analysis/votes/topics.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>

#include <fmt/format.h>

#include "analysis/votes/folded_text.hpp"

namespace comity::analysis {
namespace {

/// Phrases as `folded` leaves them; a space at an end stands for the end of a word.
using Phrases = std::initializer_list<std::string_view>;

bool any(std::string_view text, Phrases phrases)
{
    return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) { return text.find(phrase) != text.npos; });
}

/// A roll call as the rules look at it.
struct Words {
    std::string title, all;  ///< all: title and agenda
};

bool middle_east(const Words& words)
{
    if (any(words.all, {"PALESTIN", "ISRAEL", "SYRIAN GOLAN", "JERUSALEM", "UNRWA", "LEBANESE SHORES"})) return true;
    const auto region = words.all.rfind("MIDDLE EAST");  // but not where its weapons are the matter
    return region != std::string::npos && !any(std::string_view(words.all).substr(region), {"NUCLEAR", "WEAPON"});
}

bool nuclear(const Words& words)
{
    return any(words.all, {"NUCLEAR", "ATOMIC", "FISSILE", "RADIOACTIVE"});
}

bool disarmament(const Words& words)
{
    return any(words.all, {" ARMS ", "DISARM", "WEAPON", "MISSILE", " MINES ", "MUNITION", "OUTER SPACE ACTIVITIES",
                           "PROLIFERATION", "MILITARY EXPENDITURE"});
}

bool country_situation(const Words& words)
{
    return any(words.title, {"SITUATION OF HUMAN RIGHTS", "SITUATION OF THE HUMAN RIGHTS", "SITUATION ON HUMAN RIGHTS",
                             "HUMAN RIGHTS SITUATION", "SITUATION IN THE SYRIAN", "INVESTIGATION AND PROSECUTION"}) &&
           !any(words.title, {"HUMAN RIGHTS DEFENDERS"});
}

bool non_intervention(const Words& words)
{
    return any(words.title, {"EMBARGO", "UNILATERAL COERCIVE", "UNILATERAL ECONOMIC", "OF COERCIVE ECONOMIC", "MERCENAR",
                             "DEMOCRATIC AND EQUITABLE", "CULTURAL DIVERSITY", "NATIONAL SOVEREIGNTY", "NON SELECTIVITY",
                             "PURPOSES AND PRINCIPLES CONTAINED IN THE CHARTER"});
}

bool colonialism(const Words& words)
{
    return any(words.all, {"COLONIAL", "NON SELF GOVERNING", "APARTHEID", "SELF DETERMINATION", "WESTERN SAHARA", "GUAM",
                           "TOKELAU", "MAYOTTE", "CHAGOS"});
}

bool human_rights(const Words& words)
{
    return any(words.all,
               {"HUMAN RIGHTS", "RACIS", "TORTURE", "DEATH PENALTY", " RIGHT OF ", " RIGHTS OF ", " RIGHT TO ", " RIGHTS TO ",
                "MERCENAR", "INTERNATIONAL ORDER", "ELECTION", "DISCRIMINATION", "REFUGEE", "INDIGENOUS"}) &&
           (!middle_east(words) || any(words.title, {"HUMAN RIGHTS", "SELF DETERMINATION"}));
}

bool cyber(const Words& words)
{
    return any(words.title, {"CYBER", "INTERNET", "INFORMATION AND TELECOMMUNICATION", "INFORMATION AND COMMUNICATION",
                             "DEVELOPMENTS IN THE FIELD OF INFORMATION", "RESPONSIBLE STATE BEHAVIOUR", "DIGITAL"}) ||
           any(words.all, {"COMPUTER CRIME", "INFORMATION SECURITY"});
}

bool development(const Words& words)
{
    return any(words.all, {"DEVELOPMENT", "COERCION", "COERCIVE ECONOMIC", " TRADE", " DEBT", "POVERTY", "GLOBALIZATION",
                           "COMMODIT", "ECONOMIC COOPERATION"}) &&
           !any(words.all, {"WEAPON", "TELECOMMUNICATION"});
}

struct Rule {
    const char* topic;
    bool (*applies)(const Words&);
};

/// In the order in which they claim a roll call.
constexpr Rule rules[] = {{"me", middle_east},      {"nu", nuclear},     {"di", disarmament},  {"cs", country_situation},
                          {"ni", non_intervention}, {"co", colonialism}, {"hr", human_rights}, {"cy", cyber},
                          {"ec", development}};

}  // namespace

std::string primary_topic(std::string_view title, std::string_view agenda)
{
    Words words{fmt::format(" {} ", folded(title)), {}};
    words.all = fmt::format("{}{} ", words.title, folded(agenda));
    for (const Rule& rule : rules)
        if (rule.applies(words)) return rule.topic;
    return "ot";
}

}  // namespace comity::analysis
