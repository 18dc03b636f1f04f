#include "analysis/hindcast/voting/texts.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

namespace comity::analysis {
namespace {

char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

/// The agenda item with spaces for document symbols, `A/` and all up to the next space.
std::string without_symbols(std::string_view agenda)
{
    std::string text(agenda);
    const auto ends = [](char letter) { return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r'; };
    for (std::size_t at = text.find("A/"); at != std::string::npos; at = text.find("A/", at + 1)) {
        if (at + 2 == text.size() || ends(text[at + 2])) continue;
        for (std::size_t end = at; end < text.size() && !ends(text[end]); ++end) text[end] = ' ';
    }
    return text;
}

}  // namespace

RollCallRange roll_calls_of(const RecordedVotes& votes, Years years)
{
    return {votes.first_after(years.first - 1), votes.first_after(years.last)};
}

std::vector<std::string> words_of(std::string_view text)
{
    std::vector<std::string> words;
    std::string word;
    const auto finish = [&] {
        if (word.size() > 1) words.push_back(word);
        word.clear();
    };
    for (const char each : text) {
        const char letter = lower(each);
        if (letter >= 'a' && letter <= 'z')
            word += letter;
        else
            finish();
    }
    finish();
    return words;
}

std::vector<std::string> words_of_agenda(std::string_view agenda)
{
    return words_of(without_symbols(agenda));
}

TermLists term_lists(const std::vector<std::vector<std::string>>& texts)
{
    TermLists lists;
    std::unordered_map<std::string, int> number;
    for (const auto& words : texts) {
        std::set<int> terms;
        const auto add = [&](const std::string& term) { terms.insert(number.try_emplace(term, static_cast<int>(number.size())).first->second); };
        for (std::size_t w = 0; w < words.size(); ++w) {
            add(words[w]);
            if (w > 0) add(fmt::format("{} {}", words[w - 1], words[w]));
        }
        lists.terms.emplace_back(terms.begin(), terms.end());
    }
    lists.num_terms = static_cast<int>(number.size());
    return lists;
}

Texts texts_of(const RecordedVotes& votes)
{
    std::vector<std::vector<std::string>> titles, agendas;
    std::map<std::string, int> topics;
    for (const RollCall& each : votes.roll_calls) {
        titles.push_back(words_of(each.stem));
        agendas.push_back(words_of_agenda(each.agenda));
        topics.emplace(each.topic, 0);
    }
    Texts texts{term_lists(titles), term_lists(agendas), {}, 0};
    for (auto& [name, place] : topics) place = texts.num_topics++;
    for (const RollCall& each : votes.roll_calls) texts.topic.push_back(topics.at(each.topic));
    return texts;
}

}  // namespace comity::analysis
