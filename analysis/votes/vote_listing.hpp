#pragma once
// Votes as files list them, before countries and roll calls have rows: what the readers of all formats share.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analysis/votes/country_codes.hpp"
#include "analysis/votes/problem_tally.hpp"
#include "analysis/votes/recorded_votes.hpp"
#include "sim/csv.hpp"

namespace comity::analysis {

/// What a reader needs beside its files.
struct VoteContext {
    const CountryFacts& facts;
    const std::set<std::string>& members;  ///< whose votes count; empty: all that vote
    ProblemTally& problems;
    std::vector<std::string>& notes;  ///< what was left out, a line each
};

/// A vote as a file lists it.
struct ListedVote {
    int country = 0;  ///< in the order of first mention
    int call = 0;     ///< in the order of the listing
    std::int8_t choice = RecordedVotes::not_cast;
    std::size_t row = 0;  ///< of the file
};

/// Countries as a file names them, numbered in the order of first mention.
class NamedCountries {
public:
    explicit NamedCountries(VoteContext& context) : context_(context) {}
    /// The country that the first cell with an answer names; nothing where none is known, which is a problem at its first
    /// mention. Codes of members stand for themselves.
    std::optional<int> number(const sim::CsvTable& table, std::size_t row, const std::vector<std::size_t>& columns, int year);
    const std::vector<std::string>& codes() const { return codes_; }

private:
    const CountryCodes::Meanings& meanings(const std::string& cell);

    VoteContext& context_;
    std::unordered_map<std::string, CountryCodes::Meanings> met_;  ///< by cell, as it stands
    std::unordered_map<std::string, int> number_;                  ///< by code
    std::vector<std::string> codes_;
    std::set<std::string> unknown_;  ///< that were told, folded
};

/// Roll calls of a file, numbered as they are listed.
class RollCallListing {
public:
    static constexpr int unlisted = -1, left_out = -2;

    explicit RollCallListing(VoteContext& context) : context_(context) {}
    /// Takes a roll call whose day stands in a cell, in which a bad day is a problem. Its stem is that of its title; without one
    /// it is a text of its own, which never returns.
    int add(RollCall call, const sim::CsvTable& table, std::size_t row, std::size_t date);
    /// Passes a roll call over, with all its votes.
    void leave_out(const std::string& id) { number_.emplace(id, left_out); }
    /// Its number, `unlisted` or `left_out`.
    int number(const std::string& id) const;
    int year(int number) const { return calls_[static_cast<std::size_t>(number)].date.year; }  ///< 0 where the day is bad
    const std::vector<RollCall>& calls() const { return calls_; }
    std::size_t untitled() const { return untitled_; }

private:
    VoteContext& context_;
    std::size_t untitled_ = 0;
    std::vector<RollCall> calls_;
    std::unordered_map<std::string, int> number_;
};

/// The cell's text without what stands for a missing one: nothing for `NA`.
std::string_view given(std::string_view cell);

/// Puts listed votes into a table. A second vote of a country on a roll call is a problem, and so is one cast outside its
/// membership; votes of others than the members are left out, which a note tells.
RecordedVotes tabulated(const RollCallListing& calls, const NamedCountries& countries, const std::vector<ListedVote>& votes,
                        const sim::CsvTable& table, VoteContext& context);

}  // namespace comity::analysis
