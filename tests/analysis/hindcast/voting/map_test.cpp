#include <cmath>

#include "analysis/fit/spatial_fit.hpp"
#include "analysis/hindcast/voting/issue_map.hpp"
#include "analysis/hindcast/voting/kriging.hpp"
#include "tests/analysis/fit/simulated_votes.hpp"
#include "tests/analysis/hindcast/small_record.hpp"
#include "tests/support/catch.hpp"

using namespace comity::analysis;
using comity::tests::drawn_record;
using comity::tests::TestChance;

namespace {

constexpr int countries = 40;

MapPoints drawn_points(std::uint64_t seed)
{
    TestChance chance(seed);
    MapPoints points(map_dimensions, countries);
    for (auto& each : points.reshaped()) each = chance.normal();
    return points;
}

Ballot drawn_ballot(std::uint64_t seed)
{
    TestChance chance(seed);
    Ballot ballot(countries);
    for (auto& each : ballot) each = static_cast<std::int8_t>(static_cast<int>(4 * chance.uniform()) - 1);
    return ballot;
}

MapItem an_item()
{
    return (MapItem() << .5, -.3, .2, .1, 0, -.4, -.7, .2).finished();
}

}  // namespace

TEST_CASE("the terms of an item are the derivatives of its likelihood", "[analysis][map_items]")
{
    const MapPoints points = drawn_points(1);
    const Ballot ballot = drawn_ballot(2);
    const MapItem item = an_item();
    const ItemLook look = look_at(ballot, points, item);
    const double h = 1e-5;
    const auto slope = [&](Eigen::Index k) {
        const MapItem step = h * MapItem::Unit(k);
        return (log_likelihoods(ballot, points, item + step).sum() - log_likelihoods(ballot, points, item - step).sum()) / (2 * h);
    };
    CHECK((look.log_likelihoods == log_likelihoods(ballot, points, item)).all());
    CHECK(slope(map_dimensions) == Approx((look.by_u + look.by_g).sum()).margin(1e-6));
    CHECK(slope(map_dimensions + 1) == Approx(std::exp(item[map_dimensions + 1]) * look.by_g.sum()).margin(1e-6));
    CHECK(slope(0) == Approx(-points.row(0).dot((look.by_u + look.by_g).matrix())).margin(1e-6));
    CHECK(((ballot == RecordedVotes::not_cast).cast<double>() * (look.by_u.abs() + look.by_g.abs() + look.uu + look.gg)).sum() == 0);
}

TEST_CASE("an item is the one that the joint fit's own routine finds", "[analysis][map_items]")
{
    const MapPoints points = drawn_points(3);
    for (const std::uint64_t seed : {4u, 5u, 6u}) {
        const Ballot ballot = drawn_ballot(seed);
        RollCalls calls{countries, 1, {}};
        for (int i = 0; i < countries; ++i)
            if (ballot[i] != RecordedVotes::not_cast) calls.votes.push_back({i, 0, static_cast<Choice>(ballot[i])});
        const Eigen::MatrixXd expected = fit_items(calls, points, {});
        const MapItem found = fit_item(ballot, points, ItemPrior::vague(), MapItem::Zero(), 50);
        CHECK((found - expected.col(0)).cwiseAbs().maxCoeff() < .02);
    }
}

TEST_CASE("an item without votes is what was expected of it", "[analysis][map_items]")
{
    const Ballot none = Ballot::Constant(countries, RecordedVotes::not_cast);
    const MapItem found = fit_item(none, drawn_points(3), {an_item(), MapItem::Ones()}, MapItem::Zero(), 50);
    CHECK((found - an_item()).cwiseAbs().maxCoeff() < .02);
}

TEST_CASE("chances of an item are those of the spatial model, and sum to one", "[analysis][map_items]")
{
    const MapPoints points = drawn_points(1);
    const auto found = item_chances(points, an_item());
    CHECK((found.rowwise().sum() - 1).abs().maxCoeff() < 1e-12);
    Ballot all_no = Ballot::Zero(countries);
    all_no[3] = RecordedVotes::not_cast;
    CHECK((log_likelihoods(all_no, points, an_item()) - found.col(0).log()).abs().sum() == Approx(-std::log(found(3, 0))));
    for (int i = 0; i < countries; ++i) CHECK((found.row(i).transpose() - spatial_chances(points.col(i), an_item())).abs().maxCoeff() < 1e-12);
}

TEST_CASE("an item that is wholly known has the chances of the spatial model; one that is not, less certain ones", "[analysis][kriging]")
{
    const MapPoints points = drawn_points(1);
    const MapItem item = 4 * an_item();
    const Tallies sure = expected_chances(points, item, 0, MapItem::Ones()), unsure = expected_chances(points, item, 1, MapItem::Ones());
    CHECK((sure - item_chances(points, item)).abs().maxCoeff() < 1e-4);
    CHECK((sure.rowwise().maxCoeff()).mean() > .05 + unsure.rowwise().maxCoeff().mean());
}

