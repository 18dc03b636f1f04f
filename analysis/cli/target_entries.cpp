#include "analysis/cli/target_entries.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/targets/target.hpp"

namespace comity::analysis {
namespace {

using Json = nlohmann::ordered_json;

std::string in_words(Years years)
{
    return years.first == years.last ? fmt::format("{}", years.first) : fmt::format("{}-{}", years.first, years.last);
}

Json described(const Measure& of)
{
    Json json = {{"target", of.name}, {"meaning", of.meaning}, {"unit", of.unit}, {"informs", word(of.informs)}};
    if (!of.forum.empty()) json["forum"] = of.forum;
    if (!of.arena.empty()) json["arena"] = of.arena;
    for (const Years& each : of.periods) json["years"].push_back(in_words(each));
    if (!of.differs.empty()) json["runs_and_record"] = of.differs;
    return json;
}

}  // namespace

Json targets_description(const std::string& name)
{
    Json list = Json::array();
    for (const Measure& of : measures()) {
        if (name == "targets." + std::string(of.name)) return described(of);
        if (name == "targets") list.push_back(described(of));
    }
    return list.empty() ? Json(nullptr) : Json{{"targets", std::move(list)}};
}

}  // namespace comity::analysis
