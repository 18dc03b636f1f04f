#include "analysis/report/headline.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace comity::analysis {
namespace {

constexpr std::array headlines{
    "capacity_mean",        "paralysed_forums",   "deadlocked_share",    "vetoed_drafts",         "agreement_S",         "identical_CHN_RUS",
    "cohesion_challengers", "cohesion_incumbents", "modularity",         "sphere_of_influence",   "contestation_mean",   "small_state_success",
    "fragmentation_worst",
};
// One of these for every arena or leader that a world has.
constexpr std::array families{"polarisation_", "initiative_", "presence_", "won_"};

bool starts_with(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }

}  // namespace

std::string stem_of(const std::string& outcome)
{
    for (const std::string_view ending : {"_end", "_mean", "_min", "_max", "_total"}) {
        const bool ends = outcome.size() > ending.size() && std::string_view(outcome).substr(outcome.size() - ending.size()) == ending;
        if (ends) return outcome.substr(0, outcome.size() - ending.size());
    }
    return outcome;
}

bool is_headline(const std::string& metric)
{
    return std::find(headlines.begin(), headlines.end(), metric) != headlines.end() ||
           std::any_of(families.begin(), families.end(), [&](std::string_view family) { return starts_with(metric, family); });
}

bool is_headline_outcome(const std::string& outcome)
{
    // `capacity_mean` is a metric of its own and may itself be an outcome, so the whole name is tried as well.
    return is_headline(stem_of(outcome)) || is_headline(outcome) || starts_with(outcome, "status_quo_");
}

}  // namespace comity::analysis
