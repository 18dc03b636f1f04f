#include "analysis/hindcast/reliability.hpp"

#include <algorithm>

#include "tests/support/catch.hpp"

using namespace comity::analysis;
using Catch::Matchers::ContainsSubstring;

namespace {

/// Four votes on two roll calls: three are given yes with .72, .78 and 1, one with .1 exactly.
struct Case {
    TestVotes test;
    Chances chances{4, 3};
    Case()
    {
        const Choice cast[] = {Choice::yes, Choice::no, Choice::yes, Choice::no};
        for (int v = 0; v < 4; ++v) {
            test.votes.push_back({{v, v / 2}, cast[v]});
            test.place.push_back(v / 2);
        }
        test.last = 2;
        chances << .2, .08, .72, .2, .02, .78, 0, 0, 1, .9, 0, .1;
    }
};

const ReliabilityBin* bin(const std::vector<ReliabilityBin>& bins, Choice choice, double from)
{
    const auto found = std::find_if(bins.begin(), bins.end(), [&](const ReliabilityBin& each) { return each.choice == choice && each.from == Approx(from); });
    return found == bins.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("a bin tells the mean chance of its votes and the share that came", "[analysis][reliability]")
{
    const Case of;
    const auto bins = reliability(of.test, of.chances, resampled(50, 2, 1));
    const ReliabilityBin* likely = bin(bins, Choice::yes, .7);
    REQUIRE(likely);
    CHECK(likely->votes == 2);
    CHECK(likely->chance == Approx(.75));
    CHECK(likely->share.value == Approx(.5));
    CHECK(likely->share.low == .5);  // both are of one roll call, so that half of them came in every sample
    CHECK(likely->share.high == .5);
    const ReliabilityBin* sure = bin(bins, Choice::yes, .9);  // a chance of 1 belongs to the last bin
    REQUIRE(sure);
    CHECK(sure->votes == 1);
    CHECK(sure->share.value == 1);
    REQUIRE(bin(bins, Choice::yes, .1));  // .1 belongs to the bin that it opens
    CHECK(!bin(bins, Choice::yes, 0));
    CHECK(!bin(bins, Choice::yes, .5));
    // Each vote is in one bin of each choice.
    for (const Choice choice : {Choice::no, Choice::abstain, Choice::yes}) {
        long votes = 0;
        for (const ReliabilityBin& each : bins) votes += each.choice == choice ? each.votes : 0;
        CHECK(votes == 4);
    }
}

TEST_CASE("reliability is written by mode, window, model and choice, and drawn for one model", "[analysis][reliability]")
{
    const Case of;
    const std::vector<Forecast> forecasts{{Mode::unconditional, Window::frozen, "comity", of.chances}, {Mode::conditional, Window::rolling, "other", of.chances}};
    const auto all = reliability_of(forecasts, of.test, resampled(50, 2, 1));
    CHECK_THAT(as_csv(all), ContainsSubstring("mode,window,model,choice,from,to,chance,share,low,high,n\nunconditional,frozen,comity,no,") &&
                                ContainsSubstring("conditional,rolling,other,yes,0.9,1,1,1,1,1,1\n"));
    const std::string picture = reliability_diagram(all, "comity");
    CHECK_THAT(picture, ContainsSubstring("unconditional, frozen") && !ContainsSubstring("rolling"));
    CHECK_THAT(picture, !ContainsSubstring("nan"));
}
