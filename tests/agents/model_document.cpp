#include "tests/agents/model_document.hpp"

#include <stdexcept>
#include <string_view>

#include <fmt/format.h>

#include "agents/institutions.hpp"
#include "agents/measures/observer_options.hpp"
#include "agents/rules.hpp"
#include "sim/csv.hpp"
#include "sim/parameters.hpp"

namespace comity::tests {
namespace {

using namespace agents;

/// Where a table's text stands in the document.
struct Place {
    std::size_t from = 0, length = 0;
};

Place place_of(const std::string& document, const std::string& name)
{
    const std::string mark = fmt::format("<!-- {} -->\n", name);
    const std::size_t before = document.find(mark);
    if (before == std::string::npos) throw std::runtime_error(fmt::format("agents/MODEL.md has no line '<!-- {} -->'", name));
    const std::size_t from = before + mark.size();
    const std::size_t end = document.find("<!-- end -->\n", from);
    if (end == std::string::npos)
        throw std::runtime_error(fmt::format("agents/MODEL.md: the table '{}' has no line '<!-- end -->'", name));
    return {from, end - from};
}

template <class List, class Text>
std::string joined(const List& list, Text text)
{
    std::string line;
    for (const auto& item : list) {
        if (!line.empty()) line += ' ';
        line += text(item);
    }
    return line.empty() ? "-" : line;
}

std::string row(const std::string& path, double value, const sim::Field& field)
{
    return fmt::format("| {} | {} | {} to {} | {} | {} | {} |\n", path, sim::number(value), sim::number(field.range.low),
                       sim::number(field.range.high), field.unit, field.meaning, field.source);
}

std::string row(const std::string& path, bool value, const sim::Field& field)
{
    return fmt::format("| {} | {} | true or false | switch | {} | {} |\n", path, value, field.meaning, field.source);
}

template <class Word>
requires std::is_enum_v<Word> std::string row(const std::string& path, Word value, const sim::Field& field)
{
    const std::vector<std::string>& words = choices(value);
    return fmt::format("| {} | {} | {} | choice | {} | {} |\n", path, words[static_cast<std::size_t>(value)], fmt::join(words, ", "), field.meaning, field.source);
}

constexpr const char* parameter_columns =
    "| parameter | default | range | unit | meaning | source |\n| --- | --- | --- | --- | --- | --- |\n";

std::vector<ModelTable> rule_tables()
{
    std::vector<ModelTable> tables;
    const Rules rules;
    sim::each_field(rules, [&](const std::string& path, const auto& value, const sim::Field& field) {
        const std::string name = fmt::format("parameters: {}", path.substr(0, path.find('.')));
        if (tables.empty() || tables.back().name != name) tables.push_back({name, parameter_columns});
        tables.back().text += row(path, value, field);
    });
    return tables;
}

std::string observer_table()
{
    std::string text = parameter_columns;
    const ObserverOptions defaults;
    ObserverOptions::each_key(defaults, [&](const sim::Field& field, const auto& value) {
        text += row(fmt::format("observe.{}", field.name), static_cast<double>(value), field);
    });
    return text;
}

std::string forum_parameters()
{
    std::string text = parameter_columns;
    const Forum forum;
    Forum::describe(
        forum, [&](std::string_view name, double value, sim::Range range, std::string_view unit, std::string_view meaning,
                   std::string_view source) { text += row(std::string(name), value, {name, range, unit, meaning, source}); });
    return text;
}

std::string_view words(DecisionRule rule)
{
    switch (rule) {
        case DecisionRule::majority:
            return "majority";
        case DecisionRule::council:
            return "council";
        case DecisionRule::consensus:
            return "consensus";
        case DecisionRule::consensus_then_majority:
            return "consensus, then majority";
        case DecisionRule::majority_signature:
            return "majority, then signature";
    }
    return "";
}

std::string meetings(const Forum& forum)
{
    std::string text = fmt::format("Q{}", fmt::join(forum.quarters, " "));
    if (forum.even_years_only) text += ", even years";
    if (forum.first_year > 0) text += fmt::format(", from {}", forum.first_year);
    return text;
}

std::string members(const Forum& forum)
{
    if (forum.universal) return "all";
    if (forum.seats.empty()) return "as recorded";
    const std::string seats =
        joined(forum.seats, [](const SeatQuota& quota) { return fmt::format("{} {}", quota.region, quota.seats); });
    return forum.permanent.empty() ? seats : fmt::format("{} permanent, {}", forum.permanent.size(), seats);
}

std::string forum_table()
{
    const Institutions institutions = default_institutions();
    std::string text =
        "| f | meets | members | decides by | absences | sub-norms | who tables | lambda_f | routine arenas | rho_f | dead(0) | "
        "z0 | out | overlap o |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
    for (const Forum& f : institutions.forums) {
        const auto norm = [&](NormId m) { return institutions.norms[static_cast<std::size_t>(m.index)].id; };
        const auto share = [&](const ArenaShare& s) {
            return fmt::format("{} {}", institutions.arenas[static_cast<std::size_t>(s.arena.index)].id, sim::number(s.share));
        };
        const auto overlap = [&](const Overlap& o) {
            return fmt::format("{} {}", institutions.forums[static_cast<std::size_t>(o.forum.index)].id, sim::number(o.overlap));
        };
        text += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", f.id, meetings(f),
                            members(f), words(f.rule), f.absences ? "yes" : "no", joined(f.norms, norm),
                            f.tabling == Tabling::all ? "all" : "members", sim::number(f.draft_rate), joined(f.business, share),
                            sim::number(f.authority), sim::number(f.initial_deadlock), sim::number(f.consent_bias),
                            f.universal ? "-" : sim::number(f.outside_presence), joined(f.overlaps, overlap));
    }
    return text;
}

std::string norm_table()
{
    const Institutions institutions = default_institutions();
    std::string text = "| m | arena | load ell_a | contested rule | q_m(0) | off_im |\n| --- | --- | --- | --- | --- | --- |\n";
    for (const Norm& m : institutions.norms) {
        const Arena& arena = institutions.arenas[static_cast<std::size_t>(m.arena.index)];
        const auto offset = [](const NormOffset& o) { return fmt::format("{} {:+}", o.country, o.offset); };
        text += fmt::format("| {} | {} | {} | {} | {} | {} |\n", m.id, arena.id, sim::number(arena.load), m.title,
                            sim::number(m.status_quo), joined(m.offsets, offset));
    }
    return text;
}

std::string treaty_table()
{
    const Institutions institutions = default_institutions();
    const auto id = [](const auto& things, auto of) { return of.exists() ? things[static_cast<std::size_t>(of.index)].id : std::string("-"); };
    std::string text = "| t | arena | l_t | set by | opens | parties needed | drafters | rival |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n";
    for (const Treaty& t : institutions.treaties)
        text += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} |\n", t.id, id(institutions.arenas, t.arena), sim::number(t.location),
                            t.norm.exists() ? id(institutions.forums, t.forum) + " " + id(institutions.norms, t.norm) : "-",
                            t.opens.by_event() ? "by event" : fmt::format("{}Q{}", t.opens.year, t.opens.quarter), t.parties_needed,
                            t.drafters.empty() ? "all" : joined(t.drafters, [](const std::string& region) { return region; }),
                            id(institutions.treaties, t.rival));
    return text;
}

}  // namespace

std::vector<ModelTable> model_tables()
{
    std::vector<ModelTable> tables = rule_tables();
    tables.push_back({"parameters: forum", forum_parameters()});
    tables.push_back({"forums", forum_table()});
    tables.push_back({"sub-norms", norm_table()});
    tables.push_back({"treaties", treaty_table()});
    tables.push_back({"parameters: observe", observer_table()});
    return tables;
}

std::string written_table(const std::string& document, const std::string& name)
{
    const Place place = place_of(document, name);
    return document.substr(place.from, place.length);
}

std::string with_tables_of_the_code(std::string document)
{
    for (const ModelTable& table : model_tables()) {
        const Place place = place_of(document, table.name);
        document.replace(place.from, place.length, table.text);
    }
    return document;
}

}  // namespace comity::tests
