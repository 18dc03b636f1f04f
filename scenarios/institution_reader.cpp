#include "scenarios/institution_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace comity::scenarios {
namespace {

using agents::Arena;
using agents::Forum;
using agents::Institutions;
using agents::Norm;

std::vector<std::string> ids(const auto& things)
{
    std::vector<std::string> names;
    for (const auto& thing : things) names.push_back(thing.id);
    return names;
}

/// The thing with an id, made if there is none.
template <class Thing>
Thing& obtain(std::vector<Thing>& things, const std::string& id)
{
    const auto found = std::find_if(things.begin(), things.end(), [&](const Thing& thing) { return thing.id == id; });
    if (found != things.end()) return *found;
    things.emplace_back().id = id;
    things.back().title = id;
    return things.back();
}

/// Looks up an id that a node names; a problem with the nearest known one where there is none.
template <class Id>
bool look_up(Reading& reading, const YamlNode& node, const std::string& path, const char* what, const std::vector<std::string>& known, Id& id)
{
    const auto found = node.kind == YamlNode::Kind::scalar ? std::find(known.begin(), known.end(), node.text) : known.end();
    if (found == known.end()) {
        reading.not_there(node, fmt::format("{}: unknown {} {}{}", path, what, as_written(node), sim::suggestion(node.text, known)));
        return false;
    }
    id = {static_cast<int>(found - known.begin())};
    return true;
}

/// Ids are columns and path elements: letters, digits and underscores.
bool check_id(Reading& reading, const YamlNode& key, const char* what)
{
    const bool plain = !key.text.empty() && key.text.size() <= 32 && std::all_of(key.text.begin(), key.text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
    if (!plain) reading.problem(key, fmt::format("{} id '{}' must be 1 to 32 letters, digits or underscores", what, key.text));
    return plain;
}

void read_arena(Reading& reading, const YamlNode& node, const std::string& path, Arena& arena)
{
    reading.map(node, path,
                {{"title", [&](const YamlNode& v) { reading.text(v, path + ".title", arena.title); }},
                 {"negative", [&](const YamlNode& v) { reading.text(v, path + ".negative", arena.negative); }},
                 {"positive", [&](const YamlNode& v) { reading.text(v, path + ".positive", arena.positive); }},
                 {"load", [&](const YamlNode& v) {
                      reading.number(v, path + ".load", {0, 2}, "1", "share of threat and adoption drift that reaches the arena", arena.load);
                  }}});
}

void read_norm(Reading& reading, const YamlNode& node, const std::string& path, Norm& norm, const Institutions& institutions)
{
    const auto read_offsets = [&](const YamlNode& v) {
        norm.offsets.clear();
        reading.entries(v, path + ".offsets", [&](const YamlNode& country, const YamlNode& value) {
            double offset = 0;
            reading.number(value, path + ".offsets." + country.text, {-4, 4}, "position", "deviation from the position in the arena", offset);
            norm.offsets.push_back({country.text, offset});
        });
    };
    reading.map(node, path,
                {{"arena", [&](const YamlNode& v) { look_up(reading, v, path + ".arena", "arena", ids(institutions.arenas), norm.arena); }},
                 {"title", [&](const YamlNode& v) { reading.text(v, path + ".title", norm.title); }},
                 {"status_quo", [&](const YamlNode& v) { reading.number(v, path + ".status_quo", {-4, 4}, "position", "", norm.status_quo); }},
                 {"offsets", read_offsets}});
    if (!norm.arena.exists() && node.kind == YamlNode::Kind::map && !node.find("arena")) reading.not_there(node, fmt::format("{} names no arena", path));
}

void read_seats(Reading& reading, const YamlNode& node, const std::string& path, Forum& forum)
{
    forum.seats.clear();
    reading.entries(node, path, [&](const YamlNode& region, const YamlNode& value) {
        int seats = 0;
        reading.integer(value, path + "." + region.text, {0, 10'000}, "seats", seats);
        forum.seats.push_back({region.text, seats});
    });
}

void read_quarters(Reading& reading, const YamlNode& node, const std::string& path, Forum& forum)
{
    forum.quarters.clear();
    const auto add = [&](const YamlNode& item) {
        int quarter = 1;
        reading.integer(item, path, {1, 4}, "", quarter);
        forum.quarters.push_back(quarter);
    };
    if (node.kind == YamlNode::Kind::list)
        std::for_each(node.items.begin(), node.items.end(), add);
    else
        add(node);
}

void read_links(Reading& reading, const YamlNode& node, const std::string& path, Forum& forum, const Institutions& institutions)
{
    reading.map(node, path,
                {{"norms",
                  [&](const YamlNode& v) {
                      forum.norms.clear();
                      const auto known = ids(institutions.norms);
                      for (const YamlNode& item : v.items) {
                          agents::NormId norm;
                          if (look_up(reading, item, path + ".norms", "norm", known, norm)) forum.norms.push_back(norm);
                      }
                      if (v.kind != YamlNode::Kind::list) reading.problem(v, fmt::format("{}.norms is {}, but must be a list", path, as_written(v)));
                  }},
                 {"business",
                  [&](const YamlNode& v) {
                      forum.business.clear();
                      reading.entries(v, path + ".business", [&](const YamlNode& key, const YamlNode& value) {
                          agents::ArenaShare share;
                          if (!look_up(reading, key, path + ".business", "arena", ids(institutions.arenas), share.arena)) return;
                          reading.number(value, path + ".business." + key.text, {0, 1}, "1", "share of routine drafts", share.share);
                          forum.business.push_back(share);
                      });
                  }},
                 {"overlaps", [&](const YamlNode& v) {
                      forum.overlaps.clear();
                      reading.entries(v, path + ".overlaps", [&](const YamlNode& key, const YamlNode& value) {
                          agents::Overlap overlap;
                          if (!look_up(reading, key, path + ".overlaps", "forum", ids(institutions.forums), overlap.forum)) return;
                          reading.number(value, path + ".overlaps." + key.text, {0, 1}, "1", "share of the mandate", overlap.overlap);
                          forum.overlaps.push_back(overlap);
                      });
                  }}});
}

/// Everything about a forum but its links to norms, arenas and other forums, which may be named further down in the file.
std::vector<Key> own_keys(Reading& reading, const std::string& path, Forum& forum)
{
    std::vector<Key> keys = {
        {"title", [&reading, path, &forum](const YamlNode& v) { reading.text(v, path + ".title", forum.title); }},
        {"quarters", [&reading, path, &forum](const YamlNode& v) { read_quarters(reading, v, path + ".quarters", forum); }},
        {"even_years_only", [&reading, path, &forum](const YamlNode& v) { reading.flag(v, path + ".even_years_only", forum.even_years_only); }},
        {"first_year", [&reading, path, &forum](const YamlNode& v) { reading.integer(v, path + ".first_year", {0, 9999}, "year", forum.first_year); }},
        {"rule", [&reading, path, &forum](const YamlNode& v) {
             if (const int k = reading.choice(v, path + ".rule", decision_rule_names()); k >= 0) forum.rule = static_cast<agents::DecisionRule>(k);
         }},
        {"universal", [&reading, path, &forum](const YamlNode& v) { reading.flag(v, path + ".universal", forum.universal); }},
        {"seats", [&reading, path, &forum](const YamlNode& v) { read_seats(reading, v, path + ".seats", forum); }},
        {"permanent", [&reading, path, &forum](const YamlNode& v) { reading.texts(v, path + ".permanent", forum.permanent); }},
        {"veto", [&reading, path, &forum](const YamlNode& v) { reading.texts(v, path + ".veto", forum.veto); }},
        {"tabling", [&reading, path, &forum](const YamlNode& v) {
             if (const int k = reading.choice(v, path + ".tabling", {"members", "all"}); k >= 0) forum.tabling = static_cast<agents::Tabling>(k);
         }},
        {"absences", [&reading, path, &forum](const YamlNode& v) { reading.flag(v, path + ".absences", forum.absences); }},
        {"incubator", [&reading, path, &forum](const YamlNode& v) { reading.flag(v, path + ".incubator", forum.incubator); }},
    };
    struct Count {
        const char* name;
        int Forum::*member;
        double most;
    };
    for (const Count& count : {Count{"term_years", &Forum::term_years, 50}, Count{"renewal_groups", &Forum::renewal_groups, 50},
                               Count{"election_quarter", &Forum::election_quarter, 4}, Count{"max_terms_in_row", &Forum::max_terms_in_row, 50},
                               Count{"quota", &Forum::quota, 1e6}})
        keys.push_back({count.name, [&reading, path, &forum, count](const YamlNode& v) {
                            reading.integer(v, path + "." + count.name, {0, count.most}, "", forum.*count.member);
                        }});
    Forum::describe(forum, [&](std::string_view name, double& value, sim::Range range, std::string_view unit, std::string_view meaning, std::string_view) {
        keys.push_back({std::string(name), [&reading, full = path + "." + std::string(name), &value, range, unit, meaning](const YamlNode& v) {
                            reading.number(v, full, range, unit, meaning, value);
                        }});
    });
    return keys;
}

void read_forums(Reading& reading, const YamlNode& node, Institutions& institutions)
{
    // New forums first, so that links may name forums further down.
    for (const auto& [key, value] : node.entries) {
        if (!check_id(reading, key, "forum")) continue;
        // A misspelt name must not pass for a new forum, one that never meets.
        if (!institutions.forum(key.text).exists() && value.kind == YamlNode::Kind::map && !value.find("quarters"))
            reading.not_there(key, fmt::format("unknown forum '{}'{} (a new forum names the quarters it meets in)", key.text, sim::suggestion(key.text, ids(institutions.forums))));
        obtain(institutions.forums, key.text);
    }
    reading.entries(node, "forums", [&](const YamlNode& key, const YamlNode& value) {
        if (!institutions.forum(key.text).exists()) return;
        const std::string path = "forums." + key.text;
        Forum& forum = obtain(institutions.forums, key.text);
        auto keys = own_keys(reading, path, forum);
        for (const char* link : {"norms", "business", "overlaps"})
            keys.push_back({link, [&reading, &institutions, &forum, path, link](const YamlNode& v) {
                                YamlNode only;
                                only.kind = YamlNode::Kind::map;
                                YamlNode name;
                                name.text = link;
                                only.entries.emplace_back(std::move(name), v);
                                read_links(reading, only, path, forum, institutions);
                            }});
        reading.map(value, path, keys);
    });
}

}  // namespace

const std::vector<std::string>& decision_rule_names()
{
    static const std::vector<std::string> names = {"majority", "council", "consensus", "consensus_then_majority", "majority_signature"};
    return names;
}

std::vector<Key> institution_keys(Reading& reading, Institutions& institutions)
{
    return {{"arenas",
             [&](const YamlNode& node) {
                 reading.entries(node, "arenas", [&](const YamlNode& key, const YamlNode& value) {
                     if (check_id(reading, key, "arena")) read_arena(reading, value, "arenas." + key.text, obtain(institutions.arenas, key.text));
                 });
             }},
            {"norms",
             [&](const YamlNode& node) {
                 reading.entries(node, "norms", [&](const YamlNode& key, const YamlNode& value) {
                     if (check_id(reading, key, "norm")) read_norm(reading, value, "norms." + key.text, obtain(institutions.norms, key.text), institutions);
                 });
             }},
            {"forums", [&](const YamlNode& node) { read_forums(reading, node, institutions); }}};
}

}  // namespace comity::scenarios
