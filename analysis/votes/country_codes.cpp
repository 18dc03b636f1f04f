#include "analysis/votes/country_codes.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

#include <fmt/format.h>

#include "analysis/votes/folded_text.hpp"
#include "scenarios/data_folder.hpp"
#include "sim/csv.hpp"
#include "sim/problem.hpp"

namespace comity::analysis {
namespace {

/// The words of a folded name in alphabetical order, without the article, `St` written out; a number without leading zeros.
std::string key_of(const std::string& folded_name)
{
    std::vector<std::string> words;
    for (std::size_t at = 0; at < folded_name.size();) {
        const std::size_t end = std::min(folded_name.find(' ', at), folded_name.size());
        const std::string word = folded_name.substr(at, end - at);
        if (word != "THE") words.push_back(word == "ST" ? "SAINT" : word);
        at = end + 1;
    }
    std::sort(words.begin(), words.end());
    std::string key;
    for (const std::string& word : words) key += (key.empty() ? "" : " ") + word;
    const bool number = !key.empty() && std::all_of(key.begin(), key.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
    if (number) key.erase(0, std::min(key.find_first_not_of('0'), key.size() - 1));
    return key;
}

int year_at(const sim::CsvTable& table, std::size_t row, std::size_t column, int open)
{
    const std::string& cell = table.cell(row, column);
    if (cell.empty()) return open;
    const auto year = sim::to_integer(cell);
    if (!year || *year < 1 || *year > 9999)
        throw sim::CsvError(fmt::format("{}: error: {} is '{}', but must be a year or nothing", table.place(row, column),
                                        table.columns()[column], cell));
    return static_cast<int>(*year);
}

Term term_at(const sim::CsvTable& table, std::size_t row)
{
    const Term open;
    return {year_at(table, row, table.require("from"), open.from), year_at(table, row, table.require("until"), open.until)};
}

}  // namespace

CountryCodes CountryCodes::read(const std::filesystem::path& path)
{
    const auto table = sim::CsvTable::read(path);
    const auto code_at = table.require("code"), number_at = table.require("cow"), name_at = table.require("name");
    CountryCodes read;
    std::vector<std::string> names;
    for (std::size_t row = 0; row < table.num_rows(); ++row) {
        const std::string &code = table.cell(row, code_at), &name = table.cell(row, name_at);
        const Term term = term_at(table, row);
        const auto add = [&](const std::string& text, std::size_t column) {
            const std::string spelt = folded(text), key = key_of(spelt);
            if (key.empty()) return;
            Meanings& known = read.meanings_[key];
            for (const Meaning& other : known) {
                if (other.code == code) return;
                if (other.term.from <= term.until && term.from <= other.term.until)
                    throw sim::CsvError(fmt::format("{}: error: '{}' means {} and {} in the same year", table.place(row, column),
                                                    text, other.code, code));
            }
            known.push_back({code, term});
        };
        const auto suggest = [&](const std::string& text, std::vector<std::string>& spellings) {
            const std::string spelt = folded(text);
            if (read.told_.emplace(spelt, fmt::format("'{}' ({})", name, code)).second) spellings.push_back(spelt);
        };
        const bool first = read.name_.emplace(code, name).second;
        if (first) {
            add(code, code_at);
            suggest(code, read.spellings_);
        }
        add(table.cell(row, number_at), number_at);
        add(name, name_at);
        suggest(name, names);
    }
    read.spellings_.insert(read.spellings_.end(), names.begin(), names.end());  // of two as near, a code is meant
    return read;
}

const CountryCodes::Meanings& CountryCodes::meanings(std::string_view text) const
{
    static const Meanings none;
    const auto found = meanings_.find(key_of(folded(text)));
    return found == meanings_.end() ? none : found->second;
}

std::string CountryCodes::of_year(const Meanings& meanings, int year)
{
    if (meanings.empty()) return {};
    const auto found =
        std::find_if(meanings.begin(), meanings.end(), [&](const Meaning& each) { return each.term.covers(year); });
    return found == meanings.end() ? meanings.front().code : found->code;
}

std::string CountryCodes::suggestion(std::string_view text) const
{
    const auto found = told_.find(sim::nearest(folded(text), spellings_));
    return found == told_.end() ? std::string{} : fmt::format("; did you mean {}?", found->second);
}

MembershipTerms MembershipTerms::read(const std::filesystem::path& path)
{
    const auto table = sim::CsvTable::read(path);
    const auto code = table.require("code");
    MembershipTerms read;
    for (std::size_t row = 0; row < table.num_rows(); ++row) read.terms_[table.cell(row, code)].push_back(term_at(table, row));
    return read;
}

const std::vector<Term>& MembershipTerms::terms(const std::string& code) const
{
    static const std::vector<Term> none;
    const auto found = terms_.find(code);
    return found == terms_.end() ? none : found->second;
}

CountryFacts shipped_country_facts()
{
    const std::filesystem::path facts = scenarios::data_folder() / "data" / "facts";
    return {CountryCodes::read(facts / "country_codes.csv"), MembershipTerms::read(facts / "un_members.csv")};
}

}  // namespace comity::analysis
