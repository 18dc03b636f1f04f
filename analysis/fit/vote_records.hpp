#pragma once
// Recorded roll calls of a window of years, by topic, as the ideal-point fit takes them.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "analysis/fit/ideal_points.hpp"
#include "analysis/fit/years.hpp"

namespace comity::analysis {

/// A vote cast, before countries and roll calls have rows.
struct RecordedVote {
    std::string country;
    std::string roll_call;  ///< identity of the roll call, with its body
    Choice choice;
};

/// Votes cast in a window, by primary topic (`hr`, `cs`, `ni`, `nu`, `di`, `cy`, ... of the source's README).
using VotesByTopic = std::map<std::string, std::vector<RecordedVote>>;

/// General Assembly votes on whole texts.
///
/// Codes of predecessors are renamed (`renamed`: from code to code).
/// Errors: throws sim::CsvError for a missing file or column, an unknown vote mark, or a vote on an unlisted roll call
VotesByTopic read_assembly_votes(const std::filesystem::path& data, Years years, const std::map<std::string, std::string>& renamed);

/// Votes of the Commission on Human Rights and the Human Rights Council whose totals reconcile with the official ones.
///
/// Their topics follow the order of the Assembly's: me, cs, ni, cy, else hr.
VotesByTopic read_council_votes(const std::filesystem::path& data, Years years, const std::map<std::string, std::string>& renamed);

/// Puts votes of some topics into rows: countries in the order of `countries`, roll calls in the order of first mention.
RollCalls roll_calls_on(const std::vector<const VotesByTopic*>& sources, const std::vector<std::string>& topics,
                        const std::vector<std::string>& countries);

}  // namespace comity::analysis
