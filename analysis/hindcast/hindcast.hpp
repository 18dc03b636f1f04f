#pragma once
// The model against the record: votes foretold from what was known before them.

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "analysis/hindcast/scores.hpp"
#include "analysis/hindcast/task.hpp"

namespace comity::analysis {

/// What a model is told of a roll call: nothing, or the votes of half of the countries.
enum class Mode { unconditional, conditional };
/// Whether all is learnt from the years up to one, or for each test year from the years before it.
enum class Window { frozen, rolling };
/// Their words in files.
const char* word(Mode mode);
const char* word(Window window);

/// Which votes are foretold, and from when.
struct HindcastDesign {
    int train_until = 2015;
    Years test{2016, 2019};
};

/// Every vote cast in the test years, roll call by roll call, then by country.
///
/// Shape:  place [vote]: of its roll call among those of the test years
struct TestVotes {
    std::vector<TestVote> votes;
    std::vector<int> place;
    int first = 0, last = 0;  ///< roll calls of the test years, `last` itself not included

    int num_roll_calls() const { return last - first; }
};
TestVotes test_votes(const RecordedVotes& votes, Years test);

/// The half that a country belongs to: its place in the alphabet of codes, odd or even.
inline bool in_second_half(int country) { return country % 2 == 1; }

/// A model of votes. It may keep what it learnt at an origin for a later task of the same origin.
using VoteModel = std::function<Chances(const Task&)>;

/// Chances of every test vote. A model is given tasks that hold no vote it may not know: those cast after the origin are taken out, and of a
/// test roll call only the other half's are revealed, one half at a time.
Chances foretell(const RecordedVotes& votes, const TestVotes& test, const HindcastDesign& design, Mode mode, Window window, const VoteModel& model);

/// What one model foretold.
struct Forecast {
    Mode mode;
    Window window;
    std::string model;
    Chances chances;       ///< [test vote]
    std::string less_than{};  ///< the model that this one is a part of, to tell what it lacks; empty: none
};

/// The reference models B0 to B3 and A0 to A4, in both windows.
///
/// `groups` [country]: regional groups, for A1.
std::vector<Forecast> reference_forecasts(const RecordedVotes& votes, const TestVotes& test, const HindcastDesign& design, const Grouping& groups);

}  // namespace comity::analysis
