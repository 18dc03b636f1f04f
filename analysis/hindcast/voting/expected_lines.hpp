#pragma once
// What countries would do if they did as before on texts like this one: alone, with their bloc, and with the world.

#include "analysis/hindcast/voting/tallies.hpp"

namespace comity::analysis {

/// Votes before a text, each weighing as much as its own text resembles this one and is recent.
///
/// Shape:  [country, choice]
struct EarlierVotes {
    Tallies all;      ///< .8 a year of age
    Tallies topic;    ///< of the same topic, .8 a year
    Tallies similar;  ///< (.7 title + .3 agenda)^3 .85 a year
    Tallies title;    ///< title^4 .8 a year, 0 below 1e-4
    Tallies last;     ///< 1 for the last vote on the text's predecessors
};

/// Chances by three mechanisms, each shrunk to the next wider: the country's own line, the line of its bloc (fellow voters weighed by
/// nearness), the drift of the world's vote on such texts.
///
/// norm(n, parent, a) = (n + a parent) / (sum n + a); world(n) sums over countries; unit(n) = n / (sum n + .3); bloc(n)_i = sum_j W_ij n_j
///
/// topic  = norm(world(n_topic), norm(world(n_all), 1/3, 3), 10)
/// drift  = norm(world(n_similar) / 50, topic, .5)
/// own    = norm(n_topic, .5 topic + .5 norm(n_all, norm(world(n_all), 1/3, 3), 5), 4)
/// bloc   = norm(bloc(unit(n_similar)), drift, .2)
/// own'   = norm(n_similar, .6 bloc + .4 own, .8)
/// bloc'  = norm(bloc(unit(n_title)), bloc, .3)
/// own line = norm(n_title, .5 bloc' + .5 own', .25)
/// bloc line = norm(bloc(last), bloc', .2)
///
/// Source: Voeten (2000), International Organization 54(2):185-215, for lasting lines and blocs; Katz (1987), IEEE Transactions on
///         Acoustics, Speech, and Signal Processing 35(3):400-401, for backing off to wider evidence; weights are judgement
struct ExpectedLines {
    Tallies own, bloc;
    Tally drift;
};
ExpectedLines expected_lines(const EarlierVotes& votes, const Eigen::MatrixXd& nearness);

}  // namespace comity::analysis
