#pragma once
// Which country a file means, whatever it calls it, and when each was a member of the United Nations.

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace comity::analysis {

/// Years, both counted.
struct Term {
    int from = -9999, until = 9999;
    bool covers(int year) const { return from <= year && year <= until; }
};

/// Countries by ISO3 code, Correlates of War number, and name: today's, former ones, and spellings.
///
/// Capitals, accents, punctuation, the article and the order of words do not count. Years only tell apart what shares a name or
/// number: 345 is YUG until 1999 and SRB from 2000 on; `SRB` in 1995 is still SRB.
class CountryCodes {
public:
    /// A country that a text can mean, and when.
    struct Meaning {
        std::string code;
        Term term;
    };
    using Meanings = std::vector<Meaning>;

    /// Reads a table with columns `code, cow, name, from, until`.
    ///
    /// Errors: throws sim::CsvError for a file that cannot be read, lacks a column, has a year that is none, or lets one text
    /// mean two countries
    static CountryCodes read(const std::filesystem::path& table);

    /// What a text can mean; empty where it is not known.
    const Meanings& meanings(std::string_view text) const;
    /// Which of these holds in a year; the first where none does; empty where there is none.
    static std::string of_year(const Meanings& meanings, int year);
    /// The code of the country that a text means in a year; empty where it is not known.
    std::string code(std::string_view text, int year) const { return of_year(meanings(text), year); }
    /// Whether this is the code of a country of the table.
    bool has(const std::string& code) const { return name_.contains(code); }
    /// `; did you mean 'France' (FRA)?`, or nothing.
    std::string suggestion(std::string_view text) const;

private:
    std::unordered_map<std::string, Meanings> meanings_;
    std::map<std::string, std::string> name_;            ///< first name by code
    std::vector<std::string> spellings_;                 ///< folded, for suggestions: codes, then names
    std::unordered_map<std::string, std::string> told_;  ///< `'France' (FRA)` by folded spelling
};

/// Terms of membership in the United Nations, by code.
class MembershipTerms {
public:
    /// Reads a table with columns `code, from, until`.
    ///
    /// Errors: throws sim::CsvError for a file that cannot be read, lacks a column or has a year that is none
    static MembershipTerms read(const std::filesystem::path& table);
    /// The terms of a country; empty where it was never a member.
    const std::vector<Term>& terms(const std::string& code) const;

private:
    std::map<std::string, std::vector<Term>> terms_;
};

/// The tables that ship: `country_codes.csv` and `un_members.csv` of `data/facts`.
struct CountryFacts {
    CountryCodes codes;
    MembershipTerms members;
};
CountryFacts shipped_country_facts();

}  // namespace comity::analysis
