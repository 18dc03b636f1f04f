#include "analysis/report/short_names.hpp"

#include <cctype>
#include <set>

namespace comity::analysis {
namespace {

using Names = std::vector<std::pair<std::string, std::string>>;

std::set<std::string> words_of(const std::vector<std::string>& texts)
{
    std::set<std::string> words;
    for (const auto& text : texts) {
        std::string word;
        for (const char c : text + " ") {
            if (std::isalnum(static_cast<unsigned char>(c))) {
                word += c;
                continue;
            }
            words.insert(word);
            word.clear();
        }
    }
    return words;
}

// Worlds that ship go by their bare name; a world of the user's own may mean something else by these names.
Names leaders(const RunResults& one)
{
    const std::string world = one.manifest.input.at("world");
    if (world.empty() || world.find('/') != std::string::npos) return {};
    return {{"CR", "China and the Russian Federation"}, {"US", "the United States"}, {"EU", "the members of the European Union"}};
}

Names countries(const RunResults& one)
{
    Names names;
    for (const auto& country : one.positions.countries) names.emplace_back(country.code, country.name);
    return names;
}

Names arenas(const RunResults& one)
{
    Names names;
    for (const auto& arena : one.manifest.arenas) names.emplace_back(arena.id, arena.title);
    return names;
}

// Things of the input that have a title: `forums.HRC.title`.
Names titled(const RunResults& one, const std::string& kind)
{
    const std::string ending = ".title";
    Names names;
    for (auto at = one.manifest.input.values.lower_bound(kind + ".");
         at != one.manifest.input.values.end() && at->first.starts_with(kind + "."); ++at)
        if (at->first.ends_with(ending))
            names.emplace_back(at->first.substr(kind.size() + 1, at->first.size() - kind.size() - 1 - ending.size()), at->second);
    return names;
}

}  // namespace

std::vector<ShortNames> short_names(const std::vector<RunResults>& results, const std::vector<std::string>& texts)
{
    std::set<std::string> words = words_of(texts);
    std::vector<ShortNames> kinds;
    const auto add = [&](const char* kind, auto&& names_of) {
        ShortNames found{kind, {}};
        for (const auto& one : results)
            for (const auto& [name, meaning] : names_of(one))
                if (words.erase(name) > 0) found.names.emplace_back(name, meaning);
        if (!found.names.empty()) kinds.push_back(std::move(found));
    };
    add("Leaders", leaders);
    add("Countries", countries);
    add("Bodies", [](const RunResults& one) { return titled(one, "forums"); });
    add("Arenas", arenas);
    add("Sub-norms", [](const RunResults& one) { return titled(one, "norms"); });
    return kinds;
}

}  // namespace comity::analysis
