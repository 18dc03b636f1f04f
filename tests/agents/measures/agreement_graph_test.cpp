#include <cmath>
#include <cstdint>
#include <vector>

#include "agents/measures/agreement_graph.hpp"
#include "sim/philox.hpp"
#include "tests/support/catch.hpp"

using namespace comity::agents;

namespace {

/// S of a pair as its definition reads; negative where no vote is common.
double defined_agreement(const std::vector<std::vector<std::int8_t>>& drafts, std::size_t i, std::size_t j)
{
    double sum = 0, common = 0;
    for (const auto& votes : drafts) {
        if (votes[i] > 1 || votes[j] > 1) continue;
        sum += 1 - std::abs(votes[i] - votes[j]) / 2.0;
        common += 1;
    }
    return common > 0 ? sum / common : -1;
}

}  // namespace

TEST_CASE("agreement of all pairs is that of the definition, whatever the number of drafts", "[agents][measures]")
{
    const int drafts = GENERATE(1, 126, 127, 128, 400);
    constexpr std::size_t n = 37;
    std::vector<std::vector<std::int8_t>> all;
    VoteHistory history(n);
    for (int v = 0; v < drafts; ++v) {
        std::vector<std::int8_t> votes(n);
        for (std::size_t i = 0; i < n; ++i)
            votes[i] = static_cast<std::int8_t>(static_cast<int>(comity::sim::philox({static_cast<std::uint32_t>(v), static_cast<std::uint32_t>(i), 0, 0}, {1, 0})[0] % 5) - 1);
        if (v % 2 == 0) votes[5] = 2;
        all.push_back(votes);
        history.add(votes.data());
    }
    AgreementGraphBuilder builder;
    builder.build(history);
    for (std::size_t i = 1; i < n; ++i)
        for (std::size_t j = 0; j < i; ++j) {
            CAPTURE(drafts, i, j);
            CHECK(builder.pairs()[i * (i - 1) / 2 + j] == Approx(defined_agreement(all, i, j)).margin(1e-6));
        }
}

TEST_CASE("weights are what exceeds the median", "[agents][measures]")
{
    // three countries, two drafts: S(0,1) = 1, S(0,2) = .25, S(1,2) = .25; median .25
    VoteHistory history(3);
    history.add(std::vector<std::int8_t>{1, 1, -1}.data());
    history.add(std::vector<std::int8_t>{1, 1, 0}.data());
    AgreementGraphBuilder builder;
    const AgreementGraph& graph = builder.build(history);
    CHECK(graph.median == Approx(0.25));
    CHECK(graph.weights(0, 1) == Approx(0.75));
    CHECK(graph.weights(1, 0) == Approx(0.75));
    CHECK(graph.weights(0, 2) == 0);
    CHECK(graph.weights(2, 2) == 0);
}

TEST_CASE("without a common vote there is no median and no tie", "[agents][measures]")
{
    VoteHistory history(2);
    history.add(std::vector<std::int8_t>{1, 2}.data());
    AgreementGraphBuilder builder;
    CHECK(std::isnan(builder.build(history).median));
    CHECK(builder.build(history).weights.sum() == 0);
}

TEST_CASE("the median of shares is that of the ordered list", "[agents][measures]")
{
    CHECK(median_of_shares({0.9F, 0.1F, 0.5F}) == Approx(0.5));
    CHECK(median_of_shares({0.9F, 0.1F, 0.5F, 0.6F}) == Approx(0.55));
    CHECK(median_of_shares({1, 1, 0, 1}) == 1);
    CHECK(median_of_shares({0, 1}) == Approx(0.5));
    CHECK(std::isnan(median_of_shares({})));
    std::vector<float> many;  // 1000 values that share 1024 bins unevenly: k^2 / 10^6; middle 499^2 and 500^2
    for (int k = 999; k >= 0; --k) many.push_back(static_cast<float>(k) * static_cast<float>(k) * 1e-6F);
    CHECK(median_of_shares(many) == Approx((499.0 * 499 + 500.0 * 500) / 2e6));
}
