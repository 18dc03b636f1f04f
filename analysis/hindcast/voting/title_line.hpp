#pragma once
// Each country's own line on a text that returns, and how steady countries are.

#include <vector>

#include <Eigen/Core>

#include "analysis/hindcast/voting/texts.hpp"

namespace comity::analysis {

/// What countries did on the texts that a text takes up again, before it came.
///
/// Shape:  vectors [country]
struct TitleLine {
    Eigen::Array<std::int8_t, Eigen::Dynamic, 1> last;  ///< last vote cast; not_cast where there is none
    Eigen::ArrayXd age;                                 ///< years since it
    Eigen::ArrayXd run;                                 ///< equal votes in a row up to it
    Eigen::ArrayXd inconstancy;  ///< ln 20 (c + .3) / (m + 6): c changes, each weighing .9 of the one before its next text, among m steps
    double unrest = 0;           ///< share of countries that changed their vote, (n + 1) / (m + 10), averaged with half the weight on the newest text
};
/// The line before a roll call of `year`, on `predecessors` in order of time.
TitleLine line_on(const RecordedVotes& votes, const std::vector<int>& predecessors, int year);

/// How steady countries were of late on titles that returned: the four years up to the origin against the last time before each's own year.
///
/// Shape:  vectors [country]
struct Steadiness {
    Eigen::ArrayXd volatility;  ///< ln((changes + 1) / (m + 20) / .05), m votes that could repeat an earlier one
    Eigen::ArrayXd trend;       ///< 20 x (steps towards yes - steps towards no) / (m + 20)
};
Steadiness steadiness(const RecordedVotes& votes, int origin);

}  // namespace comity::analysis
