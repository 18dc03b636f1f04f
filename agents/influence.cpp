#include "agents/influence.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "agents/country_kernel.hpp"
#include "sim/contracts.hpp"
#include "sim/elementary.hpp"

namespace comity::agents {

Influence::Influence(const Setting& setting, const std::vector<int>& partnered) : ties_(std::make_shared<const TieLayers>(setting, partnered))
{
    weight_.assign(ties_->to.size(), 0);
    row_sum_.assign(static_cast<std::size_t>(setting.num_countries()), 0);
    row_max_ = row_sum_;
}

std::vector<int> Influence::changed_rows(const World& now, const InfluenceParams& params, bool trusts) const
{
    std::vector<int> rows;
    const bool same_params = made_ && made_tie_ == params.transatlantic_tie && made_security_ == params.security_weight &&
                             made_trade_ == params.trade_weight && made_caucus_ == params.caucus_weight && made_ties_ == params.ties;
    const bool capability_moved = params.ties == TieWeights::capability && same_params && (made_capability_ != now.capability).any();
    if (!same_params || capability_moved || trusts != (made_trust_.size() > 0) || made_changes_ != now.tie_changes || made_trade_renewals_ != now.ties.renewals) {
        rows.resize(static_cast<std::size_t>(ties_->num_countries()));
        std::iota(rows.begin(), rows.end(), 0);
        return rows;
    }
    // Rows of partnerships that have grown, faded, come or gone.
    const auto unlike = [&](const std::vector<Partnership>& these, const std::vector<Partnership>& those) {
        for (const Partnership& pair : these) {
            const auto same = [&](const Partnership& other) {
                return pair.first == other.first && pair.second == other.second && pair.strength == other.strength;
            };
            if (std::none_of(those.begin(), those.end(), same)) rows.insert(rows.end(), {pair.first.index, pair.second.index});
        }
    };
    unlike(now.partnerships, made_partnerships_);
    unlike(made_partnerships_, now.partnerships);
    if (made_cuts_ != now.coercion.trade)
        for (const TradeCuts* cuts : {&made_cuts_, &now.coercion.trade})
            for (const TradeCuts::Row& row : cuts->rows) rows.push_back(row.country);
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

void Influence::update(const World& now, const Setting& setting, const InfluenceParams& params)
{
    sim::expects(ties_ && ties_->num_countries() == setting.num_countries(), "the structure is that of the setting");
    Eigen::ArrayXd trusted;
    if (const double r = now.rules.violations.trust; now.rules.violations.on && r > 0)
        trusted = now.reputation.level.unaryExpr([r](double rep) { return r == 1 ? rep : rep > 0 ? sim::power(rep, r) : 0; });
    const bool same_trust = trusted.size() == made_trust_.size() && (trusted == made_trust_).all();
    const std::vector<int> rows = changed_rows(now, params, trusted.size() > 0);
    if (rows.empty() && same_trust) return;
    if (trusted.size() > 0) plain_.resize(weight_.size());
    made_trust_ = trusted;
    if (made_trade_renewals_ != now.ties.renewals) follow_trade(trade_ties(now, setting));
    if (!rows.empty()) remake(now, params, rows);
    if (made_trust_.size() > 0)
        trust(made_trust_);
    else
        for (const int i : rows) normalise(i);
    made_ = true;
    made_partnerships_ = now.partnerships;
    made_changes_ = now.tie_changes;
    made_cuts_ = now.coercion.trade;
    made_trade_renewals_ = now.ties.renewals;
    made_tie_ = params.transatlantic_tie;
    made_security_ = params.security_weight;
    made_trade_ = params.trade_weight;
    made_caucus_ = params.caucus_weight;
    made_ties_ = params.ties;
    made_capability_ = params.ties == TieWeights::capability ? now.capability : Eigen::ArrayXd();
}

const std::vector<double>& Influence::trade_layer() const { return trade_.empty() ? ties_->trade : trade_; }

void Influence::follow_trade(const TieGraph& trade)
{
    trade_.resize(ties_->to.size());  // 0 where there is no trade, which has the same places every year
    const std::int32_t* place = ties_->trade_place.data();
    for (int i = 0; i < ties_->num_countries(); ++i) {
        const std::span<const std::int32_t> places{place, trade.partners(i).size()};
        lay(trade, i, places, trade_.data() + ties_->start[static_cast<std::size_t>(i)]);
        place += places.size();
    }
}

void Influence::trust(const Eigen::ArrayXd& in)
{
    for (std::size_t i = 0; i < row_sum_.size(); ++i) {
        const auto first = static_cast<std::size_t>(ties_->start[i]), end = static_cast<std::size_t>(ties_->start[i + 1]);
        const RowTotal row = country_kernel().trust(end - first, ties_->to.data() + first, plain_.data() + first, in.data(), weight_.data() + first);
        row_sum_[i] = row.sum;
        row_max_[i] = closeness_.empty() ? row.most : closest(static_cast<int>(i));
    }
}

void Influence::remake(const World& now, const InfluenceParams& params, std::span<const int> rows)
{
    const TieLayers& ties = *ties_;
    std::vector<double>& made = raw();
    const std::vector<double>& layer = trade_layer();
    const double security = params.security_weight, trade = params.trade_weight, caucus = params.caucus_weight;
    const double partnership = std::max(0.0, 1 - security - trade - caucus);
    const auto remade = [&](int i) { return std::binary_search(rows.begin(), rows.end(), i); };
    const auto place = [&](CountryId i, CountryId j) {
        const std::int32_t entry = ties.entry(i.index, j.index);
        sim::expects(entry >= 0, "the dyad has a place in the structure");
        return entry;
    };

    std::vector<double> gained(static_cast<std::size_t>(now.tie_changes.empty() ? 0 : ties.num_countries()), 0);  // R that events added, by row
    for (const TieChange& change : now.tie_changes) gained[static_cast<std::size_t>(change.from.index)] += change.caucus;
    const auto caucus_scale = [&](int i, double added) {  // th_R over the row's new total of R
        const double total = ties.caucus_total[static_cast<std::size_t>(i)] + (gained.empty() ? 0 : gained[static_cast<std::size_t>(i)]);
        return total > 0 ? caucus * added / total : 0;
    };
    for (const int i : rows) {
        const double kept = gained.empty() ? caucus : caucus_scale(i, ties.caucus_total[static_cast<std::size_t>(i)]);
        const bool cut = now.coercion.trade.row(i) != nullptr;
        const double uncut = cut ? 0 : trade;
        const auto first = static_cast<std::size_t>(ties.start[static_cast<std::size_t>(i)]);
        country_kernel().merge(ties.row(i).size(), {ties.security.data() + first, layer.data() + first, ties.caucus.data() + first, security, uncut, kept},
                               made.data() + first);
        if (cut) add_cut_trade(now.coercion.trade, i, trade);
    }
    const auto add = [&](CountryId i, CountryId j, double weight) {
        if (!remade(i.index)) return;
        if (const std::int32_t k = place(i, j); k >= 0) made[static_cast<std::size_t>(k)] += weight;
    };
    for (const Partnership& pair : now.partnerships) {
        add(pair.first, pair.second, partnership * pair.strength);
        add(pair.second, pair.first, partnership * pair.strength);
    }
    for (const TieChange& change : now.tie_changes)
        if (change.caucus != 0) add(change.from, change.to, caucus_scale(change.from.index, change.caucus));
    closeness_.resize(params.ties == TieWeights::layered ? 0 : weight_.size());
    if (!closeness_.empty())
        for (const int i : rows) weigh_alike(now.capability, params.ties, i);
    for (std::vector<double>* each : {&made, &closeness_}) {
        if (each->empty()) continue;
        for (const TieChange& change : now.tie_changes)
            if (change.factor != 1 && remade(change.from.index))
                if (const std::int32_t k = ties.entry(change.from.index, change.to.index); k >= 0) (*each)[static_cast<std::size_t>(k)] *= change.factor;
        if (params.transatlantic_tie != 1)
            for (const int i : rows) {
                const auto first = std::lower_bound(ties.transatlantic.begin(), ties.transatlantic.end(), ties.start[static_cast<std::size_t>(i)]);
                for (auto k = first; k != ties.transatlantic.end() && *k < ties.start[static_cast<std::size_t>(i) + 1]; ++k)
                    (*each)[static_cast<std::size_t>(*k)] *= params.transatlantic_tie;
            }
    }
}

void Influence::add_cut_trade(const TradeCuts& cuts, int i, double weight)
{
    const auto first = static_cast<std::size_t>(ties_->start[static_cast<std::size_t>(i)]);
    const auto end = static_cast<std::size_t>(ties_->start[static_cast<std::size_t>(i) + 1]);
    std::vector<double>& made = raw();
    const std::vector<double>& layer = trade_layer();
    std::vector<double> left(end - first);
    double total = 0;
    cuts.each_factor(i, ties_->row(i), [&](std::size_t k, double factor) {
        left[k] = layer[first + k] * factor;
        total += left[k];
    });
    if (!(total > 0)) return;
    for (std::size_t k = first; k < end; ++k) made[k] += weight * left[k - first] / total;
}

void Influence::weigh_alike(const Eigen::ArrayXd& capability, TieWeights ties, int i)
{
    std::vector<double>& made = raw();
    const auto end = static_cast<std::size_t>(ties_->start[static_cast<std::size_t>(i) + 1]);
    for (auto k = static_cast<std::size_t>(ties_->start[static_cast<std::size_t>(i)]); k < end; ++k) {
        closeness_[k] = made[k];
        if (made[k] > 0) made[k] = ties == TieWeights::equal ? 1 : capability(ties_->to[k]);
    }
}

void Influence::normalise(int i)
{
    const auto row = static_cast<std::size_t>(i);
    const auto begin = weight_.begin() + ties_->start[row], end = weight_.begin() + ties_->start[row + 1];
    double sum = 0, most = 0;
    for (auto k = begin; k != end; ++k) {
        sum += *k;
        most = std::max(most, *k);
    }
    row_sum_[row] = sum;
    row_max_[row] = sum > 0 ? most / sum : 0;
    if (sum > 0)
        for (auto k = begin; k != end; ++k) *k /= sum;
    if (!closeness_.empty()) row_max_[row] = closest(i);
}

double Influence::closest(int i) const
{
    double most = 0;
    for (std::int32_t k = ties_->start[static_cast<std::size_t>(i)]; k < ties_->start[static_cast<std::size_t>(i) + 1]; ++k) most = std::max(most, closeness(k));
    return most;
}

double Influence::closeness(std::int32_t entry) const
{
    const auto k = static_cast<std::size_t>(entry);
    if (closeness_.empty()) return weight_[k];
    return made_trust_.size() > 0 ? closeness_[k] * made_trust_(ties_->to[k]) : closeness_[k];
}

void Influence::apply(const Eigen::ArrayXXd& x, const InfluenceParams& params, Eigen::ArrayXXd& result) const
{
    constexpr std::size_t lanes = CountryKernel::lanes;
    const CountryKernel& kernel = country_kernel();
    const auto n = static_cast<std::size_t>(ties_->num_countries());
    result.resize(x.rows(), x.cols());
    const Eigen::Map<const Eigen::ArrayXd> sum(row_sum_.data(), static_cast<Eigen::Index>(n));
    Eigen::ArrayXd of_others(sum.size()), of_own(sum.size());
    if (params.self_in_pool) {
        of_others = sum / (1 + sum);
        of_own = 1 / (1 + sum);
    } else {
        of_others = (sum > 0).select(params.rate, Eigen::ArrayXd::Zero(sum.size()));
        of_own = (sum > 0).select(1 - params.rate, Eigen::ArrayXd::Ones(sum.size()));
    }
    Eigen::ArrayXd own(static_cast<Eigen::Index>(n * lanes)), mixed(own.size());  // arenas side by side, country by country
    for (std::size_t first = 0; first < static_cast<std::size_t>(x.cols()); first += lanes) {
        const std::size_t arenas = std::min(lanes, static_cast<std::size_t>(x.cols()) - first);
        const double* columns = x.data() + first * n;
        kernel.interleave(n, arenas, columns, own.data());
        kernel.mix(n, {ties_->start.data(), ties_->offset.data(), weight_.data()}, own.data(), mixed.data());
        kernel.blend(n, arenas, of_others.data(), mixed.data(), of_own.data(), columns, result.data() + first * n);
    }
}

void Influence::apply_heard(const Eigen::ArrayXXd& x, const InfluenceParams& params, const Hearing& hearing, Eigen::ArrayXXd& result) const
{
    constexpr std::size_t lanes = CountryKernel::lanes;
    const CountryKernel& kernel = country_kernel();
    const auto n = static_cast<std::size_t>(ties_->num_countries());
    const bool trusting = hearing.trust.size() > 0;
    result = x;
    Eigen::ArrayXXd made(static_cast<Eigen::Index>(n * lanes), 5);  // arenas side by side, country by country
    double *own = made.col(0).data(), *mixed = made.col(1).data(), *heard = made.col(2).data(), *total = made.col(3).data(), *trust = made.col(4).data();
    for (std::size_t first = 0; first < static_cast<std::size_t>(x.cols()); first += lanes) {
        const std::size_t arenas = std::min(lanes, static_cast<std::size_t>(x.cols()) - first);
        kernel.interleave(n, arenas, x.data() + first * n, own);
        if (trusting) kernel.interleave(n, arenas, hearing.trust.data() + first * n, trust);
        kernel.mix_heard(n, {ties_->start.data(), ties_->offset.data(), weight_.data()}, own, {hearing.reach, trusting ? trust : nullptr}, mixed, heard, total);
        for (std::size_t a = 0; a < arenas; ++a) {
            double* column = result.data() + (first + a) * n;
            for (std::size_t i = 0; i < n; ++i) {
                const std::size_t at = lanes * i + a;
                if (!(total[at] > 0)) continue;  // nobody is heard: W_ii = 1
                const double whole = hearing.renormalised ? total[at] : 1, pooled = row_sum_[i] * whole;
                const double of_others = params.self_in_pool ? pooled / (1 + pooled) : params.rate;
                column[i] += of_others * (mixed[at] - heard[at] * column[i]) / whole;
            }
        }
    }
}

std::span<const std::int32_t> Influence::partners(int i) const { return ties_->row(i); }

std::span<const double> Influence::weights(int i) const
{
    const auto row = static_cast<std::size_t>(i);
    return {weight_.data() + ties_->start[row], weight_.data() + ties_->start[row + 1]};
}

void Influence::closeness_to(int target, Eigen::ArrayXd& result) const
{
    result.setZero(ties_->num_countries());
    const auto column = static_cast<std::size_t>(target);
    for (auto k = static_cast<std::size_t>(ties_->column_start[column]); k < static_cast<std::size_t>(ties_->column_start[column + 1]); ++k) {
        const auto i = static_cast<std::size_t>(ties_->column_row[k]);
        if (row_max_[i] > 0) result(static_cast<Eigen::Index>(i)) = closeness(ties_->column_entry[k]) / row_max_[i];
    }
}

}  // namespace comity::agents
