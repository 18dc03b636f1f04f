#include "agents/country_kernel.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

#include "tests/support/catch.hpp"

using namespace comity;
using namespace comity::agents;

namespace {

constexpr std::size_t n = 193;  // no multiple of a register: tails count too

std::vector<double> column(unsigned seed, double low, double high, std::size_t length = n)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> uniform(low, high);
    std::vector<double> made(length);
    for (double& each : made) each = uniform(random);
    return made;
}

/// Rows of 0 to 40 ties.
struct Ties {
    std::vector<std::int32_t> start{0}, to;
    std::vector<std::uint32_t> offset;
    std::vector<double> weight;
    Ties()
    {
        std::mt19937 random(5);
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t k = 0; k < i % 41; ++k) to.push_back(static_cast<std::int32_t>(random() % n));
            start.push_back(static_cast<std::int32_t>(to.size()));
        }
        for (const std::int32_t j : to) offset.push_back(4 * static_cast<std::uint32_t>(j));
        weight = column(6, 0, 1, to.size());
    }
};

std::vector<std::int8_t> readings()
{
    std::vector<std::int8_t> made(n);
    for (std::size_t i = 0; i < n; ++i) made[i] = static_cast<std::int8_t>(static_cast<int>(i * 7 % 3) - 1);
    return made;
}

/// All results of a variant, one after the other.
std::vector<double> results(sim::Instructions which)
{
    const CountryKernel& kernel = country_kernel(which);
    const Ties ties;
    const auto adopted = readings();
    std::vector<double> all, made(CountryKernel::lanes * n);
    const auto keep = [&](const std::vector<double>& values) { all.insert(all.end(), values.begin(), values.end()); };
    kernel.mix(n, {ties.start.data(), ties.offset.data(), ties.weight.data()}, column(1, -4, 4, CountryKernel::lanes * n).data(), made.data());
    keep(made);
    std::vector<double> heard(made.size()), total(made.size());
    kernel.mix_heard(n, {ties.start.data(), ties.offset.data(), ties.weight.data()}, column(1, -4, 4, CountryKernel::lanes * n).data(),
                     {1.5, column(28, 0, 1, CountryKernel::lanes * n).data()}, made.data(), heard.data(), total.data());
    for (const auto& sums : {made, heard, total}) keep(sums);
    kernel.mix_heard(n, {ties.start.data(), ties.offset.data(), ties.weight.data()}, column(1, -4, 4, CountryKernel::lanes * n).data(),
                     {1.5, nullptr}, made.data(), heard.data(), total.data());
    for (const auto& sums : {made, heard, total}) keep(sums);
    kernel.interleave(n, 3, column(17, -4, 4, 3 * n).data(), made.data());
    keep(made);
    kernel.blend(n, 3, column(18, 0, 1).data(), column(19, -4, 4, CountryKernel::lanes * n).data(), column(20, 0, 1).data(),
                 column(21, -4, 4, 3 * n).data(), made.data());
    keep(made);
    const auto noise = column(22, -2, 2);
    kernel.settle(n, {column(23, -4, 4).data(), column(24, 0, 1).data(), column(25, -4, 4).data(), column(26, -1, 1).data(),
                      std::vector<float>(noise.begin(), noise.end()).data(), 0.5, 2, 4}, made.data());
    keep(made);
    std::vector<std::int32_t> reviewing;
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(n); i += 1 + i % 3) reviewing.push_back(i);
    std::vector<std::int8_t> foreseen(sim::padded(reviewing.size()));
    kernel.foresee(reviewing.size(), reviewing.data(), {0.5, {0.2, 0.1}, {0.1, 0.15}, 0.1}, column(14, 0, 1).data(),
                   column(15, 0, 1).data(), adopted.data(), foreseen.data());
    all.insert(all.end(), foreseen.begin(), foreseen.begin() + static_cast<std::ptrdiff_t>(reviewing.size()));
    const Both sum = kernel.sum_takers(ties.to.size(), ties.to.data(), ties.weight.data(), adopted.data());
    keep({sum.minus, sum.plus});
    made.resize(n);
    keep({kernel.engage(n, column(2, 0, 1).data(), column(3, -0.5, 0.5).data(), column(4, 0, 1).data(), column(5, -1, 1).data(),
                        column(6, 0, 0.1).data(), 0.25, made.data())});
    keep(made);
    keep({kernel.weigh(n, column(7, 0, 1).data(), column(8, 0, 1).data(), column(9, 0, 1).data(), made.data())});
    keep(made);
    keep({kernel.sum(n, column(16, -1, 1).data())});
    kernel.drift_anchors(n, adopted.data(), column(12, -4, 4).data(), column(13, -1, 1).data(), 0.4, 0.002, made.data());
    keep(made);
    kernel.merge(n, {column(29, 0, 1).data(), column(30, 0, 1).data(), column(31, 0, 1).data(), 0.4, 0.3, 0.2}, made.data());
    keep(made);
    return all;
}

}  // namespace

