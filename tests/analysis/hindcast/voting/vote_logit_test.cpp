#include "analysis/hindcast/voting/vote_logit.hpp"

#include <cmath>

#include "tests/analysis/fit/simulated_votes.hpp"
#include "tests/support/catch.hpp"

using namespace comity::analysis;
using comity::tests::TestChance;

namespace {

constexpr LogitPenalty nearly_free{1e-6, 1e-6, 1e-6, 1e-6};

struct Examples {
    Eigen::MatrixXd terms;
    std::vector<std::int8_t> cast;
};

/// Votes of a known logit on a pair and a single term: U_Y = .4 + y - .5 s, U_N = -.3 + .8 n + .2 y.
Examples drawn(int votes)
{
    TestChance chance(11);
    Examples made{Eigen::MatrixXd(3, votes), {}};
    for (int v = 0; v < votes; ++v) {
        const double y = chance.normal(), n = 2 * chance.normal(), s = chance.normal();
        made.terms.col(v) << y, n, s;
        const Eigen::Array3d p = softmax({-.3 + .8 * n + .2 * y, 0, .4 + y - .5 * s});
        const double u = chance.uniform();
        made.cast.push_back(u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2);
    }
    return made;
}

const std::vector<Term> layout = {
    {"pair", Term::Price::core, Term::Of::yes}, {"pair", Term::Price::core, Term::Of::no}, {"single", Term::Price::dear}};

}  // namespace

TEST_CASE("with one yes-or-no term a free logit gives back a two-way table", "[analysis][vote_logit]")
{
    // Where the term is 0: 2 no, 3 abstentions, 5 yes; where it is 1: 4, 4, 2.
    Examples table{Eigen::MatrixXd(1, 20), {0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2}};
    table.terms << Eigen::RowVectorXd::Zero(10), Eigen::RowVectorXd::Ones(10);
    const VoteLogit logit = VoteLogit::fit(table.terms, table.cast, {{"term", Term::Price::core}}, nearly_free);
    const Eigen::Array3d zero = softmax(logit.utilities(Eigen::VectorXd::Zero(1))), one = softmax(logit.utilities(Eigen::VectorXd::Ones(1)));
    CHECK((zero - Eigen::Array3d(.2, .3, .5)).abs().maxCoeff() < 1e-4);
    CHECK((one - Eigen::Array3d(.4, .4, .2)).abs().maxCoeff() < 1e-4);
}

TEST_CASE("a logit finds the weights that votes were drawn with", "[analysis][vote_logit]")
{
    const Examples made = drawn(40000);
    const VoteLogit logit = VoteLogit::fit(made.terms, made.cast, layout, nearly_free);
    Eigen::MatrixX2d truth(3, 2);
    truth << 1, .2, 0, .8, -.5, 0;
    // Standard errors are about .015; five of them.
    CHECK((logit.coefficients() - truth).cwiseAbs().maxCoeff() < .075);
    CHECK((logit.intercepts() - Eigen::Vector2d(.4, -.3)).cwiseAbs().maxCoeff() < .1);
}

TEST_CASE("the fit is where likelihood less penalty is greatest", "[analysis][vote_logit]")
{
    const Examples made = drawn(300);
    const LogitPenalty penalty{3, 20, 30, 50};
    const VoteLogit logit = VoteLogit::fit(made.terms, made.cast, layout, penalty);
    // The pair is scaled by the greater deviation, that of its second term.
    const auto sd = [&](int k) { return std::sqrt((made.terms.row(k).array() - made.terms.row(k).mean()).square().mean()); };
    const double pair = std::max(sd(0), sd(1)), single = sd(2);
    const auto objective = [&](const Eigen::MatrixX2d& b, const Eigen::Vector2d& a) {
        double sum = 0;
        for (Eigen::Index v = 0; v < made.terms.cols(); ++v) {
            const Eigen::Vector2d u = a + b.transpose() * made.terms.col(v);
            sum += std::log(softmax({u[1], 0, u[0]})[made.cast[static_cast<std::size_t>(v)]]);
        }
        const double own = pair * (b(0, 0) + b(1, 1)) / 2, apart = pair * (b(0, 0) - b(1, 1)) / 2;
        return sum - 3 * own * own - 30 * apart * apart - 25 * pair * pair * (b(1, 0) * b(1, 0) + b(0, 1) * b(0, 1)) -
               10 * single * single * (b(2, 0) * b(2, 0) + b(2, 1) * b(2, 1));
    };
    const double best = objective(logit.coefficients(), logit.intercepts());
    for (int k = 0; k < 3; ++k)
        for (int c = 0; c < 2; ++c)
            for (const double step : {-.01, .01}) {
                Eigen::MatrixX2d moved = logit.coefficients();
                moved(k, c) += step;
                // The intercept moves against it, so that the centre of the votes stays.
                Eigen::Vector2d centred = logit.intercepts();
                centred[c] -= step * made.terms.row(k).mean();
                CHECK(objective(moved, centred) < best);
            }
}

TEST_CASE("great penalties leave what they do not touch", "[analysis][vote_logit]")
{
    const Examples made = drawn(3000);
    const Eigen::MatrixX2d found = VoteLogit::fit(made.terms, made.cast, layout, {1, 1e9, 1e9, 1e9}).coefficients();
    CHECK(found(0, 0) == Approx(found(1, 1)).epsilon(1e-4));  // one weight for the pair
    CHECK(found(0, 0) > .5);
    CHECK(std::abs(found(0, 1)) + std::abs(found(1, 0)) < 1e-4);
    CHECK(found.row(2).cwiseAbs().maxCoeff() < 1e-4);
}

TEST_CASE("a term that does not vary has no weight", "[analysis][vote_logit]")
{
    Examples made = drawn(200);
    made.terms.row(2).setConstant(7);
    const VoteLogit logit = VoteLogit::fit(made.terms, made.cast, layout, nearly_free);
    CHECK(logit.coefficients().row(2).cwiseAbs().maxCoeff() == 0);
}

TEST_CASE("a choice that nobody makes gets a small chance, not an endless climb", "[analysis][vote_logit]")
{
    Examples made = drawn(200);
    for (std::int8_t& cast : made.cast)
        if (cast == 0) cast = 1;
    const VoteLogit logit = VoteLogit::fit(made.terms, made.cast, layout, {1, 1, 1, 1});
    CHECK(softmax(logit.utilities(made.terms.col(0)))[0] < 1e-2);
}
