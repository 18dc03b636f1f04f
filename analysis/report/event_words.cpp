// Events of a scenario in plain words.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "analysis/report/html.hpp"
#include "analysis/report/scenario_changes.hpp"
#include "scenarios/dates.hpp"
#include "sim/csv.hpp"

namespace comity::analysis {
namespace {

// Words by type; a name in braces stands for that field.
const std::map<std::string, std::string>& sentences()
{
    static const std::map<std::string, std::string> all{
        {"uprising", "uprising in {state}, severity {severity} of 1, {attributed} of it attributed to outsiders"},
        {"exit", "engagement of {state} in {forum} falls to {engagement} (1 is full)"},
        {"return", "engagement of {state} in {forum} rises to {engagement} (1 is full)"},
        {"dues", "dues of {state} to {forum}: {paid} of the assessed share is paid"},
        {"topup", "voluntary payment of {state} to {forum}: {amount} of its scale"},
        {"mandate_overreach", "intervention of {actor} beyond its mandate, severity {severity} of 1"},
        {"declaration", "joint declaration of {dyad} (recorded, without effect)"},
        {"sanction", "standing sanction of {sender} on {target} begins"},
        {"sanction ends", "standing sanction of {sender} on {target} ends"},
        {"accession", "accession of {state} to {club}"},
        {"path", "{variable} of {state} follows given values: {values}"},
        {"weight", "{parameter} becomes {value}"},
        {"wedge", "outside inducement to part {dyad}, level {level} of 1, for {duration}"},
        {"conflict", "conflict of interest between {dyad}, severity {severity} of 1"},
        {"outreach", "ties of {state} to {leader} change by {amount}"},
        {"leader_change", "leaders change in {dyad}"},
        {"alignment", "alignment of {state} with the coalition of {leader}"},
        {"defection", "departure of {state} from the coalition of the leader followed so far"},
        {"merger", "merger: {leader} takes over all members of {absorbed}"},
        {"treaty_open", "treaty {treaty} opens for countries to join"},
        {"coercion", "{leader} presses {state} to vote its way"},
        {"violation", "breach of {norm} by {state}, severity {severity} of 1"},
        {"forum_create", "{forum} opens"},
        {"slate", "slate for the next election to {forum}: {state}"},
    };
    return all;
}

/// Whether a field tells when an event begins.
bool tells_beginning(const std::string& field)
{
    static const std::set<std::string> fields{"step", "date", "hazard", "when", "above", "below", "for", "within"};
    return fields.contains(field);
}

class Words {
public:
    Words(const InputEvent& event, const RunResults& run) : event_(event), run_(run) {}

    /// When it begins: a date, or what it waits for from then on.
    std::string beginning() const
    {
        if (!has("hazard") && !has("when")) return date();
        std::string out = "once, from " + date() + " on";
        if (has("within")) out += fmt::format(" for {}", counted(sim::to_integer(first("within")).value_or(1), "quarter", "quarters"));
        if (has("when")) {
            out += fmt::format(", if {} lies", first("when"));
            if (has("above")) out += " above " + first("above");
            if (has("above") && has("below")) out += " and";
            if (has("below")) out += " below " + first("below");
            if (const auto rounds = sim::to_integer(first("for")).value_or(1); rounds > 1) out += fmt::format(" for {} quarters", rounds);
        }
        if (has("hazard")) out += fmt::format(", with a chance of {} a quarter", first("hazard"));
        return out;
    }

    std::string date() const
    {
        scenarios::Quarter quarter;
        if (has("date") && scenarios::parse_quarter(first("date"), quarter))
            return fmt::format("{} Q{}", quarter.year, quarter.quarter);
        const auto step = sim::to_integer(first("step"));
        if (!step || !scenarios::parse_quarter(run_.manifest.start, quarter)) return "round " + first("step");
        const auto quarters = quarter.quarter - 1 + *step;
        return fmt::format("{} Q{}", quarter.year + quarters / 4, quarters % 4 + 1);
    }

    std::string what() const
    {
        const std::string type = first("type");
        if (type == "shock") return shock();
        const auto found = sentences().find(type == "sanction" && first("on") == "false" ? "sanction ends" : type);
        return found == sentences().end() ? by_fields() : filled(found->second);
    }

private:
    bool has(const std::string& field) const { return event_.contains(field) && !event_.at(field).empty(); }
    std::string first(const std::string& field) const { return has(field) ? event_.at(field).front() : ""; }

    std::string named(const std::string& field, const std::string& text) const
    {
        if (field == "forum" && text == "all") return "all bodies";
        if (field == "duration") return counted(sim::to_integer(text).value_or(1), "quarter", "quarters");
        if (const std::string title = run_.manifest.input.at("forums." + text + ".title");
            !title.empty() && (field == "forum" || field == "club"))
            return fmt::format("{} ({})", title, text);
        const auto& countries = run_.positions.countries;
        const auto country =
            std::find_if(countries.begin(), countries.end(), [&](const CountryLabel& one) { return one.code == text; });
        return country == countries.end() ? text : country->name;
    }

    // The texts of a field; beyond four, the rest is counted.
    std::string field(const std::string& name) const
    {
        if (!has(name)) return "?";
        const auto& texts = event_.at(name);
        constexpr std::size_t most = 4;
        const std::size_t told = texts.size() > most ? most - 1 : texts.size();
        std::vector<std::string> parts;
        for (std::size_t n = 0; n < told; ++n) parts.push_back(named(name, texts[n]));
        if (told < texts.size()) parts.push_back(fmt::format("{} more", texts.size() - told));
        return joined(parts);
    }

    std::string filled(const std::string& sentence) const
    {
        std::string out;
        for (std::size_t at = 0; at < sentence.size();) {
            const auto open = sentence.find('{', at), close = sentence.find('}', open);
            out += sentence.substr(at, open - at);
            if (open == std::string::npos) break;
            out += field(sentence.substr(open + 1, close - open - 1));
            at = close + 1;
        }
        return out;
    }

    // Effects that leave things as they are (0 added, factor 1) go without saying.
    std::string shock() const
    {
        std::vector<std::string> effects;
        for (const auto& [name, words] : {std::pair{"threat", "threat"}, {"engagement", "targets of engagement"}})
            if (const auto added = sim::to_double(first(name)).value_or(0); added != 0)
                effects.push_back(fmt::format("{} {}{}", words, added > 0 ? "+" : "", tick_text(added)));
        for (const auto& [name, words] : {std::pair{"media", "reach of media"}, {"style", "band of abstention"}})
            if (const auto factor = sim::to_double(first(name)).value_or(1); factor != 1)
                effects.push_back(fmt::format("{} times {}", words, tick_text(factor)));
        return fmt::format("shock to {} for {}: {}", has("state") ? field("state") : "all countries",
                           has("duration") ? field("duration") : "1 quarter",
                           effects.empty() ? "without effect" : joined(effects));
    }

    std::string by_fields() const
    {
        std::string out = first("type");
        for (const auto& [name, texts] : event_)
            if (!tells_beginning(name) && name != "type") out += fmt::format(", {} {}", name, field(name));
        return out;
    }

    const InputEvent& event_;
    const RunResults& run_;
};

}  // namespace

std::string event_words(const InputEvent& event, const RunResults& run)
{
    const Words words(event, run);
    return words.beginning() + ": " + words.what();
}

}  // namespace comity::analysis
