#include "sim/sketch_bank.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

#include "sim/column_kernel.hpp"
#include "sim/quantile_sketch.hpp"
#include "tests/support/catch.hpp"

using namespace comity::sim;

namespace {

constexpr double levels[] = {0.05, 0.25, 0.5, 0.75, 0.95};
constexpr double missing = std::numeric_limits<double>::quiet_NaN();

std::vector<Instructions> variants()
{
    std::vector<Instructions> here;
    for (const Instructions which : all_instructions)
        if (runs(which)) here.push_back(which);
    return here;
}

/// Stream k of row r: a shape of its own for every stream.
double value(std::size_t r, std::size_t k)
{
    std::mt19937_64 bits(1'000 * r + k);
    const double u = static_cast<double>(bits() >> 11) * 0x1p-53;
    return k % 3 == 0 ? u : k % 3 == 1 ? std::floor(5 * u) : 0.1;
}

std::vector<double> row(std::size_t r, std::size_t num_streams)
{
    std::vector<double> values(num_streams);
    for (std::size_t k = 0; k < num_streams; ++k) values[k] = value(r, k);
    return values;
}

}  // namespace

TEST_CASE("a bank says of every stream what a sketch of its own says, wherever it is asked", "[sim][sketch_bank]")
{
    // Around the first block of 512, while it is folded, and after several; more streams than a group, and fewer groups than steps of folding.
    const std::size_t num_rows = GENERATE(0, 1, 7, 511, 512, 513, 514, 540, 575, 576, 577, 1'024, 1'025, 2'300);
    const std::size_t num_streams = GENERATE(1, 21);
    SketchBank bank(num_streams);
    std::vector<QuantileSketch> alone(num_streams);
    for (std::size_t r = 0; r < num_rows; ++r) {
        bank.add(row(r, num_streams));
        for (std::size_t k = 0; k < num_streams; ++k) alone[k].add(value(r, k));
        if (r == 300 || r == 520) (void)bank.summaries(levels);  // looking does not change it
    }
    const auto found = bank.summaries(levels);
    REQUIRE(found.size() == num_streams * 6);
    for (std::size_t k = 0; k < num_streams; ++k) {
        CAPTURE(num_rows, num_streams, k);
        double expected[6];
        alone[k].quantiles(levels, std::span(expected).first(5));
        expected[5] = alone[k].mean();
        for (std::size_t q = 0; q < 6; ++q) CHECK((found[6 * k + q] == expected[q] || (num_rows == 0 && std::isnan(found[6 * k + q]))));
    }
}

TEST_CASE("what is not a number enters no quantile and no mean of a bank", "[sim][sketch_bank]")
{
    // Stream 0 has 0, 1, ..., n - 1 in every second row and NaN between, stream 1 nothing but NaN. Of an odd number of values the middle one
    // is the median, exactly so long as there are no more than 512, however many rows they take.
    const int n = GENERATE(511, 1'201);
    SketchBank bank(2);
    for (int r = 0; r < 2 * n; ++r) bank.add(std::vector{r % 2 == 0 ? 0.5 * r : missing, missing});
    const auto found = bank.summaries(levels);
    const double middle = (n - 1) / 2;
    CHECK_THAT(found[2], Catch::Matchers::WithinAbs(middle, n <= 512 ? 0 : n * QuantileSketch::rank_error(0.5)));
    CHECK(found[5] == middle);
    for (std::size_t q = 6; q < 12; ++q) CHECK(std::isnan(found[q]));
}

TEST_CASE("columns are sorted whatever they hold, by any instructions", "[sim][sketch_bank]")
{
    // A network that sorts every column of zeros and ones sorts everything (Knuth, TAOCP 3, 5.3.4, theorem Z): all 2^16 for 16 rows.
    for (const Instructions which : variants()) {
        std::vector<double> block(16 * columns_together);
        bool all_sorted = true;
        for (std::uint32_t first = 0; first < 1u << 16; first += columns_together) {
            for (std::size_t r = 0; r < 16; ++r)
                for (std::uint32_t k = 0; k < columns_together; ++k) block[r * columns_together + k] = (first + k) >> r & 1;
            column_kernel(which).sort(16, block.data());
            for (std::size_t r = 1; r < 16; ++r)
                for (std::size_t k = 0; k < columns_together; ++k)
                    all_sorted = all_sorted && block[(r - 1) * columns_together + k] <= block[r * columns_together + k];
        }
        CHECK(all_sorted);
        // And at the length that is used, a shuffle of 0 to 511.
        std::vector<double> longer(512 * columns_together);
        for (std::size_t r = 0; r < 512; ++r)
            for (std::size_t k = 0; k < columns_together; ++k) longer[r * columns_together + k] = static_cast<double>(r * (2 * k + 211) % 512);
        column_kernel(which).sort(512, longer.data());
        for (std::size_t r = 0; r < 512; ++r)
            for (std::size_t k = 0; k < columns_together; ++k) all_sorted = all_sorted && longer[r * columns_together + k] == static_cast<double>(r);
        CHECK(all_sorted);
    }
}

TEST_CASE("columns add up to the same bits by any instructions, and lose nothing to a great number", "[sim][sketch_bank]")
{
    // 1e100 comes and goes: 1 + 2 + 3 remain, which a plain sum would have lost. In every second column the 2 is missing.
    std::vector<std::vector<double>> rows(5, std::vector<double>(columns_together));
    const double values[] = {1, 1e100, 2, -1e100, 3};
    std::vector<const double*> sources;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        for (std::size_t k = 0; k < columns_together; ++k) rows[r][k] = r == 2 && k % 2 == 1 ? missing : values[r];
        sources.push_back(rows[r].data());
    }
    for (const Instructions which : variants()) {
        ColumnTotals totals;
        std::vector<double> block(5 * columns_together);
        column_kernel(which).gather(5, sources.data(), 0, block.data(), totals);
        for (std::size_t k = 0; k < columns_together; ++k) {
            CHECK(totals.sum[k] + totals.lost[k] == (k % 2 == 1 ? 4 : 6));
            CHECK(totals.missing[k] == (k % 2 == 1 ? 1 : 0));
            CHECK(block[2 * columns_together + k] == (k % 2 == 1 ? std::numeric_limits<double>::infinity() : 2));
        }
    }
}
