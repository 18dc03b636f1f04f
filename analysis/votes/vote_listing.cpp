#include "analysis/votes/vote_listing.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "analysis/votes/folded_text.hpp"

namespace comity::analysis {
namespace {

/// When a country was a member, as what is said of a vote outside of it.
std::string in_words(const std::vector<Term>& terms)
{
    if (terms.empty()) return "is no member of the United Nations";
    std::string words;
    for (const Term& term : terms)
        words +=
            (words.empty() ? "" : " and ") +
            (term.until == Term{}.until ? fmt::format("became a member of the United Nations in {}", term.from)
                                        : fmt::format("was a member of the United Nations from {} to {}", term.from, term.until));
    return words;
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

/// Who may vote in a year, as far as is known: countries of a world of one's own may be in no table.
bool outside_membership(const CountryFacts& facts, const std::string& code, int year)
{
    const std::vector<Term>& terms = facts.members.terms(code);
    if (terms.empty()) return facts.codes.has(code);
    return std::none_of(terms.begin(), terms.end(), [&](const Term& term) { return term.covers(year); });
}

}  // namespace

std::string_view given(std::string_view cell)
{
    return cell == "NA" ? std::string_view() : cell;
}

const CountryCodes::Meanings& NamedCountries::meanings(const std::string& cell)
{
    const auto [found, first] = met_.try_emplace(cell);
    if (first)
        found->second =
            context_.members.contains(cell) ? CountryCodes::Meanings{{cell, {}}} : context_.facts.codes.meanings(given(cell));
    return found->second;
}

std::optional<int> NamedCountries::number(const sim::CsvTable& table, std::size_t row, const std::vector<std::size_t>& columns,
                                          int year)
{
    for (const std::size_t column : columns) {
        const std::string code = CountryCodes::of_year(meanings(table.cell(row, column)), year);
        if (code.empty()) continue;
        const auto [found, first] = number_.try_emplace(code, static_cast<int>(codes_.size()));
        if (first) codes_.push_back(code);
        return found->second;
    }
    std::vector<std::string> said;
    std::string near;
    for (const std::size_t column : columns) {
        const std::string_view name = given(table.cell(row, column));
        if (name.empty()) continue;
        said.emplace_back(name);
        if (near.empty()) near = context_.facts.codes.suggestion(name);
    }
    const std::string names = joined(said);
    if (unknown_.insert(folded(names)).second)
        context_.problems.add(
            "unknown countries", table.place(row, columns.front()),
            names.empty()
                ? "no country is named: it must be an ISO3 code, a Correlates of War number or a name"
                : fmt::format("country '{}' is not known: it must be an ISO3 code, a Correlates of War number or a name{}", names,
                              near));
    return std::nullopt;
}

int RollCallListing::add(RollCall call, const sim::CsvTable& table, std::size_t row, std::size_t date)
{
    const std::string& cell = table.cell(row, date);
    if (const auto day = parse_day(cell))
        call.date = *day;
    else if (given(cell).empty())
        context_.problems.add("roll calls without a date", table.place(row, date),
                              fmt::format("roll call '{}' has no date, but must have one, such as 2019-12-27", call.id));
    else
        context_.problems.add("impossible dates", table.place(row, date),
                              fmt::format("date is '{}', but must be a day such as 2019-12-27", cell));
    call.stem = title_stem(call.title);
    if (call.stem.find_first_not_of(' ') == std::string::npos) {
        call.stem = fmt::format("roll call {}", call.id);
        ++untitled_;
    }
    const int number = static_cast<int>(calls_.size());
    number_.emplace(call.id, number);
    calls_.push_back(std::move(call));
    return number;
}

int RollCallListing::number(const std::string& id) const
{
    const auto found = number_.find(id);
    return found == number_.end() ? unlisted : found->second;
}

RecordedVotes tabulated(const RollCallListing& listed, const NamedCountries& named, const std::vector<ListedVote>& votes,
                        const sim::CsvTable& table, VoteContext& context)
{
    // Roll calls by day; in one day as they were listed.
    const std::vector<RollCall>& calls = listed.calls();
    std::vector<std::size_t> order(calls.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return calls[a].date < calls[b].date; });
    std::vector<int> column(calls.size());
    RecordedVotes read;
    for (const std::size_t k : order) {
        column[k] = read.num_roll_calls();
        read.roll_calls.push_back(calls[k]);
    }
    if (context.members.empty()) {
        read.countries = named.codes();
        std::sort(read.countries.begin(), read.countries.end());
    } else {
        read.countries.assign(context.members.begin(), context.members.end());
    }
    std::vector<int> row_of;
    for (const std::string& code : named.codes()) row_of.push_back(read.row(code));

    read.cast = RecordedVotes::Table::Constant(read.num_countries(), read.num_roll_calls(), RecordedVotes::not_cast);
    Eigen::Array<std::uint32_t, Eigen::Dynamic, Eigen::Dynamic> line =
        decltype(line)::Zero(read.num_countries(), read.num_roll_calls());
    std::map<std::string, std::size_t> others;
    for (const ListedVote& vote : votes) {
        const std::string& code = named.codes()[static_cast<std::size_t>(vote.country)];
        const int i = row_of[static_cast<std::size_t>(vote.country)], r = column[static_cast<std::size_t>(vote.call)];
        if (i < 0) {  // other countries' votes are not asked for
            ++others[code];
            continue;
        }
        const RollCall& call = read.roll_calls[static_cast<std::size_t>(r)];
        if (line(i, r) != 0)
            context.problems.add(
                "repeated votes", table.place(vote.row),
                fmt::format("{} votes twice on roll call '{}'; the first time in line {}", code, call.id, line(i, r)));
        else
            line(i, r) = static_cast<std::uint32_t>(table.line(vote.row));
        if (vote.choice != RecordedVotes::not_cast && call.date.year > 0 &&
            outside_membership(context.facts, code, call.date.year))
            context.problems.add("votes outside membership", table.place(vote.row),
                                 fmt::format("{} votes on roll call '{}' of {}, but {}", code, call.id, call.date.year,
                                             in_words(context.facts.members.terms(code))));
        read.cast(i, r) = vote.choice;
    }
    if (listed.untitled() > 0)
        context.notes.push_back(
            fmt::format("{}: {} roll calls have no title, and count as a text of its own each", table.name(), listed.untitled()));
    if (!others.empty()) {
        std::vector<std::string> codes;
        std::size_t number = 0;
        for (const auto& [code, votes_of] : others) {
            codes.push_back(code);
            number += votes_of;
        }
        context.notes.push_back(
            fmt::format("{}: {} votes of {} are left out: the world has no such country", table.name(), number, joined(codes)));
    }
    return read;
}

}  // namespace comity::analysis