TEST_CASE("without noise, kriging gives a known place its own value and calls nothing of it new", "[analysis][kriging]")
{
    const Eigen::MatrixXd likeness = (Eigen::MatrixXd(2, 2) << 1, .4, .4, 1).finished(), values = (Eigen::MatrixXd(1, 2) << 3, -1).finished();
    const Kriging kriging(likeness, Eigen::VectorXd::Zero(2), values, Eigen::VectorXd::Constant(1, .5));
    const Kriging::Expected found = kriging.at(likeness);
    CHECK(found.values(0, 0) == Approx(3));
    CHECK(found.values(0, 1) == Approx(-1));
    CHECK(found.novelty[0] == .02);
}

TEST_CASE("kriging from one noisy place, and far from it", "[analysis][kriging]")
{
    const Kriging kriging(Eigen::MatrixXd::Ones(1, 1), Eigen::VectorXd::Constant(1, .25), Eigen::MatrixXd::Constant(1, 1, 3),
                          Eigen::VectorXd::Constant(1, 1));
    const Kriging::Expected found = kriging.at((Eigen::MatrixXd(2, 1) << .5, 0).finished());
    CHECK(found.values(0, 0) == Approx(1 + .5 / 1.25 * 2));
    CHECK(found.novelty[0] == Approx(1 - .25 / 1.25));
    CHECK(found.values(0, 1) == Approx(1));
    CHECK(found.novelty[1] == Approx(1));
}

TEST_CASE("likeness on the map adds titles, agenda items and topics", "[analysis][kriging]")
{
    const Texts texts{{}, {}, {0, 1, 0}, 2};
    const Eigen::MatrixXd found = on_map({Eigen::MatrixXd::Constant(1, 2, .6), Eigen::MatrixXd::Constant(1, 2, .2)}, texts, {2, 3}, {0, 2});
    CHECK(found(0, 0) == Approx(.3 + .07 + .15));
    CHECK(found(0, 1) == Approx(.3 + .07));
}

TEST_CASE("the map sets blocs that vote apart apart", "[analysis][issue_map]")
{
    const RecordedVotes votes = drawn_record(1997, 5);
    const IssueMap map = fit_map(votes, 1995, nullptr);
    CHECK(map.texts.first == 0);
    CHECK(map.texts.last == votes.first_after(1995));
    // AAA to HHH against MMM to PPP along the first dimension.
    const Eigen::VectorXd first = map.points.row(0);
    const double between = std::abs(first.head(8).mean() - first.tail(4).mean());
    const auto spread = [](const auto& some) { return std::sqrt((some.array() - some.mean()).square().mean()); };
    CHECK(between > 2 * std::max(spread(first.head(8)), spread(first.tail(4))));
    CHECK(map.points.rowwise().mean().cwiseAbs().maxCoeff() < 1e-12);
    // From its own points it has nothing left to gain, so it hardly moves.
    const IssueMap again = fit_map(votes, 1995, &map.fitted);
    CHECK((again.fitted - map.fitted).cwiseAbs().mean() < .1);
}

TEST_CASE("a record of four countries has a map too", "[analysis][issue_map]")
{
    const RecordedVotes votes =
        comity::tests::small_record(4, {{{1995, 1, 1}, "a", "t", "YYNN"}, {{1995, 2, 1}, "b", "t", "YNYN"}, {{1995, 3, 1}, "c", "t", "YYYA"}});
    const IssueMap map = fit_map(votes, 1995, nullptr);
    CHECK(map.points.allFinite());
    CHECK(map.items.allFinite());
}

TEST_CASE("what is unknown of an item draws its steps together, half as much the band of abstention", "[analysis][kriging]")
{
    // At the origin only the threshold's uncertainty counts: a = 1 / sqrt(1 + .346 x .5 x 4).
    MapItem sd = MapItem::Zero();
    sd[map_dimensions] = 2;
    const MapItem item = an_item();
    const double a = 1 / std::sqrt(1 + .346 * .5 * 4), u = a * item[map_dimensions], band = std::sqrt(a) * std::exp(item[map_dimensions + 1]);
    const Tallies found = expected_chances(MapPoints::Zero(map_dimensions, 1), item, .5, sd);
    CHECK(found(0, 0) == Approx(1 / (1 + std::exp(-u))));
    CHECK(found(0, 2) == Approx(1 / (1 + std::exp(u + band))));
}

TEST_CASE("where turns of points and items end, votes pull points out about as much as the prior pulls them in", "[analysis][issue_map]")
{
    const RecordedVotes votes = drawn_record(1995, 5);
    const IssueMap map = fit_map(votes, 1995, nullptr);
    const Eigen::MatrixXd items = fit_items(window_of(votes, 0, votes.num_roll_calls()), map.fitted, {});
    Eigen::MatrixXd pull = Eigen::MatrixXd::Zero(map_dimensions, votes.num_countries());
    for (int k = 0; k < items.cols(); ++k) {
        const ItemLook look = look_at(votes.cast.col(k), map.fitted, items.col(k));
        pull -= items.col(k).head<map_dimensions>() * (look.by_u + look.by_g).matrix().transpose();
    }
    const double share = pull.cwiseProduct(map.fitted).sum() / map.fitted.squaredNorm();
    CHECK(share == Approx(1).margin(.2));
}
