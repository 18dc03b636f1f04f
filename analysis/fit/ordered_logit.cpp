#include "analysis/fit/ordered_logit.hpp"

#include <cmath>

namespace comity::analysis {
namespace {

double logistic(double z)
{
    if (z >= 0) return 1 / (1 + std::exp(-z));
    const double e = std::exp(z);
    return e / (1 + e);
}

double log_logistic(double z) { return z >= 0 ? -std::log1p(std::exp(-z)) : z - std::log1p(std::exp(z)); }

}  // namespace

VoteTerms vote_terms(Choice choice, double u, double d)
{
    const double gap = std::exp(d);
    VoteTerms terms;
    terms.value = vote_log_likelihood(choice, u, d);
    double by_gap = 0;
    double by_gap_twice = 0;
    double by_both = 0;
    if (choice != Choice::yes) {  // the threshold below abstention
        const double below = logistic(u);
        terms.u += choice == Choice::no ? 1 - below : -below;
        terms.uu -= below * (1 - below);
    }
    if (choice != Choice::no) {  // the threshold above abstention
        const double below = logistic(u + gap);
        const double slope = choice == Choice::yes ? -below : 1 - below;
        const double curve = -below * (1 - below);
        terms.u += slope;
        terms.uu += curve;
        by_gap += slope;
        by_gap_twice += curve;
        by_both += curve;
    }
    if (choice == Choice::abstain) {  // ln(1 - exp(-g))
        const double ratio = 1 / std::expm1(gap);
        by_gap += ratio;
        by_gap_twice -= ratio * (1 + ratio);
    }
    terms.d = by_gap * gap;
    terms.ud = by_both * gap;
    terms.dd_gauss = by_gap_twice * gap * gap;
    terms.dd = terms.dd_gauss + terms.d;
    return terms;
}

double vote_log_likelihood(Choice choice, double u, double d)
{
    const double gap = std::exp(d);
    switch (choice) {
        case Choice::no: return log_logistic(u);
        case Choice::yes: return log_logistic(-u - gap);
        case Choice::abstain: break;
    }
    return log_logistic(u + gap) + log_logistic(-u) + std::log(-std::expm1(-gap));
}

}  // namespace comity::analysis
