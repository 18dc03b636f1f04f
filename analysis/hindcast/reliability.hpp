#pragma once
// Whether chances mean what they say: of the votes that were given a chance of 70 %, do 70 % come?

#include <string>
#include <vector>

#include "analysis/hindcast/hindcast.hpp"
#include "analysis/hindcast/scores.hpp"

namespace comity::analysis {

/// Votes whose chance of a choice lay in a bin.
struct ReliabilityBin {
    Choice choice = Choice::no;
    double from = 0, to = 1;
    double chance = 0;  ///< their mean chance
    Estimate share;     ///< of them that were cast so
    long votes = 0;
};

/// Ten bins, .1 wide, of each choice; those without a vote are left out. Intervals resample roll calls.
///
/// Shape:  chances [test vote]; weights [sample, place of a roll call]
/// Source: Murphy & Winkler (1977), Applied Statistics 26(1):41-47
std::vector<ReliabilityBin> reliability(const TestVotes& test, const Chances& chances, const Eigen::MatrixXd& weights);

/// One forecast's bins.
struct Reliability {
    Mode mode;
    Window window;
    std::string model;
    std::vector<ReliabilityBin> bins;
};
std::vector<Reliability> reliability_of(const std::vector<Forecast>& forecasts, const TestVotes& test, const Eigen::MatrixXd& weights);

/// `reliability.csv`: mode,window,model,choice,from,to,chance,share,low,high,n.
std::string as_csv(const std::vector<Reliability>& all);
/// The reliability diagrams of one model, a panel for each mode and window.
std::string reliability_diagram(const std::vector<Reliability>& all, const std::string& model);

}  // namespace comity::analysis
