#pragma once
// What a text is expected to say on the map, from earlier texts that resemble it.

#include <Eigen/Cholesky>

#include "analysis/hindcast/voting/issue_map.hpp"
#include "analysis/hindcast/voting/tallies.hpp"

namespace comity::analysis {

/// Known values at places, carried to other places by likeness: theta_r = m + k G^-1 (theta - m), G the likeness of the places known with
/// `noise` added to its diagonal; novelty_r = 1 - k G^-1 k', kept in [.02, 1.2], the share of the variance that stays unknown.
///
/// Source: Matheron (1963), Economic Geology 58(8):1246-1266; Rasmussen & Williams (2006), Gaussian Processes for Machine Learning, ch. 2
class Kriging {
public:
    /// Shape:  likeness [known, known]; noise [known]; values [value, known]; mean [value]
    Kriging(Eigen::MatrixXd likeness, const Eigen::VectorXd& noise, const Eigen::MatrixXd& values, const Eigen::VectorXd& mean);

    struct Expected {
        Eigen::MatrixXd values;  ///< [value, place]
        Eigen::ArrayXd novelty;  ///< [place]
    };
    /// Shape:  likeness [place, known]
    Expected at(const Eigen::MatrixXd& likeness) const;

private:
    Eigen::LLT<Eigen::MatrixXd> whole_;
    Eigen::MatrixXd weighted_;  // G^-1 (theta - m)': [known, value]
    Eigen::VectorXd mean_;
};

/// Likeness of texts: .5 of titles, .35 of agenda items, .15 for the same topic. Judgement, as is the noise: .15 for a text of the origin's
/// year, growing by 1 / .85 with each year that it is older.
struct Likeness {
    Eigen::MatrixXd title, agenda;  ///< [row's text, column's text], cosines
};
Eigen::MatrixXd on_map(const Likeness& likeness, const Texts& texts, RollCallRange rows, RollCallRange columns);

/// Items of texts to come: each parameter of the map's items, kriged. Mean and standard deviation of the parameters weigh items by .85 a year of age.
class ExpectedItems {
public:
    /// `likeness` of the map's texts with each other.
    ExpectedItems(const IssueMap& map, const RecordedVotes& votes, const Eigen::MatrixXd& likeness, int origin);
    Kriging::Expected at(const Eigen::MatrixXd& likeness) const { return kriging_.at(likeness); }
    const MapItem& sd() const { return sd_; }

private:
    MapItem sd_;
    Kriging kriging_;
};

/// Chances of an item that is known only as far as it was expected: steps are drawn together by what is unknown of it.
///
/// P(no) = L(a (t - b x)), P(no or abstain) = L(a (t - b x) + sqrt(a) exp(d)), a = 1 / sqrt(1 + .346 novelty (sum_k sd_k^2 x_k^2 + sd_t^2)).
///
/// Source: MacKay (1992), Neural Computation 4(5):720-736, for a with pi / 8 = .393; .346 = 1 / 1.7^2 from the normal curve; sqrt(a) is judgement
Tallies expected_chances(const MapPoints& points, const MapItem& item, double novelty, const MapItem& sd);

}  // namespace comity::analysis
