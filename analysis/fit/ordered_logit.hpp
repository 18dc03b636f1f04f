#pragma once
// The likelihood of one vote under the ordered logit, with the derivatives that Newton's method asks for.

#include "analysis/fit/ideal_points.hpp"

namespace comity::analysis {

/// ln P(choice) and its derivatives by u = t - b x and by d, with g = exp(d).
///
/// ln P(no) = ln L(u); ln P(yes) = ln L(-u - g); ln P(abstain) = ln L(u + g) + ln L(-u) + ln(1 - exp(-g)).
/// `dd_gauss` leaves out the part of d2/dd2 that comes from the curvature of exp; the log-likelihood is concave in (u, g),
/// so uu, ud and dd_gauss form a negative semi-definite block.
struct VoteTerms {
    double value = 0;
    double u = 0;
    double d = 0;
    double uu = 0;
    double ud = 0;
    double dd = 0;
    double dd_gauss = 0;
};

/// Terms of one vote; exact for any finite u and d (no difference of nearly equal probabilities is taken).
VoteTerms vote_terms(Choice choice, double u, double d);

/// The value alone, for line searches.
double vote_log_likelihood(Choice choice, double u, double d);

}  // namespace comity::analysis
