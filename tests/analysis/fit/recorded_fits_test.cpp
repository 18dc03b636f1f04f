// Positions on the recorded votes, to 2015.
#include <cmath>
#include <ctime>
#include <iostream>

#include "analysis/fit/published_points.hpp"
#include "analysis/fit/vote_positions.hpp"
#include "tests/analysis/fit/recorded_votes.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/recorded_data.hpp"

using namespace comity;
using namespace comity::analysis;
using comity::tests::recorded_votes;
using Eigen::Index;
using Eigen::VectorXd;

namespace {

/// Correlation of a window's positions with a published series, averaged over the window.
double agreement(const std::filesystem::path& data, const PositionTable& table, Years years, const std::string& series)
{
    std::vector<std::string> countries;
    std::vector<double> points;
    for (const PositionRow& row : table.rows)
        if (row.years.first == years.first && row.years.last == years.last) {
            countries.push_back(row.country);
            points.push_back(row.position);
        }
    return correlation(Eigen::Map<VectorXd>(points.data(), static_cast<Index>(points.size())), published_points(data, years, series, countries, {})).value;
}

}  // namespace

TEST_CASE("positions of five-year windows are those that are published", "[analysis][recorded_fits]")
{
    const auto data = tests::recorded_data("published positions");
    if (!data) return;
    const RecordedVotes votes = recorded_votes(*data);
    const PositionTable all = positions_of(votes, {.years = {1991, 2015}, .arena = "", .window = 5}), rights = positions_of(votes, {.years = {1991, 2015}, .arena = "HR", .window = 5});
    for (int first = 1991; first < 2015; first += 5) {
        const double on_all = agreement(*data, all, {first, first + 4}, "ideal_all"), on_rights = agreement(*data, rights, {first, first + 4}, "ideal_hr");
        std::cout << first << ": all " << on_all << ", hr " << on_rights << '\n';
        CHECK(on_all > 0.98);
        CHECK(on_rights > 0.95);
    }
}

TEST_CASE("five years of the Assembly in one dimension take less than two seconds", "[analysis][recorded_fits]")
{
    const auto data = tests::recorded_data("speed of a fit");
    if (!data) return;
    const RecordedVotes votes = recorded_votes(*data);
    const std::clock_t before = std::clock();
    const PositionTable table = positions_of(votes, {.years = {2011, 2015}, .arena = ""});
    const double seconds = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    std::cout << "2011 to 2015: " << table.rows.size() << " countries in " << seconds << " s of processor time\n";
    CHECK(table.rows.size() > 180);
#ifdef NDEBUG
    CHECK(seconds < 2);
#endif
}

TEST_CASE("positions that wander are those that are published, year by year", "[analysis][recorded_fits]")
{
    const auto data = tests::recorded_data("dynamic positions");
    if (!data) return;
    const RecordedVotes votes = recorded_votes(*data);
    const PositionTable all = positions_of(votes, {.years = {2006, 2015}, .arena = "", .dynamic = true}), rights = positions_of(votes, {.years = {2006, 2015}, .arena = "HR", .dynamic = true});
    std::cout << "step: all " << all.walk_sd[0] << ", hr " << rights.walk_sd[0] << '\n';
    CHECK(all.walk_sd[0] > 0.02);
    CHECK(all.walk_sd[0] < 0.3);
    double on_all = 0, on_rights = 0;
    for (int year = 2006; year <= 2015; ++year) {
        const double of_year = agreement(*data, all, {year, year}, "ideal_all"), of_rights = agreement(*data, rights, {year, year}, "ideal_hr");
        std::cout << year << ": all " << of_year << ", hr " << of_rights << '\n';
        CHECK(of_year > 0.97);  // published points of single years have errors of their own
        CHECK(of_rights > 0.92);
        on_all += of_year / 10;
        on_rights += of_rights / 10;
    }
    CHECK(on_all > 0.98);
    CHECK(on_rights > 0.95);
}
