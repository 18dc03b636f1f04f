#include <functional>
#include <memory>

#include <fmt/format.h>

#include "analysis/cli/commands/hindcast_input.hpp"
#include "analysis/cli/messages.hpp"
#include "analysis/cli/years_option.hpp"
#include "analysis/hindcast/aggregate_scores.hpp"
#include "analysis/hindcast/reliability.hpp"
#include "analysis/hindcast/score_card.hpp"
#include "analysis/hindcast/voting/voting_forecasts.hpp"
#include "analysis/hindcast/voting/voting_model.hpp"
#include "scenarios/scenario_reader.hpp"
#include "scenarios/world_tables.hpp"
#include "sim/atomic_file.hpp"
#include "sim/csv.hpp"

namespace comity::analysis {
namespace {

constexpr int bootstrap_samples = 1000;
constexpr std::uint64_t bootstrap_seed = 1;

/// What is wrong with the years asked for, given the record; empty where nothing is.
std::string misfit(const HindcastDesign& design, const RecordedVotes& votes)
{
    if (design.train_until >= design.test.first)
        return fmt::format("--train-until is {}, but must be a year before --test begins ({})", design.train_until, design.test.first);
    if (year_without_votes(votes, {design.train_until, design.train_until})) return fmt::format("--train-until is {}, but no recorded vote is of that year", design.train_until);
    if (const auto year = year_without_votes(votes, design.test)) return fmt::format("--test asks for {}, but no recorded vote is of that year", *year);
    if (votes.row("USA") < 0) return "the world has no country USA, on whose side positions are positive";
    return "";
}

void write(const std::filesystem::path& folder, const std::vector<CardRow>& card, const std::vector<Reliability>& reliability)
{
    sim::write_atomically(folder / "scorecard.csv", as_csv(card));
    sim::write_atomically(folder / "scorecard.json", as_json(card));
    sim::write_atomically(folder / "reliability.csv", as_csv(reliability));
    sim::write_atomically(folder / "reliability.svg", reliability_diagram(reliability, "comity"));
}

}  // namespace

ExitCode hindcast(const HindcastOptions& options)
{
    if (options.aggregates) return hindcast_aggregates(options);
    if (const char* option = of_aggregates_alone(options)) {
        report_error(fmt::format("{} is for runs of the model; add --aggregates", option));
        return ExitCode::wrong_input;
    }
    const auto test = years_from(options.test);
    if (!test) {
        report_error(fmt::format("--test is '{}', but must be a year or two, such as 2016:2019", options.test));
        return ExitCode::wrong_input;
    }
    if (const std::string wrong = card_exists(options); !wrong.empty()) {
        report_error(wrong);
        return ExitCode::wrong_input;
    }
    const HindcastDesign design{options.train_until.value_or(test->first - 1), *test};
    sim::Problems problems;
    scenarios::Scenario of;
    of.world.folder = options.world.value_or("world-2020");
    const Members members = members_of(scenarios::load_world(of, problems), design.train_until);
    if (!problems.empty()) return report_problems(problems);
    RecordedVotes votes;
    try {
        votes = read_recorded(options, members.codes, problems);
    } catch (const sim::CsvError& error) {
        say(error.what());
        return ExitCode::wrong_input;
    }
    if (!problems.empty()) return report_problems(problems);
    if (const std::string wrong = misfit(design, votes); !wrong.empty()) {
        report_error(wrong);
        return ExitCode::wrong_input;
    }

    make_folder_of_card(options);
    const TestVotes asked = test_votes(votes, design.test);
    std::vector<char> eu;
    for (const std::string& country : votes.countries) eu.push_back(members.eu.contains(country));
    const Eigen::MatrixXd weights = resampled(bootstrap_samples, asked.num_roll_calls(), bootstrap_seed);
    std::vector<Forecast> forecasts = reference_forecasts(votes, asked, design, regions(votes, members));
    const auto outlooks = std::make_shared<Outlooks>();
    const bool models = VotingModel::enough(votes, design.train_until);
    if (models) {
        for (Forecast& each : voting_forecasts(votes, asked, design, options.ablate ? Ablation::each_mechanism : Ablation::none, outlooks))
            forecasts.push_back(std::move(each));
    } else {
        say(fmt::format("the voting model is left out: it needs eleven years of votes up to {}", design.train_until));
    }
    std::vector<CardRow> card = score_card(votes, asked, design, eu, forecasts, weights);
    VotingModel model(outlooks);
    const std::optional<AskedModel> whole = models ? std::optional(AskedModel{std::ref(model), VotingModel::first_origin(votes)}) : std::nullopt;
    for (CardRow& row : aggregate_scores(votes, asked, design, whole, weights)) card.push_back(std::move(row));
    if (!options.out.empty()) write(options.out, card, reliability_of(forecasts, asked, weights));
    fmt::print("{}", options.json ? as_json(card) : as_text(card));
    return ExitCode::done;
}

}  // namespace comity::analysis
