#include <map>
#include <stdexcept>

#include <fmt/format.h>

#include "analysis/cli/commands/commands.hpp"
#include "analysis/cli/messages.hpp"
#include "analysis/cli/years_option.hpp"
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

}  // namespace

ExitCode hindcast(const HindcastOptions& options)
{
    const auto test = years_from(options.test);
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
    std::vector<Forecast> forecasts = reference_forecasts(votes, asked, design, regions(votes, members));
    if (VotingModel::enough(votes, design.train_until)) {
        for (Forecast& each : voting_forecasts(votes, asked, design, options.ablate ? Ablation::each_mechanism : Ablation::none))
            forecasts.push_back(std::move(each));
    } else {
        say(fmt::format("the voting model is left out: it needs eleven years of votes up to {}", design.train_until));
    }
    const std::vector<CardRow> card = score_card(votes, asked, design, eu, forecasts, bootstrap_samples, bootstrap_seed);
    if (!options.out.empty()) {
        std::filesystem::create_directories(options.out);
        sim::write_atomically(options.out / "scorecard.csv", as_csv(card));
        sim::write_atomically(options.out / "scorecard.json", as_json(card));
    }
    fmt::print("{}", options.json ? as_json(card) : as_text(card));
    return ExitCode::done;
}

}  // namespace comity::analysis
