#include "tests/analysis/hindcast/recorded_hindcast.hpp"

#include <map>
#include <set>

#include "analysis/hindcast/score_card.hpp"
#include "analysis/votes/vote_reader.hpp"
#include "sim/csv.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/recorded_data.hpp"

using namespace comity::analysis;
using comity::sim::CsvTable;

namespace comity::tests {

std::optional<RecordedHindcast> recorded_hindcast(const char* test)
{
    const auto data = recorded_data(test);
    if (!data) return std::nullopt;
    std::set<std::string> members;
    const CsvTable halves = CsvTable::read(*data / "baseline_split.csv");
    for (std::size_t row = 0; row < halves.num_rows(); ++row) members.insert(halves.cell(row, halves.require("iso3")));
    std::map<std::string, std::string> group;
    const CsvTable countries = CsvTable::read(*data / "countries.csv");
    for (std::size_t row = 0; row < countries.num_rows(); ++row)
        group[countries.cell(row, countries.require("iso3"))] = countries.cell(row, countries.require("un_group"));

    sim::Problems problems;
    RecordedHindcast found{read_votes(*data / "unga_rollcalls.csv", *data / "unga_votes.csv.gz", members, problems), {}};
    REQUIRE(problems.empty());
    std::map<std::string, int> place;
    for (const std::string& country : found.votes.countries)
        found.groups.push_back(group[country].empty() ? -1 : place.try_emplace(group[country], static_cast<int>(place.size())).first->second);
    return found;
}

Losses losses(const RecordedVotes& votes, const TestVotes& test, const HindcastDesign& design, const Forecast& forecast)
{
    const Eigen::MatrixXd once = Eigen::MatrixXd::Ones(1, test.num_roll_calls());
    Losses found;
    for (const Subset& part : subsets(votes, test, design, forecast.window, std::vector<char>(votes.countries.size(), 0))) {
        const Scores of = scores(test.votes, forecast.chances, part.counted, test.place, once);
        if (part.name == "all") found = {of.log_loss.value, found.contested, found.new_titles, of.ece.value, of.accuracy.value};
        if (part.name == "contested") found.contested = of.log_loss.value;
        if (part.name == "new_titles") found.new_titles = of.log_loss.value;
    }
    return found;
}

}  // namespace comity::tests