TEST_CASE("all variants of the loops over countries give the same bits", "[agents][country_kernel]")
{
    const auto variant = GENERATE(sim::Instructions::avx2, sim::Instructions::avx512);
    if (!sim::runs(variant)) {
        WARN("skipped: this processor or build has no variant " << static_cast<int>(variant));
        return;
    }
    CHECK(results(variant) == results(sim::Instructions::baseline));
}

TEST_CASE("the loops over countries do what they say", "[agents][country_kernel]")
{
    const CountryKernel& kernel = country_kernel();
    // Three countries; the first listens to the second by .25 and to the third by .75, the others to nobody.
    const std::vector<std::int32_t> start{0, 2, 2, 2}, to{1, 2};
    const std::vector<std::uint32_t> offset{4, 8};
    const std::vector<double> weight{0.25, 0.75}, x{0, 0, 0, 0, 4, 8, 0, 1, 0, 4, -4, 1};
    std::vector<double> mixed(12);
    kernel.mix(3, {start.data(), offset.data(), weight.data()}, x.data(), mixed.data());
    CHECK(mixed == std::vector<double>{1, 5, -3, 1, 0, 0, 0, 0, 0, 0, 0, 0});

    // Two columns of five, one four and a tail: 1 to 5 and 10 to 50.
    const std::vector<double> five{1, 2, 3, 4, 5, 10, 20, 30, 40, 50};
    std::vector<double> rows(20, 7), blended(10);
    kernel.interleave(5, 2, five.data(), rows.data());
    CHECK(rows == std::vector<double>{1, 10, 0, 0, 2, 20, 0, 0, 3, 30, 0, 0, 4, 40, 0, 0, 5, 50, 0, 0});
    const std::vector<double> others{1, 0, 0.5, 1, 0.25}, own{0, 1, 0.5, 1, 0.5}, x0{0, 0, 1, 0, 2, -10, -20, -30, 0, 2};
    kernel.blend(5, 2, others.data(), rows.data(), own.data(), x0.data(), blended.data());
    CHECK(blended == std::vector<double>{1, 0, 2, 4, 2.25, 10, -20, 0, 40, 13.5});

    // s x + (1 - s) b - load pull + sd noise, then the ends of the scale; the ninth is the tail of every variant.
    const std::vector<double> s{0, 1, 0.5, 0.5, 0.5, 0.5, 1, 1, 0.25}, b{1, 9, 3, 3, 3, 3, 0, 0, 4}, pull{0, 0, 0, 1, 0, 0, 0, 0, 1};
    const std::vector<float> noise{0, 0, 0, 0, 1, -1, 16, -16, 1};
    std::vector<double> settled{9, 2, 1, 1, 1, 1, 0, 0, 0};
    kernel.settle(9, {settled.data(), s.data(), b.data(), pull.data(), noise.data(), 0.5, 0.25, 3}, settled.data());
    CHECK(settled == std::vector<double>{1, 2, 2, 1.5, 2.25, 1.75, 3, -3, 2.75});
    std::vector<double> lost(9, std::numeric_limits<double>::quiet_NaN());
    const std::vector<double> ones(9, 1);
    kernel.settle(9, {lost.data(), ones.data(), ones.data(), ones.data(), noise.data(), 0.5, 0.25, 3}, lost.data());
    CHECK(std::all_of(lost.begin(), lost.end(), [](double each) { return std::isnan(each); }));  // a run must not go on without notice

    const std::vector<std::int8_t> adopted{1, -1, 0};
    const Both sum = kernel.sum_takers(2, to.data(), weight.data(), adopted.data());
    CHECK(sum.minus == 0.25);
    CHECK(sum.plus == 0);

    // Own weight .5, ties .2 at most, threshold .5: who leans to a pole takes it up, who leans to neither takes up none, and in between,
    // where .4 + .2 could reach the threshold, partners decide. Places are not in a row, and nine of them leave a tail.
    const std::vector<double> leaning{1, 0.5, 0, 0.8}, threshold(4, 0.5);
    const std::vector<std::int8_t> held(4, 0);
    const std::vector<std::int32_t> who{3, 0, 2, 1, 0, 0, 0, 0, 2};
    std::vector<std::int8_t> choice(sim::padded(who.size()));
    kernel.foresee(who.size(), who.data(), {0.5, {0, 0}, {0.2, 0.2}, 0.1}, leaning.data(), threshold.data(), held.data(), choice.data());
    choice.resize(who.size());
    CHECK(choice == std::vector<std::int8_t>{undecided, 1, -1, 0, 1, 1, 1, 1, -1});

    std::vector<double> ten(10);
    std::iota(ten.begin(), ten.end(), 1);
    CHECK(kernel.sum(ten.size(), ten.data()) == 55);

    // Targets 1 + .5 (clipped to 1), .5 and 0 from .5, .5, .5 at inertia .5: .75, .5, .25; the second has paid 1 and counts so.
    const std::vector<double> target{1, 0.5, 0}, shock{0.5, 0, 0}, before(3, 0.5), dues{-1, 1, -1}, shares{0.5, 0.25, 0.25};
    std::vector<double> after(3);
    CHECK(kernel.engage(3, target.data(), shock.data(), before.data(), dues.data(), shares.data(), 0.5, after.data()) == 0.3125);
    CHECK(after == std::vector<double>{0.75, 0.5, 0.25});

    // q = .5 lies above 0 for an adopter of the L reading, who moves by a tenth of the way; not for the S reading, nor without one.
    const std::vector<double> anchor(3, 0), none(3, 0);
    std::vector<double> drift(3, 0);
    kernel.drift_anchors(3, adopted.data(), anchor.data(), none.data(), 0.5, 0.1, drift.data());
    CHECK(drift == std::vector<double>{0.05, 0, 0});

    // Half of the first layer, twice the second and none of the third; the ninth is the tail of every variant.
    const std::vector<double> security{1, 0, 2, 0, 0, 0, 0, 0, 4}, trade{0, 1, 1, 0, 0, 0, 0, 0, 0.5}, caucus(9, 5);
    std::vector<double> merged(9);
    kernel.merge(9, {security.data(), trade.data(), caucus.data(), 0.5, 2, 0}, merged.data());
    CHECK(merged == std::vector<double>{0.5, 2, 3, 0, 0, 0, 0, 0, 3});
}

