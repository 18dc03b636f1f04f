#include "analysis/hindcast/voting/surprise.hpp"

#include <cmath>

#include <Eigen/Eigenvalues>

#include "analysis/hindcast/voting/readings.hpp"
#include "tests/analysis/fit/simulated_votes.hpp"
#include "tests/analysis/hindcast/small_record.hpp"
#include "tests/support/catch.hpp"

using namespace comity::analysis;
using comity::tests::drawn_record;
using comity::tests::TestChance;

namespace {

constexpr std::int8_t hidden = RecordedVotes::not_cast;

/// Three countries: the second near the first, the third unrelated.
Eigen::MatrixXd kernel()
{
    return (Eigen::MatrixXd(3, 3) << 4, 3, 0, 3, 4, 0, 0, 0, 4).finished();
}

/// Yes is expected of all.
Eigen::ArrayX3d expected()
{
    Eigen::ArrayX3d utilities(3, 3);
    utilities.rowwise() = Eigen::RowVector3d(-1, 0, 2).array();
    return utilities;
}

Ballot ballot(std::int8_t first, std::int8_t second, std::int8_t third)
{
    return (Ballot(3) << first, second, third).finished();
}

}  // namespace

TEST_CASE("the nearest positive semi-definite matrix drops negative eigenvalues", "[analysis][surprise]")
{
    // Eigenvalues 3 and -1 along (1, 1) and (1, -1).
    const Eigen::MatrixXd found = positive_part((Eigen::MatrixXd(2, 2) << 1, 2, 2, 1).finished());
    CHECK((found - Eigen::MatrixXd::Constant(2, 2, 1.5)).cwiseAbs().maxCoeff() < 1e-12);
    CHECK((positive_part(kernel()) - kernel()).cwiseAbs().maxCoeff() < 1e-12);
}

TEST_CASE("no revealed vote, no shift", "[analysis][surprise]")
{
    CHECK((surprise(expected(), ballot(hidden, hidden, hidden), kernel()) == 0).all());
}

TEST_CASE("one surprise moves the near and leaves the unrelated", "[analysis][surprise]")
{
    const LogOdds found = surprise(expected(), ballot(0, hidden, hidden), kernel());
    CHECK(found(1, 0) < -.5);
    CHECK(found(1, 1) > .5);
    CHECK((found.row(2) == 0).all());
    // At the mode a = [chosen] - p(q + (K + own I) a), and the shift of the second is K_21 a.
    const Eigen::Array2d a = found.row(1).transpose() / 3;
    const Eigen::Array3d p = softmax({-1 + 5 * a[1], 0, 2 + 5 * a[0]});
    CHECK(a[0] == Approx(-p[2]).margin(.03));
    CHECK(a[1] == Approx(1 - p[0]).margin(.03));
}

TEST_CASE("a vote that was expected moves little, and towards itself", "[analysis][surprise]")
{
    const LogOdds yes = surprise(expected(), ballot(2, hidden, hidden), kernel()), no = surprise(expected(), ballot(0, hidden, hidden), kernel());
    CHECK(yes(1, 0) > 0);
    CHECK(yes(1, 0) < -no(1, 0) / 2);
}

TEST_CASE("who holds the same last vote moves together; who has none moves more", "[analysis][surprise]")
{
    const SurpriseVariances variances;
    Eigen::ArrayX3d flat = Eigen::ArrayX3d::Zero(3, 3);
    const Eigen::MatrixXd found = text_kernel(kernel(), flat, ballot(2, 2, hidden));
    CHECK(found(0, 1) == Approx(3 + variances.same_last));
    CHECK(found(2, 2) == Approx(4 * variances.unknown * variances.unknown));
    flat(0, 2) = 3;  // expected yes of the first alone: z is .75 - .25 there, -.25 elsewhere
    const Eigen::MatrixXd along = text_kernel(kernel(), flat, ballot(0, 1, 2));
    CHECK(along(0, 0) == Approx(4 + variances.same_last + .25));
    CHECK(along(0, 1) == Approx(3 - .125));
}

TEST_CASE("the kernels of a record are positive semi-definite", "[analysis][surprise]")
{
    const RecordedVotes votes = drawn_record(1997, 3);
    const Texts texts = texts_of(votes);
    const Vantage from = vantage(votes, texts, 1996, nullptr);
    for (const Eigen::MatrixXd& each : surprise_kernels(from, {})) {
        CHECK((each - each.transpose()).cwiseAbs().maxCoeff() < 1e-9);
        CHECK(Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(each).eigenvalues().minCoeff() > -1e-9);
    }
}

TEST_CASE("a ballot that reveals nothing reads as what was expected", "[analysis][readings]")
{
    const RecordedVotes votes = drawn_record(1997, 3);
    const Texts texts = texts_of(votes);
    const Vantage from = vantage(votes, texts, 1996, nullptr);
    const Prospect text = outlook(votes, texts, from, 1997).front();
    Eigen::ArrayX3d utilities(votes.num_countries(), 3);
    for (int i = 0; i < votes.num_countries(); ++i) utilities.row(i) << .1 * i, 0, 1 - .2 * i;
    const Ballot none = Ballot::Constant(votes.num_countries(), hidden);
    const Revealed read = read_revealed(text, utilities, none, from, surprise_kernels(from, {})[0], {});
    CHECK((read.swing - read.expected).abs().maxCoeff() < 1e-12);
    CHECK(read.left == Approx(std::log(.3 / 6)));
    CHECK((read.map - log_odds(item_chances(from.map.points, text.item), 7)).abs().maxCoeff() < 1e-9);
}

TEST_CASE("the map is read with the item that the revealed votes make of the expected one", "[analysis][readings]")
{
    const RecordedVotes votes = drawn_record(1997, 3);
    const Texts texts = texts_of(votes);
    const Vantage from = vantage(votes, texts, 1996, nullptr);
    const Prospect text = outlook(votes, texts, from, 1997).front();
    const Ballot half = (Ballot(16) << 0, hidden, 0, hidden, 1, hidden, 2, hidden, 0, hidden, 0, hidden, 0, hidden, 0, hidden).finished();
    const Eigen::ArrayX3d flat = Eigen::ArrayX3d::Zero(votes.num_countries(), 3);
    const Revealed read = read_revealed(text, flat, half, from, surprise_kernels(from, {})[0], {});
    const ItemPrior prior{text.item, (from.items.sd().cwiseAbs2() * (text.novelty + .02)).cwiseInverse()};
    const MapItem item = fit_item(half, from.map.points, prior, text.item, 15);
    CHECK((read.map - log_odds(item_chances(from.map.points, item), 7)).abs().maxCoeff() < 1e-9);
    CHECK((item - text.item).cwiseAbs().maxCoeff() > .1);
}

TEST_CASE("half of a ballot holds the votes of that half alone", "[analysis][readings]")
{
    const Ballot ballot = (Ballot(5) << 0, 1, 2, hidden, 1).finished();
    CHECK((half_of(ballot, false) == (Ballot(5) << 0, hidden, 2, hidden, 1).finished()).all());
    CHECK((half_of(ballot, true) == (Ballot(5) << hidden, 1, hidden, hidden, hidden).finished()).all());
}
