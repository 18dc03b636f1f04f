#include "scenarios/reading.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "sim/csv.hpp"

namespace comity::scenarios {
std::string must_be_in(sim::Range range, std::string_view unit, std::string_view meaning)
{
    const auto bound = [](double value) { return std::abs(value) >= 1e5 ? fmt::format("{:.0f}", value) : sim::number(value); };
    std::string text = fmt::format("must be in [{}, {}]", bound(range.low), bound(range.high));
    if (!unit.empty() && unit != "1") text += fmt::format(" {}", unit);
    if (!meaning.empty()) text += fmt::format(" ({})", meaning);
    return text;
}

std::string as_written(const YamlNode& node)
{
    switch (node.kind) {
        case YamlNode::Kind::null: return "empty";
        case YamlNode::Kind::list: return "a list";
        case YamlNode::Kind::map:
            return node.dotted ? fmt::format("given the key '{}'", node.entries.front().first.text) : "a map";
        default: return fmt::format("'{}'", node.text.size() > 60 ? node.text.substr(0, 57) + "..." : node.text);
    }
}

void Reading::map(const YamlNode& node, const std::string& path, const std::vector<Key>& keys)
{
    if (node.kind != YamlNode::Kind::map)
        return problem(node, fmt::format("{} is {}, but must be a map", path.empty() ? "the file" : path, as_written(node)));
    std::vector<std::string> known;
    for (const Key& key : keys) known.push_back(key.name);
    for (const auto& [name, value] : node.entries)
        if (std::find(known.begin(), known.end(), name.text) == known.end())
            problem(name, fmt::format("unknown key '{}'{}{}", name.text, path.empty() ? "" : " in " + path, sim::suggestion(name.text, known)));
    for (const Key& key : keys)
        for (const auto& [name, value] : node.entries)
            if (name.text == key.name)
                entry(name, value, path.empty() ? key.name : path + "." + key.name, [&key, &of = value] { key.read(of); });
}

void Reading::entries(const YamlNode& node, const std::string& path, const std::function<void(const YamlNode&, const YamlNode&)>& read)
{
    if (node.kind != YamlNode::Kind::map) return problem(node, fmt::format("{} is {}, but must be a map", path, as_written(node)));
    for (const auto& each : node.entries)
        entry(each.first, each.second, path + "." + each.first.text, [&] { read(each.first, each.second); });
}

void Reading::entry(const YamlNode& name, const YamlNode& value, const std::string& path, const std::function<void()>& read)
{
    const std::size_t before = problems_.size();
    read();
    places_.note(path, value.kind == YamlNode::Kind::map ? name.place : value.place, problems_.size() == before);
}

void Reading::number(const YamlNode& node, const std::string& path, const sim::Field& field, double& value)
{
    const std::string allowed = must_be_in(field.range, field.unit, field.meaning);
    const auto given = node.kind == YamlNode::Kind::scalar ? sim::to_double(node.text.starts_with('+') ? node.text.substr(1) : node.text) : std::nullopt;
    if (!given) return problem(node, fmt::format("{} is {}, but must be a number: it {}", path, as_written(node), allowed));
    if (!field.range.contains(*given)) return problem(node, fmt::format("{} is {}, but {}", path, node.text, allowed));
    value = *given;
}

bool Reading::integer(const YamlNode& node, const std::string& path, sim::Range range, std::string_view meaning, int& value)
{
    const auto given = node.kind == YamlNode::Kind::scalar ? sim::to_integer(node.text) : std::nullopt;
    const bool fits = given && range.contains(static_cast<double>(*given));
    if (!given)
        problem(node, fmt::format("{} is {}, but must be a whole number: it {}", path, as_written(node),
                                  must_be_in(range, "", meaning)));
    else if (!fits)
        problem(node, fmt::format("{} is {}, but {}", path, node.text, must_be_in(range, "", meaning)));
    else
        value = static_cast<int>(*given);
    return fits;
}

void Reading::whole(const YamlNode& node, const std::string& path, const sim::Field& field, std::uint64_t& value)
{
    const std::string allowed = must_be_in(field.range, "", field.meaning);
    const auto given = node.kind == YamlNode::Kind::scalar ? sim::to_integer(node.text) : std::nullopt;
    if (!given) return problem(node, fmt::format("{} is {}, but must be a whole number: it {}", path, as_written(node), allowed));
    // As whole numbers: beyond 2^53 neighbours are one double.
    if (*given < static_cast<long long>(field.range.low) || *given > static_cast<long long>(field.range.high))
        return problem(node, fmt::format("{} is {}, but {}", path, node.text, allowed));
    value = static_cast<std::uint64_t>(*given);
}

void Reading::value(const YamlNode& node, const std::string& path, const sim::Field& field, std::vector<int>& into)
{
    into.clear();
    for (const YamlNode* item : distinct(node, path))
        if (int each = 0; integer(*item, path, field.range, field.meaning, each)) into.push_back(each);
}

void Reading::text(const YamlNode& node, const std::string& path, std::string& value)
{
    if (node.kind != YamlNode::Kind::scalar) return problem(node, fmt::format("{} is {}, but must be a text", path, as_written(node)));
    value = node.text;
}

void Reading::text(const YamlNode& node, const std::string& path, PlacedText& value)
{
    value = {};
    text(node, path, value.text);
    if (node.kind == YamlNode::Kind::scalar) value.place = node.place;
}

void Reading::flag(const YamlNode& node, const std::string& path, bool& value)
{
    if (node.kind == YamlNode::Kind::scalar && (node.text == "true" || node.text == "false"))
        value = node.text == "true";
    else
        problem(node, fmt::format("{} is {}, but must be true or false", path, as_written(node)));
}

void Reading::texts(const YamlNode& node, const std::string& path, std::vector<std::string>& values)
{
    std::vector<PlacedText> placed;
    texts(node, path, placed);
    values.clear();
    for (PlacedText& value : placed) values.push_back(std::move(value.text));
}

void Reading::texts(const YamlNode& node, const std::string& path, std::vector<PlacedText>& values)
{
    values.clear();
    for (const YamlNode* item : distinct(node, path)) {
        PlacedText value;
        text(*item, path, value);
        if (!value.place.empty()) values.push_back(std::move(value));
    }
}

void Reading::numbers(const YamlNode& node, const std::string& path, const sim::Field& field, std::vector<double>& values)
{
    values.clear();
    const auto add = [&](const YamlNode& item) {
        double value = 0;
        number(item, path, field, value);
        values.push_back(value);
    };
    if (node.kind == YamlNode::Kind::list)
        for (const YamlNode& item : node.items) add(item);
    else
        add(node);
}

std::vector<const YamlNode*> Reading::distinct(const YamlNode& node, const std::string& path)
{
    if (node.kind != YamlNode::Kind::list) return {&node};
    std::vector<const YamlNode*> items;
    std::set<std::string> seen;
    for (const YamlNode& item : node.items)
        if (item.kind != YamlNode::Kind::scalar || seen.insert(item.text).second)
            items.push_back(&item);
        else
            problem(item, fmt::format("{} names {} twice, but must be a list without repeats", path, as_written(item)));
    return items;
}

int Reading::choice(const YamlNode& node, const std::string& path, const std::vector<std::string>& known)
{
    if (node.kind == YamlNode::Kind::scalar) {
        const auto found = std::find(known.begin(), known.end(), node.text);
        if (found != known.end()) return static_cast<int>(found - known.begin());
    }
    std::string list;
    for (const std::string& word : known) list += (list.empty() ? "" : ", ") + word;
    problem(node, fmt::format("{} is {}, but must be one of {}{}", path, as_written(node), list,
                              node.kind == YamlNode::Kind::scalar ? sim::suggestion(node.text, known) : std::string{}));
    return -1;
}

}  // namespace comity::scenarios