TEST_CASE("a reach without end hears all, and no trust is full trust", "[agents][country_kernel]")
{
    constexpr double all_far = std::numeric_limits<double>::infinity(), farther_than_any = 9;
    const Ties ties;
    const std::vector<double> x = column(1, -4, 4, CountryKernel::lanes * n), doubtful = column(28, 0, 1, x.size()), full(x.size(), 1);
    for (const auto which : sim::all_instructions) {
        if (!sim::runs(which)) continue;
        const auto sums = [&](double reach, const double* trust) {
            std::vector<std::vector<double>> made(3, std::vector<double>(x.size()));
            country_kernel(which).mix_heard(n, {ties.start.data(), ties.offset.data(), ties.weight.data()}, x.data(), {reach, trust},
                                            made[0].data(), made[1].data(), made[2].data());
            return made;
        };
        for (const double reach : {1.5, all_far}) CHECK(sums(reach, nullptr) == sums(reach, full.data()));
        CHECK(sums(all_far, doubtful.data()) == sums(farther_than_any, doubtful.data()));
        CHECK(sums(all_far, nullptr) == sums(farther_than_any, full.data()));
        CHECK(sums(1.5, doubtful.data()) != sums(all_far, doubtful.data()));
        CHECK(sums(1.5, doubtful.data()) != sums(1.5, nullptr));
    }
}

TEST_CASE("partners beyond the reach are left out, those at its end counted", "[agents][country_kernel]")
{
    // One country at 0 with partners at .5, -1, 1.5 and 0 in the first quantity; far away but for the last in the others.
    const std::vector<std::int32_t> start{0, 4, 4, 4, 4, 4};
    const std::vector<std::uint32_t> offset{4, 8, 12, 16};
    const std::vector<double> weight{0.1, 0.2, 0.3, 0.4};
    const std::vector<double> x{0, 0, 0, 0, 0.5, 9, 9, 9, -1, 9, 9, 9, 1.5, 9, 9, 9, 0, 0, 1, 9};
    std::vector<double> trust(20, 1), mixed(20), heard(20), total(20);
    trust[0] = 0.25;
    for (const auto which : sim::all_instructions) {
        if (!sim::runs(which)) continue;
        country_kernel(which).mix_heard(5, {start.data(), offset.data(), weight.data()}, x.data(), {1, trust.data()}, mixed.data(),
                                        heard.data(), total.data());
        CHECK(mixed[0] == Approx(0.25 * 0.1 * 0.5 - 0.2));  // the last one is at 0: no L pole
        CHECK(heard[0] == Approx(0.25 * 0.1 + 0.2 + 0.4));
        CHECK(total[0] == Approx(0.1 + 0.2 + 0.4));
        CHECK((mixed[1] == 0 && total[1] == Approx(0.4)));
        CHECK((mixed[2] == Approx(0.4) && heard[2] == Approx(0.4) && total[2] == Approx(0.4)));
        CHECK((total[3] == 0 && total[4] == 0));
    }
}
