#pragma once
// Who listens to whom: the weights W of rule 4.3, merged from the layers of ties.

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "agents/tie_layers.hpp"
#include "agents/world.hpp"

namespace comity::agents {

/// Which partners are heard, and how well, where modules say that not all are heard alike.
struct Hearing {
    double reach = std::numeric_limits<double>::infinity();  ///< farthest distance of positions at which a partner counts, arena by arena
    Eigen::ArrayXXd trust;  ///< [country, arena], of a country in partners at the L pole; empty: 1
    bool renormalised = true;  ///< whether partners that are heard take the place of those that are out of reach; otherwise it stays empty
};

/// Row-stochastic influence weights over partners, sparse, in one merged structure (columns ascending).
///
/// K_ij = th_A A_ij + th_T D_ij + th_R R_ij + th_P pi_ij, each layer row-normalised first except pi (th_P = 1 - th_A - th_T - th_R, at
/// least 0), D as it has evolved (module M10) and as sanctions have cut it (M8). Where ties are `equal`, K_ij = 1 wherever that is above 0; by
/// `capability`, cap_j. Then ties between members of different incumbent leaders times the transatlantic tie; ties that events changed times
/// their factor; all times rep_j^r (M7). V_ij = K_ij / sum_k K_ik. W_ij = eta V_ij, W_ii = 1 - eta (1 without neighbours); with self_in_pool
/// W = row-normalised (K + I).
/// The structure and the layers' row-normalised weights are made once a scenario and shared by copies; only the rows that
/// partnerships reach are made anew from round to round, and by `capability` all rows whenever it changes.
class Influence {
public:
    Influence() = default;
    /// `partnered`: countries with tracked partnerships; every dyad of them has a place in the structure, and so has every dyad that an
    /// accession listed in the setting may tie.
    Influence(const Setting& setting, const std::vector<int>& partnered);

    /// Brings the weights in line with the partnerships, changed ties, trade cuts and parameters of the world; does nothing where they have not changed.
    ///
    /// Errors: expects that every partnership and changed tie joins a dyad of the structure
    void update(const World& now, const Setting& setting, const InfluenceParams& params);
    /// W x: [country, arena] in, [country, arena] out, which must not alias.
    void apply(const Eigen::ArrayXXd& x, const InfluenceParams& params, Eigen::ArrayXXd& result) const;
    /// The same where partners are heard unequally, arena by arena: K_ij times [|x_i - x_j| <= reach] before rows are normalised, and W_ij
    /// times trust_i after it where x_j > 0; what i then lacks of its weights it keeps for itself. Not renormalised, the rows are those of K.
    void apply_heard(const Eigen::ArrayXXd& x, const InfluenceParams& params, const Hearing& hearing, Eigen::ArrayXXd& result) const;
    /// sum_k K_ik, which is 0 without neighbours.
    double total(int i) const { return row_sum_[static_cast<std::size_t>(i)]; }
    /// Partners of i and K_ij / sum_k K_ik in the same order, for the tie-weighted shares of other rules.
    std::span<const std::int32_t> partners(int i) const;
    std::span<const double> weights(int i) const;
    /// K_i,target / max_k K_ik of layered ties, whatever ties weigh, 0 without one, [country] (rule 4.6), in time proportional to the ties of the target.
    void closeness_to(int target, Eigen::ArrayXd& result) const;

private:
    /// The rows of K that have changed since the weights were made, ascending. `trusts`: whether reputation counts.
    std::vector<int> changed_rows(const World& now, const InfluenceParams& params, bool trusts) const;
    /// K of these rows, before reputation.
    void remake(const World& now, const InfluenceParams& params, std::span<const int> rows);
    /// th_T times the trade layer of a row under sanctions, on top of the other layers.
    void add_cut_trade(const TradeCuts& cuts, int i, double weight);
    /// Lays evolved trade in place of the setting's.
    void follow_trade(const TieGraph& trade);
    /// K times the trust in each partner, all rows.
    void trust(const Eigen::ArrayXd& in);
    /// What partners of i weigh where that does not follow from how strong the ties are; closeness_ keeps that.
    void weigh_alike(const Eigen::ArrayXd& capability, TieWeights ties, int i);
    void normalise(int i);
    /// How close a partner is, in a unit of the row; and the greatest in a row.
    double closeness(std::int32_t entry) const;
    double closest(int i) const;
    const std::vector<double>& trade_layer() const;
    std::vector<double>& raw() { return made_trust_.size() > 0 ? plain_ : weight_; }

    std::shared_ptr<const TieLayers> ties_;
    std::vector<double> weight_;   // K / row sum
    std::vector<double> plain_;    // K before reputation, where that counts
    std::vector<double> trade_;    // row-normalised layer of trade, where it has evolved
    std::vector<double> row_sum_;  // sum_k K_ik
    std::vector<double> closeness_;  // layered K before reputation; empty where weight_ tells how close two are
    std::vector<double> row_max_;  // greatest closeness of a row
    // what the weights were made with
    bool made_ = false;
    std::vector<Partnership> made_partnerships_;
    std::vector<TieChange> made_changes_;
    TradeCuts made_cuts_;
    int made_trade_renewals_ = 0;
    Eigen::ArrayXd made_trust_;
    double made_tie_ = 0, made_security_ = 0, made_trade_ = 0, made_caucus_ = 0;
    TieWeights made_ties_ = TieWeights::layered;
    Eigen::ArrayXd made_capability_;  // empty unless ties weigh by it
};

}  // namespace comity::agents
