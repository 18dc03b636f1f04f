#pragma once
// Group 1: how much votes agree, within a draft, a set of countries, or a dyad.

#include <array>
#include <cstdint>
#include <vector>

#include "agents/measures/columns.hpp"
#include "agents/round.hpp"

namespace comity::agents {

/// Votes of a set of countries on one draft; absences are left out.
struct VoteCounts {
    int yes = 0, abstain = 0, no = 0;
    int cast() const { return yes + abstain + no; }
    VoteCounts& operator+=(const VoteCounts& other)
    {
        yes += other.yes;
        abstain += other.abstain;
        no += other.no;
        return *this;
    }
};

/// |Y - N| / (Y + N), NaN without yes and no.
///
/// Source: Rice (1925), Political Science Quarterly 40(1):60
double rice(const VoteCounts& votes);

/// [max(Y, N, A) - (T - max)/2] / T, in [0, 1], NaN without votes.
///
/// Source: Hix, Noury & Roland (2005), British Journal of Political Science 35(2):209
double agreement_index(const VoteCounts& votes);

/// Sum of 1 - |v_i - v_j| / 2 over pairs of countries, in halves, and the number of pairs.
struct PairAgreement {
    std::int64_t halves = 0;
    std::int64_t pairs = 0;
};
PairAgreement pair_agreement(const VoteCounts& votes);

/// How often one side voted a while the other voted b; a, b in (no, abstain, yes).
struct VoteTable {
    std::array<std::int64_t, 9> count{};

    /// Adds every pair of a vote of the first and a vote of the second side.
    void add(const VoteCounts& first, const VoteCounts& second);
    VoteTable& operator+=(const VoteTable& other);
    std::int64_t total() const;
    /// Share of pairs with the same vote (po).
    double identical() const;
    /// Share of pairs yes - no.
    double opposite() const;
    /// S = mean(1 - |v_i - v_j| / 2): half credit for yes - abstain. Source: Lijphart (1963), APSR 57(4):902
    double agreement() const;
    /// (po - pe) / (1 - pe), NaN where pe = 1. Source: Cohen (1960), Educ. Psychol. Meas. 20(1):37
    double kappa() const;
    /// The same with weights 1 - |v_i - v_j| / 2. Source: Haege (2011), Political Analysis 19(3):287
    double weighted_kappa() const;
    /// Share of abstentions where the other voted no, both ways.
    double acquiescence() const;
};

/// Columns over all countries and drafts, in windows of the last four rounds.
class AgreementMeasure {
public:
    std::vector<Column> columns() const;
    void observe(const World& world, const RoundRecord& record, RowWriter& row);
    void reset() { window_.clear(); }

private:
    struct Counts {
        double rice = 0, index = 0;
        int rice_drafts = 0, contested = 0, drafts = 0;
        VoteCounts votes;
        PairAgreement pairs;
        Counts& operator+=(const Counts& other);
    };
    YearWindow<Counts> window_;
};

}  // namespace comity::agents
