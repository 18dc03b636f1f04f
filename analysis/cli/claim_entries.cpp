#include "analysis/cli/claim_entries.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "scenarios/claims.hpp"
#include "sim/csv.hpp"

namespace comity::analysis {
namespace {

using Json = nlohmann::ordered_json;

Json number(const std::string& text)
{
    const auto value = sim::to_double(text);
    return value ? Json(*value) : Json(nullptr);
}

Json interval(const std::string& mean, const std::string& low, const std::string& high)
{
    return {{"mean", number(mean)}, {"low", number(low)}, {"high", number(high)}};
}

Json described(const scenarios::Claim& of)
{
    Json json = {{"row", of.row},     {"claim", of.claim},       {"rule", of.rule},
                 {"check", of.check}, {"expected", of.expected}, {"result", of.result}};
    json["effect"] = interval(of.effect, of.low, of.high);
    json["counter_case"] = interval(of.counter, of.counter_low, of.counter_high);
    json["runs"] = sim::to_integer(of.runs).value_or(0);
    if (!of.note.empty()) json["note"] = of.note;
    return json;
}

}  // namespace

std::vector<Entry> claim_entries()
{
    std::vector<Entry> entries;
    for (const scenarios::Claim& of : scenarios::shipped_claims())
        if (entries.empty() || entries.back().name != of.row) entries.push_back({"claims", of.row, of.claim, ""});
    return entries;
}

nlohmann::ordered_json claims_description(const std::string& name)
{
    Json list = Json::array();
    for (const scenarios::Claim& of : scenarios::shipped_claims())
        if (name == "claims" || name == of.row) list.push_back(described(of));
    return list.empty() ? Json(nullptr) : Json{{"claims", std::move(list)}};
}

}  // namespace comity::analysis
