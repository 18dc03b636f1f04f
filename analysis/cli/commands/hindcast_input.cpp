#include "analysis/cli/commands/hindcast_input.hpp"

#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include <fmt/format.h>

#include "analysis/cli/messages.hpp"
#include "analysis/votes/vote_reader.hpp"
#include "sim/atomic_file.hpp"
#include "sim/csv.hpp"

namespace comity::analysis {

Members members_of(const scenarios::WorldTables& tables, int year)
{
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

RecordedVotes read_recorded(const HindcastOptions& options, const std::set<std::string>& members, sim::Problems& problems)
{
    std::vector<std::string> notes;
    RecordedVotes votes = read_votes(options.roll_calls, options.votes, members, problems, notes);
    if (problems.empty() && options.talk != Talk::quiet)
        for (const std::string& note : notes) say(note);
    return votes;
}

std::string card_exists(const HindcastOptions& options)
{
    const std::filesystem::path card = options.out / "scorecard.csv";
    if (options.out.empty() || options.force || !std::filesystem::exists(card)) return "";
    return fmt::format("{} exists; --force replaces it", card.string());
}

void make_folder_of_card(const HindcastOptions& options)
{
    if (options.out.empty()) return;
    std::error_code error;
    std::filesystem::create_directories(options.out, error);
    if (error) throw sim::FileError(options.out, "the folder cannot be made", error.value());
    if (::access(options.out.c_str(), W_OK) != 0) throw sim::FileError(options.out, "the folder cannot be written", errno);
}

const char* of_aggregates_alone(const HindcastOptions& options)
{
    if (!options.scenario.empty()) return "--scenario";
    if (!options.data.empty()) return "--data";
    if (!options.draws.empty()) return "--draws";
    if (options.runs) return "--runs";
    if (options.seed) return "--seed";
    if (options.threads) return "--threads";
    return nullptr;
}

std::optional<int> year_without_votes(const RecordedVotes& votes, Years years)
{
    for (int year = years.first; year <= years.last; ++year)
        if (const int first = votes.first_after(year - 1); (votes.cast.middleCols(first, votes.first_after(year) - first) == RecordedVotes::not_cast).all()) return year;
    return std::nullopt;
}

}  // namespace comity::analysis
