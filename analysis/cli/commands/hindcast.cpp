#include <functional>
#include <map>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>

#include "analysis/cli/commands/commands.hpp"
#include "analysis/cli/messages.hpp"
#include "analysis/hindcast/aggregate_scores.hpp"
#include "analysis/hindcast/reliability.hpp"
#include "analysis/hindcast/score_card.hpp"
#include "analysis/hindcast/voting/voting_forecasts.hpp"
#include "analysis/hindcast/voting/voting_model.hpp"
#include "analysis/votes/vote_reader.hpp"
#include "scenarios/scenario_reader.hpp"
#include "scenarios/world_tables.hpp"
#include "sim/atomic_file.hpp"
#include "sim/csv.hpp"

namespace comity::analysis {
namespace {

constexpr int bootstrap_samples = 1000;
constexpr std::uint64_t bootstrap_seed = 1;

/// Countries of a world that vote, in the order of the votes' rows.
struct Members {
    std::set<std::string> codes;
    std::map<std::string, std::string> region;
    std::set<std::string> eu;
};

Members members_of(const std::string& world, int year, sim::Problems& problems)
{
    scenarios::Scenario of;
    of.world.folder = world;
    const scenarios::WorldTables tables = scenarios::load_world(of, problems);
    Members found;
    for (const scenarios::CountryRow& country : tables.countries) {
        found.codes.insert(country.code);
        found.region[country.code] = country.region;
    }
    for (const scenarios::TermRow& term : tables.groups)
        if (term.body == "EU" && term.from <= year && year <= term.until) found.eu.insert(tables.countries[static_cast<std::size_t>(term.country)].code);
    return found;
}

Grouping regions(const RecordedVotes& votes, const Members& members)
{
    std::map<std::string, int> place;
    Grouping groups;
    for (const std::string& country : votes.countries) {
        const std::string& region = members.region.at(country);
        groups.push_back(region.empty() ? -1 : place.try_emplace(region, static_cast<int>(place.size())).first->second);
    }
    return groups;
}

/// `2016:2019`, or one year.
std::optional<Years> years_of(const std::string& text)
{
    const auto colon = text.find(':');
    const auto first = sim::to_integer(text.substr(0, colon));
    const auto last = colon == std::string::npos ? first : sim::to_integer(text.substr(colon + 1));
    if (!first || !last || *first < 1946 || *last > 9999 || *last < *first) return std::nullopt;
    return Years{static_cast<int>(*first), static_cast<int>(*last)};
}

/// What is wrong with the years asked for, given the record; empty where nothing is.
std::string misfit(const HindcastDesign& design, const RecordedVotes& votes)
{
    if (design.train_until >= design.test.first)
        return fmt::format("--train-until is {}, but must be a year before --test begins ({})", design.train_until, design.test.first);
    const auto voted = [&](int year) { return votes.first_after(year) > votes.first_after(year - 1); };
    if (!voted(design.train_until)) return fmt::format("--train-until is {}, but there is no roll call of that year", design.train_until);
    for (int year = design.test.first; year <= design.test.last; ++year)
        if (!voted(year)) return fmt::format("--test asks for {}, but there is no roll call of that year", year);
    if (votes.row("USA") < 0) return "the world has no country USA, on whose side positions are positive";
    return "";
}

void write(const std::filesystem::path& folder, const std::vector<CardRow>& card, const std::vector<Reliability>& reliability)
{
    std::filesystem::create_directories(folder);
    sim::write_atomically(folder / "scorecard.csv", as_csv(card));
    sim::write_atomically(folder / "scorecard.json", as_json(card));
    sim::write_atomically(folder / "reliability.csv", as_csv(reliability));
    sim::write_atomically(folder / "reliability.svg", reliability_diagram(reliability, "comity"));
}

}  // namespace

ExitCode hindcast(const HindcastOptions& options)
{
    const auto test = years_of(options.test);
    if (!test) {
        report_error(fmt::format("--test is '{}', but must be a year or two, such as 2016:2019", options.test));
        return ExitCode::wrong_input;
    }
    if (!options.out.empty() && std::filesystem::exists(options.out / "scorecard.csv") && !options.force) {
        report_error(fmt::format("{} exists; --force replaces it", (options.out / "scorecard.csv").string()));
        return ExitCode::wrong_input;
    }
    const HindcastDesign design{options.train_until.value_or(test->first - 1), *test};
    sim::Problems problems;
    const Members members = members_of(options.world, design.train_until, problems);
    if (!problems.empty()) return report_problems(problems);
    RecordedVotes votes;
    std::vector<std::string> notes;
    try {
        votes = read_votes(options.roll_calls, options.votes, members.codes, problems, notes);
    } catch (const sim::CsvError& error) {
        say(error.what());
        return ExitCode::wrong_input;
    }
    if (!problems.empty()) return report_problems(problems);
    if (options.talk != Talk::quiet)
        for (const std::string& note : notes) say(note);
    if (const std::string wrong = misfit(design, votes); !wrong.empty()) {
        report_error(wrong);
        return ExitCode::wrong_input;
    }

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
