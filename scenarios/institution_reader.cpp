#include "scenarios/institution_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/dates.hpp"

namespace comity::scenarios {
namespace {

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

/// Ids are columns and path elements: letters, digits and underscores. A number alone would be the place of an item in a list.
bool check_id(Reading& reading, const YamlNode& key, const char* what)
{
    const bool plain = !key.text.empty() && key.text.size() <= 32 && std::all_of(key.text.begin(), key.text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
    const bool number = key.text.find_first_not_of("0123456789") == std::string::npos;
    if (!plain || number)
        reading.problem(key,
                        fmt::format("{} id '{}' must be 1 to 32 letters, digits or underscores, and no number", what, key.text));
    return plain && !number;
}

bool names_quarters(const YamlNode& forum)
{
    const YamlNode* quarters = forum.find("quarters");
    return quarters && (quarters->kind != YamlNode::Kind::list || !quarters->items.empty());
}

/// Reads the keys of arenas, norms, forums and treaties, each by the type of its value.
class InstitutionReader {
public:
    InstitutionReader(Reading& reading, Institutions& all) : reading_(reading), all_(all) {}

    void arenas(const YamlNode& node)
    {
        reading_.entries(node, "arenas", [&](const YamlNode& key, const YamlNode& value) {
            if (check_id(reading_, key, "arena")) keys(value, "arenas." + key.text, obtain(all_.arenas, key.text));
        });
    }

    void norms(const YamlNode& node)
    {
        reading_.entries(node, "norms", [&](const YamlNode& key, const YamlNode& value) {
            if (!check_id(reading_, key, "norm")) return;
            const std::string path = "norms." + key.text;
            Norm& norm = obtain(all_.norms, key.text);
            keys(value, path, norm);
            if (!norm.arena.exists() && value.kind == YamlNode::Kind::map && !value.find("arena"))
                reading_.not_there(value, fmt::format("{} names no arena", path));
        });
    }

    void forums(const YamlNode& node)
    {
        // New forums first, so that links may name forums further down.
        for (const auto& [key, value] : node.entries) {
            if (!check_id(reading_, key, "forum")) continue;
            // A misspelt name must not pass for a new forum, one that never meets.
            if (!all_.forum(key.text).exists() && value.kind == YamlNode::Kind::map && !names_quarters(value))
                reading_.not_there(key, fmt::format("unknown forum '{}'{} (a new forum names the quarters it meets in)", key.text,
                                                    sim::suggestion(key.text, ids(all_.forums))));
            obtain(all_.forums, key.text);
        }
        reading_.entries(node, "forums", [&](const YamlNode& key, const YamlNode& value) {
            if (all_.forum(key.text).exists()) keys(value, "forums." + key.text, obtain(all_.forums, key.text));
        });
    }

    void treaties(const YamlNode& node)
    {
        // New treaties first, so that one may name a rival further down.
        for (const auto& [key, value] : node.entries) {
            if (!check_id(reading_, key, "treaty")) continue;
            // A misspelt name must not pass for a new treaty.
            const bool known = all_.treaty(key.text).exists();
            if (!known && value.kind == YamlNode::Kind::map && !value.find("arena"))
                reading_.not_there(key, fmt::format("unknown treaty '{}'{} (a new treaty names its arena)", key.text,
                                                    sim::suggestion(key.text, ids(all_.treaties))));
            obtain(all_.treaties, key.text);
        }
        reading_.entries(node, "treaties", [&](const YamlNode& key, const YamlNode& value) {
            if (all_.treaty(key.text).exists()) keys(value, "treaties." + key.text, obtain(all_.treaties, key.text));
        });
    }

private:
    template <class Thing>
    void keys(const YamlNode& node, const std::string& path, Thing& thing)
    {
        std::vector<Key> found;
        Thing::each_key(thing, [&](const sim::Field& field, auto& value) {
            found.push_back({std::string(field.name), [this, field, &value, full = path + "." + std::string(field.name)](
                                                          const YamlNode& v) { read(v, full, field, value); }});
        });
        reading_.map(node, path, found);
    }

    void read(const YamlNode& node, const std::string& path, const sim::Field& field, auto& value)
    {
        reading_.value(node, path, field, value);
    }

    void read(const YamlNode& node, const std::string& path, const sim::Field&, agents::ArenaId& arena)
    {
        look_up(node, path, "arena", ids(all_.arenas), arena);
    }

    void read(const YamlNode& node, const std::string& path, const sim::Field&, agents::NormId& norm)
    {
        look_up_or_none(node, path, "norm", ids(all_.norms), norm);
    }
    void read(const YamlNode& node, const std::string& path, const sim::Field&, agents::ForumId& forum)
    {
        look_up_or_none(node, path, "forum", ids(all_.forums), forum);
    }
    void read(const YamlNode& node, const std::string& path, const sim::Field&, agents::TreatyId& treaty)
    {
        look_up_or_none(node, path, "treaty", ids(all_.treaties), treaty);
    }

    void read(const YamlNode& node, const std::string& path, const sim::Field&, agents::TreatyOpening& opens)
    {
        Quarter quarter;
        if (node.kind == YamlNode::Kind::scalar && node.text == "by_event")
            opens = {};
        else if (node.kind == YamlNode::Kind::scalar && parse_quarter(node.text, quarter) && quarter.year > 0)
            opens = {quarter.year, quarter.quarter};
        else
            reading_.problem(node, fmt::format("{} is {}, but must be a quarter such as 2001Q4, or by_event", path, as_written(node)));
    }

    void read(const YamlNode& node, const std::string& path, const sim::Field&, std::vector<agents::NormId>& norms)
    {
        norms.clear();
        if (node.kind != YamlNode::Kind::list)
            return reading_.problem(node, fmt::format("{} is {}, but must be a list", path, as_written(node)));
        for (const YamlNode* item : reading_.distinct(node, path))
            if (agents::NormId norm; look_up(*item, path, "norm", ids(all_.norms), norm)) norms.push_back(norm);
    }

    void read(const YamlNode& node, const std::string& path, const sim::Field& field, std::vector<agents::NormOffset>& offsets)
    {
        offsets.clear();
        reading_.entries(node, path, [&](const YamlNode& country, const YamlNode& value) {
            reading_.value(value, path + "." + country.text, field,
                           offsets.emplace_back(agents::NormOffset{country.text, 0}).offset);
        });
    }

    void read(const YamlNode& node, const std::string& path, const sim::Field& field, std::vector<agents::SeatQuota>& seats)
    {
        seats.clear();
        reading_.entries(node, path, [&](const YamlNode& region, const YamlNode& value) {
            reading_.value(value, path + "." + region.text, field, seats.emplace_back(agents::SeatQuota{region.text, 0}).seats);
        });
    }

    void read(const YamlNode& node, const std::string& path, const sim::Field& field, std::vector<agents::ArenaShare>& business)
    {
        business.clear();
        reading_.entries(node, path, [&](const YamlNode& name, const YamlNode& value) {
            agents::ArenaShare share;
            if (!look_up(name, path, "arena", ids(all_.arenas), share.arena)) return;
            reading_.value(value, path + "." + name.text, field, share.share);
            business.push_back(share);
        });
    }

    void read(const YamlNode& node, const std::string& path, const sim::Field& field, std::vector<agents::Overlap>& overlaps)
    {
        overlaps.clear();
        reading_.entries(node, path, [&](const YamlNode& name, const YamlNode& value) {
            agents::Overlap overlap;
            if (!look_up(name, path, "forum", ids(all_.forums), overlap.forum)) return;
            reading_.value(value, path + "." + name.text, field, overlap.overlap);
            overlaps.push_back(overlap);
        });
    }

    /// The same where an empty text names none.
    template <class Id>
    void look_up_or_none(const YamlNode& node, const std::string& path, const char* what, const std::vector<std::string>& known, Id& id)
    {
        if (node.kind == YamlNode::Kind::scalar && node.text.empty())
            id = {};
        else
            look_up(node, path, what, known, id);
    }

    /// Looks up an id that a node names; a problem with the nearest known one where there is none.
    template <class Id>
    bool look_up(const YamlNode& node, const std::string& path, const char* what, const std::vector<std::string>& known, Id& id)
    {
        if (node.kind != YamlNode::Kind::scalar) {
            reading_.problem(node, fmt::format("{} is {}, but must be the id of a known {}", path, as_written(node), what));
            return false;
        }
        const auto found = std::find(known.begin(), known.end(), node.text);
        if (found == known.end()) {
            reading_.not_there(
                node, fmt::format("{}: unknown {} {}{}", path, what, as_written(node), sim::suggestion(node.text, known)));
            return false;
        }
        id = {static_cast<int>(found - known.begin())};
        return true;
    }

    Reading& reading_;
    Institutions& all_;
};

}  // namespace

void read_arenas(Reading& reading, const YamlNode& node, Institutions& institutions)
{
    InstitutionReader(reading, institutions).arenas(node);
}
void read_norms(Reading& reading, const YamlNode& node, Institutions& institutions)
{
    InstitutionReader(reading, institutions).norms(node);
}
void read_forums(Reading& reading, const YamlNode& node, Institutions& institutions)
{
    InstitutionReader(reading, institutions).forums(node);
}
void read_treaties(Reading& reading, const YamlNode& node, Institutions& institutions)
{
    InstitutionReader(reading, institutions).treaties(node);
}

}  // namespace comity::scenarios
