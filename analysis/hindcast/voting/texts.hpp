#pragma once
// The texts that are voted on, as the words that they hold: known before anybody votes.

#include <string>
#include <string_view>
#include <vector>

#include "analysis/fit/years.hpp"
#include "analysis/votes/recorded_votes.hpp"

namespace comity::analysis {

/// Roll calls first, first + 1, ..., last - 1.
struct RollCallRange {
    int first = 0, last = 0;
    int size() const { return last - first; }
};
/// Those of some years, both included.
RollCallRange roll_calls_of(const RecordedVotes& votes, Years years);

/// The words of a text, two letters or more, in lower case and in order.
std::vector<std::string> words_of(std::string_view text);
/// Of an agenda item: without document symbols (`A/46/251`), its numbers and punctuation as spaces.
std::vector<std::string> words_of_agenda(std::string_view agenda);

/// The words and pairs of neighbouring words of each text, each once, as numbers from 0.
struct TermLists {
    std::vector<std::vector<int>> terms;  // [text], ascending
    int num_terms = 0;
};
TermLists term_lists(const std::vector<std::vector<std::string>>& texts);

/// Everything that a roll call's texts say: title, agenda item, topic.
///
/// Shape:  topic [roll call], by its place among the names of topics
struct Texts {
    TermLists titles, agendas;
    std::vector<int> topic;
    int num_topics = 0;
};
Texts texts_of(const RecordedVotes& votes);

}  // namespace comity::analysis
