#pragma once
// The table of claims that ships: what the founding source leads one to expect of the model, and what the model gives.

#include <filesystem>
#include <string>
#include <vector>

namespace comity::scenarios {

/// One check of a claim. A row of the founding source may have several.
struct Claim {
    std::string row;  ///< such as `R19`
    std::string claim;
    std::string rule;   ///< names of rules
    std::string check;  ///< what is measured, and the counter-case in which the mechanism is off
    // Found by tests/model/claims, figures as written there:
    std::string expected;                            ///< where the effect should lie
    std::string result;                              ///< shown, not shown or undecided
    std::string effect, low, high;                   ///< with its interval
    std::string counter, counter_low, counter_high;  ///< the same in the counter-case
    std::string runs;
    std::string note;  ///< the reason, where a claim is not shown

    /// Calls `column(name, self.member)` for each column of the table, in its order.
    static void each_column(auto& self, auto&& column)
    {
        column("row", self.row);
        column("claim", self.claim);
        column("rule", self.rule);
        column("check", self.check);
        column("expected", self.expected);
        column("result", self.result);
        column("effect", self.effect);
        column("low", self.low);
        column("high", self.high);
        column("counter", self.counter);
        column("counter_low", self.counter_low);
        column("counter_high", self.counter_high);
        column("runs", self.runs);
        column("note", self.note);
    }
};

/// The table, in its order.
///
/// Errors: throws sim::CsvError where it is damaged or a column is missing
std::vector<Claim> read_claims(const std::filesystem::path& file);
/// The table that ships; empty where the data folder has none.
std::vector<Claim> shipped_claims();
/// The table as a file has it.
std::string claims_text(const std::vector<Claim>& claims);

}  // namespace comity::scenarios
