#include "analysis/hindcast/score_card.hpp"

#include <algorithm>

#include "tests/analysis/hindcast/small_record.hpp"
#include "tests/support/catch.hpp"

using namespace comity::analysis;
using Catch::Matchers::ContainsSubstring;
using comity::tests::small_record;

namespace {

/// Known until 2001. On "Old" of 2002 AAA repeats its vote and BBB changes it; nobody voted on "New" before; in 2003 "New" returns.
struct Case {
    RecordedVotes votes = small_record(3, {{{2001, 1, 1}, "Old", "me", "YY-"},
                                           {{2002, 1, 1}, "Old", "me", "YNY"},
                                           {{2002, 2, 1}, "New", "hr", "YYY"},
                                           {{2003, 1, 1}, "New", "hr", "YYN"}});
    HindcastDesign design{2001, {2002, 2003}};
    TestVotes test = test_votes(votes, design.test);
};

std::vector<char> counted(const std::vector<Subset>& all, const std::string& name)
{
    const auto found = std::find_if(all.begin(), all.end(), [&](const Subset& each) { return each.name == name; });
    return found == all.end() ? std::vector<char>{} : found->counted;
}

double value(const std::vector<CardRow>& card, const std::string& model, const std::string& subset, const std::string& metric)
{
    const auto found = std::find_if(card.begin(), card.end(),
                                    [&](const CardRow& row) { return row.model == model && row.subset == subset && row.metric == metric; });
    REQUIRE(found != card.end());
    return found->estimate.value;
}

}  // namespace

TEST_CASE("subsets are the votes that they name", "[analysis][score_card]")
{
    const Case of;
    const auto frozen = subsets(of.votes, of.test, of.design, Window::frozen, {0, 0, 1});
    CHECK(counted(frozen, "all") == std::vector<char>(9, 1));
    CHECK(counted(frozen, "contested") == std::vector<char>{1, 1, 1, 0, 0, 0, 1, 1, 1});
    CHECK(counted(frozen, "human_rights") == std::vector<char>{0, 0, 0, 1, 1, 1, 1, 1, 1});
    CHECK(counted(frozen, "new_titles") == std::vector<char>{0, 0, 1, 1, 1, 1, 1, 1, 1});
    CHECK(counted(frozen, "changed") == std::vector<char>{0, 1, 0, 0, 0, 0, 0, 0, 0});
    CHECK(counted(frozen, "2003") == std::vector<char>{0, 0, 0, 0, 0, 0, 1, 1, 1});
    CHECK(counted(frozen, "EU") == std::vector<char>{0, 0, 1, 0, 0, 1, 0, 0, 1});
    CHECK(counted(frozen, "USA").empty());
    // A year ahead, what was new in 2002 is no longer.
    const auto rolling = subsets(of.votes, of.test, of.design, Window::rolling, {0, 0, 1});
    CHECK(counted(rolling, "new_titles") == std::vector<char>{0, 0, 1, 1, 1, 1, 0, 0, 0});
    CHECK(counted(rolling, "changed") == std::vector<char>{0, 1, 0, 0, 0, 0, 0, 0, 1});
}

TEST_CASE("a card tells scores, changes foretold, and what a part loses against the whole", "[analysis][score_card]")
{
    const Case of;
    Chances whole(9, 3), part = Chances::Constant(9, 3, 1.0 / 3);
    whole.rowwise() = Eigen::RowVector3d(.2, .1, .7).array();
    whole.row(1) << .7, .2, .1;  // the change of BBB, foretold
    const std::vector<CardRow> card =
        score_card(of.votes, of.test, of.design, {0, 0, 0},
                   {{Mode::unconditional, Window::frozen, "whole", whole, ""}, {Mode::unconditional, Window::frozen, "part", part, "whole"}}, resampled(10, of.test.num_roll_calls(), 1));
    CHECK(value(card, "whole", "all", "accuracy") == Approx(8.0 / 9));
    CHECK(value(card, "whole", "all", "change_precision") == 1);
    CHECK(value(card, "whole", "all", "change_recall") == 1);
    CHECK(value(card, "part", "contested", "nats_lost") ==
          Approx(value(card, "part", "contested", "log_loss") - value(card, "whole", "contested", "log_loss")));
    CHECK(std::none_of(card.begin(), card.end(), [](const CardRow& row) { return row.model == "whole" && row.metric == "nats_lost"; }));
    CHECK_THAT(as_text(card), ContainsSubstring("unconditional, frozen: 9 votes") && ContainsSubstring("nats lost"));
    CHECK_THAT(as_csv(card), ContainsSubstring("mode,window,model,subset,metric,value,low,high,n\nunconditional,frozen,whole,all,accuracy,"));
    CHECK_THAT(as_json(card), ContainsSubstring("\"metric\": \"brier\""));
}
