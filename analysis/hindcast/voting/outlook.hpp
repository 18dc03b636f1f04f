#pragma once
// Texts of a later year as they look from the end of an earlier one: what each mechanism expects of every country.

#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "analysis/hindcast/voting/disagreement.hpp"
#include "analysis/hindcast/voting/kriging.hpp"
#include "analysis/hindcast/voting/tallies.hpp"
#include "analysis/hindcast/voting/text_similarity.hpp"
#include "analysis/hindcast/voting/title_line.hpp"

namespace comity::analysis {

/// What the votes up to the end of a year tell of countries and texts. No later vote goes into it; of later texts, only their words.
struct Vantage {
    int origin = 0;
    TextSimilarity titles, agendas;  ///< rarity of words as in the texts up to the origin
    IssueMap map;
    ExpectedItems items;
    std::vector<Eigen::MatrixXd> disagreement, nearness;  ///< [topic]
    Steadiness steadiness;
};
/// `start`: the map's first points, those of the origin before.
Vantage vantage(const RecordedVotes& votes, const Texts& texts, int origin, const MapPoints* start);

/// One text as it looks from a vantage.
///
/// Shape:  log-odds and line [country]
struct Prospect {
    int roll_call = 0;
    LogOdds map, own_line, bloc_line;  ///< see expected_chances and expected_lines
    Eigen::Array2d drift = Eigen::Array2d::Zero();
    double novelty = 0;   ///< of the text on the map
    double likeness = 0;  ///< greatest likeness of an earlier text
    TitleLine line;
    MapItem item;  ///< expected
};

/// The texts of one year seen from an origin.
///
/// Predecessors of a text: those of the same title, and those whose titles' cosine plus a tenth of the agenda items' is above .8.
std::vector<Prospect> outlook(const RecordedVotes& votes, const Texts& texts, const Vantage& from, int year);

/// Vantages and outlooks of one record, each made once. A task's votes may end where they will: what is seen from an origin depends on the
/// votes up to it alone, so tasks of different origins share what they have in common.
class Outlooks {
public:
    /// The first year of a record with five years behind it, it included: no vantage is earlier.
    static int first_origin(const RecordedVotes& votes);

    const Texts& texts(const RecordedVotes& votes);
    /// Errors: expects an origin not before the first
    const Vantage& from(const RecordedVotes& votes, int origin);
    const std::vector<Prospect>& of(const RecordedVotes& votes, int origin, int year);

private:
    std::unique_ptr<Texts> texts_;
    std::map<int, Vantage> vantages_;                                 // by origin
    std::map<std::pair<int, int>, std::vector<Prospect>> prospects_;  // by origin and year
};

}  // namespace comity::analysis
