#include "analysis/hindcast/voting/outlook.hpp"

#include <cmath>
#include <string>

#include "analysis/hindcast/voting/expected_lines.hpp"
#include "analysis/hindcast/voting/vote_terms.hpp"
#include "tests/analysis/hindcast/small_record.hpp"
#include "tests/support/catch.hpp"

using namespace comity::analysis;
using comity::tests::small_record;

namespace {

/// Seen from 1996: a text of 1998 that shares words with one of 1995 and is the one of 1996 but for a word.
RecordedVotes record()
{
    return small_record(4, {{{1995, 1, 1}, "law of peace", "t", "YNA-"},
                            {{1996, 1, 1}, "law of the sea and of the bed below the sea today", "t", "NYYA"},
                            {{1996, 2, 1}, "trade", "u", "YYNN"},
                            {{1998, 1, 1}, "law of the sea and of the bed below the sea", "t", "----"}});
}

}  // namespace

TEST_CASE("earlier votes weigh by likeness of texts and by age", "[analysis][outlook]")
{
    const RecordedVotes votes = record();
    const Texts texts = texts_of(votes);
    const Vantage from = vantage(votes, texts, 1996, nullptr);
    const Prospect text = outlook(votes, texts, from, 1998).front();

    const Eigen::MatrixXd alike = TextSimilarity(texts.titles, 3).cosines({3, 4}, {0, 3});
    REQUIRE(alike(0, 0) > .05);
    REQUIRE(alike(0, 0) < .5);
    const auto sum = [&](auto&& weight) {
        Tallies counts = Tallies::Zero(4, 3);
        for (int s = 0; s < 3; ++s) counts += weight(s, alike(0, s), s == 0 ? 3 : 2) * one_hot(votes.cast.col(s));
        return counts;
    };
    EarlierVotes earlier;
    earlier.all = sum([](int, double, int age) { return std::pow(.8, age); });
    earlier.topic = sum([](int s, double, int age) { return s == 2 ? 0 : std::pow(.8, age); });
    earlier.similar = sum([](int, double cosine, int age) { return std::pow(.7 * cosine, 3) * std::pow(.85, age); });
    earlier.title = sum([](int, double cosine, int age) {
        const double weight = std::pow(cosine, 4) * std::pow(.8, age);
        return weight < 1e-4 ? 0 : weight;
    });
    earlier.last = one_hot(votes.cast.col(1));
    const ExpectedLines lines = expected_lines(earlier, from.nearness[0]);
    CHECK((text.own_line - log_odds(lines.own, 6)).abs().maxCoeff() < 1e-9);
    CHECK((text.bloc_line - log_odds(lines.bloc, 6)).abs().maxCoeff() < 1e-9);
    CHECK(text.drift[0] == Approx(std::log(lines.drift[2] / lines.drift[1])));
    CHECK(text.likeness == Approx(.7 * alike(0, 1)));
}

TEST_CASE("a text takes up one whose title is nearly its own", "[analysis][outlook]")
{
    const RecordedVotes votes = record();
    const Texts texts = texts_of(votes);
    const Prospect text = outlook(votes, texts, vantage(votes, texts, 1996, nullptr), 1998).front();
    CHECK((text.line.last == votes.cast.col(1)).all());
    CHECK((text.line.age == 2).all());
}

TEST_CASE("terms stand in the order of their layout", "[analysis][vote_terms]")
{
    const std::vector<Term> layout = expectation_terms();
    Prospect text;
    text.map = text.own_line = text.bloc_line = LogOdds::Zero(1, 2);
    text.map.row(0) << .1, .2;
    text.own_line.row(0) << .3, .4;
    text.bloc_line.row(0) << .5, .6;
    text.drift = {.7, .8};
    text.novelty = .9;
    text.likeness = .95;
    text.line.last = Ballot::Zero(1);  // no
    text.line.age = Eigen::ArrayXd::Constant(1, 3);
    text.line.run = Eigen::ArrayXd::Constant(1, 4);
    text.line.inconstancy = Eigen::ArrayXd::Constant(1, 1.1);
    text.line.unrest = .04;
    const Steadiness steadiness{Eigen::ArrayXd::Constant(1, 1.2), Eigen::ArrayXd::Constant(1, 1.3)};
    Eigen::VectorXd row(static_cast<Eigen::Index>(layout.size()));
    fill_expectation(text, steadiness, 0, 2, {}, row);

    double of_last[18] = {};  // yes, then no, then abstention
    const double held[] = {1, std::log(3.0), std::log(5.0), 1.2, 1.3, std::log(.05)};
    std::copy(held, held + 6, of_last + 6);
    Eigen::VectorXd expected(row.size());
    expected << .1, .2, .3, .4, .5, .6, .7, .8, .9, .95, Eigen::Map<Eigen::VectorXd>(of_last, 18), 2, 1.8, 0, 2, 0, .2, .4, .6, .8, 1, 1.2;
    CHECK((row - expected).cwiseAbs().maxCoeff() < 1e-12);
    CHECK(std::string(layout[20].name) == "last x trend");
    CHECK(std::string(layout.back().name) == "beyond x bloc line");
    for (std::size_t k = 0; k < layout.size(); ++k)
        if (layout[k].of == Term::Of::yes) CHECK(layout[k + 1].of == Term::Of::no);

    const std::vector<Term> pooled = pooling_terms();
    Revealed revealed{LogOdds::Constant(1, 2, .1), LogOdds::Constant(1, 2, .2), LogOdds::Constant(1, 2, .3), .4};
    Eigen::VectorXd of_pooling(static_cast<Eigen::Index>(pooled.size())), expected_pooling(of_pooling.size());
    fill_pooling(text, revealed, 0, {}, of_pooling);
    expected_pooling << .1, .1, .2, .2, .3, .3, 0, 0, 0, 0, 0, 1, std::log(3.0), 1.1, std::log(5.0), .4, 0, 0, 0, 0, 0;
    CHECK((of_pooling - expected_pooling).cwiseAbs().maxCoeff() < 1e-12);
}
