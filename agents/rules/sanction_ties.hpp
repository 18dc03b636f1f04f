#pragma once
// Module M8, first half: sanctions cut trade, and part of it goes to third parties.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace comity::agents {

struct World;
struct Setting;
struct CoercionParams;

/// How sanctions have changed trade: D'_ij = factor(i, j) D_ij. Without sanctions every factor is 1.
struct TradeCuts {
    /// A dyad with sanctions in between, one way.
    struct Dyad {
        int from = 0, to = 0;
        double factor = 1;
        friend bool operator==(const Dyad&, const Dyad&) = default;
    };
    /// A country with sanctions towards some partners, and the factor of its trade with the others.
    struct Row {
        int country = 0;
        double others = 1;
        friend bool operator==(const Row&, const Row&) = default;
    };
    /// What the cuts were made for.
    struct Measure {
        int sender = 0, target = 0;  ///< leader, country
        friend bool operator==(const Measure&, const Measure&) = default;
    };

    std::vector<Dyad> dyads;       ///< ascending
    std::vector<Row> rows;         ///< ascending
    std::vector<Measure> made_for; ///< in the order of the world's list
    int moves = 0;                 ///< of coalitions, until then
    double cut = 0, diverted = 0;  ///< f_s and d_s then in force

    /// Row of a country; nothing where no sanction touches it.
    const Row* row(int country) const;
    /// D'_ij / D_ij.
    double factor(int from, int to) const;
    /// Calls `visit(k, factor)` for the k-th of a country's partners, which ascend.
    void each_factor(int from, std::span<const std::int32_t> partners, auto&& visit) const;
    friend bool operator==(const TradeCuts&, const TradeCuts&) = default;
};

inline void TradeCuts::each_factor(int from, std::span<const std::int32_t> partners, auto&& visit) const
{
    const Row* of = row(from);
    const double others = of != nullptr ? of->others : 1;
    std::size_t k = 0;
    if (of != nullptr) {
        auto dyad = std::partition_point(dyads.begin(), dyads.end(), [from](const Dyad& each) { return each.from < from; });
        for (; dyad != dyads.end() && dyad->from == from; ++dyad) {
            for (; k < partners.size() && partners[k] < dyad->to; ++k) visit(k, others);
            if (k < partners.size() && partners[k] == dyad->to) visit(k++, dyad->factor);
        }
    }
    for (; k < partners.size(); ++k) visit(k, others);
}

/// Whether the cuts are those of the sanctions in force: else cut_trade makes them anew.
bool follows_sanctions(const TradeCuts& cuts, const World& now, const CoercionParams& params);

/// What is left of trade under the sanctions in force (module M8, MODEL.md section 4).
///
/// Between the target and each member of the sender both shares, D_tj and D_jt, fall by f_s; where n sanctions stand between two countries
/// what is left is (1 - f_s)^n. Of what a country loses the share d_s goes to its partners without sanctions in between, in proportion to
/// their trade with it; the rest is lost, so that its row sums to less than before.
///
/// D'_ij = D_ij (1 - f_s)^n_ij where n_ij > 0, else D_ij (1 + d_s lost_i / rest_i),
/// lost_i = sum over n_ij > 0 of (D_ij - D'_ij), rest_i = sum over n_ij = 0 of D_ij
///
/// Cuts follow the list of sanctions and end with them: D is what it was again.
///
/// Draws:  none
/// Source: judgement; diversion to third parties as in Early (2009), Int. Stud. Q. 53:49
TradeCuts cut_trade(const World& now, const Setting& setting, const CoercionParams& params);

}  // namespace comity::agents
