#include "analysis/hindcast/aggregate_scores.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include "analysis/hindcast/ensemble_scores.hpp"
#include "analysis/hindcast/frequencies.hpp"
#include "analysis/hindcast/last_votes.hpp"
#include "analysis/hindcast/vote_totals.hpp"

namespace comity::analysis {
namespace {

using Eigen::ArrayX3d;
using Eigen::ArrayXd;
using Eigen::Index;

constexpr int years_of_errors = 12;
constexpr Index sample_size = 199;
constexpr Index bootstrap_samples = 200;
constexpr std::size_t fewest_errors = 20;  // of a kind; else both are taken together
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Columns of marks on a quantity, each to be averaged.
enum Mark : Index { crps, inside50, inside90, miss, below, above, num_marks };
constexpr const char* metric_of[] = {"crps", "coverage50", "coverage90", "mae", "pit_low", "pit_high"};
using Marks = Eigen::Array<double, Eigen::Dynamic, num_marks>;

/// The years that are foretold from one origin.
struct Stage {
    int origin;
    Years years;
    int span() const { return years.last - years.first + 1; }
};

std::vector<Stage> stages(const HindcastDesign& design, Window window)
{
    if (window == Window::frozen) return {{design.train_until, design.test}};
    std::vector<Stage> found;
    for (int year = design.test.first; year <= design.test.last; ++year) found.push_back({year - 1, {year, year}});
    return found;
}

/// The quantiles of errors that stand for all of them, ascending; empty where there are none.
ArrayXd condensed(std::vector<double> errors)
{
    std::erase_if(errors, [](double each) { return !std::isfinite(each); });
    if (errors.empty()) return {};
    std::sort(errors.begin(), errors.end());
    ArrayXd found(sample_size);
    for (Index k = 0; k < sample_size; ++k) found[k] = quantile_of_sorted(errors, (static_cast<double>(k) + 0.5) / static_cast<double>(sample_size));
    return found;
}

/// (came - expected) / spread.
ArrayXd standardised_errors(const ArrayX3d& found) { return (found.col(0) - found.col(1)) / found.col(2); }

/// Whether at least half of those who voted on a roll call have an earlier vote on its title, known at an origin: [roll call of the test years].
std::vector<char> returning(const RecordedVotes& votes, const TestVotes& test, int origin)
{
    LastVotes last(votes);
    last.advance(votes.first_after(origin));
    std::vector<int> balance(static_cast<std::size_t>(test.num_roll_calls()), 0);
    for (std::size_t v = 0; v < test.votes.size(); ++v)
        balance[static_cast<std::size_t>(test.place[v])] += last.of(test.votes[v].question) == RecordedVotes::not_cast ? -1 : 1;
    std::vector<char> found;
    for (const int each : balance) found.push_back(each >= 0);
    return found;
}

/// By how much an interval widens whose width was learnt from a few years: t and the error of the mean.
double widening(int years)
{
    if (years < 2) return 1;
    constexpr double level = .95;
    return boost::math::quantile(boost::math::students_t(years - 1), level) / boost::math::quantile(boost::math::normal(), level) * std::sqrt(1 + 1.0 / years);
}

/// Quantiles farther from their median, by a factor.
ArrayXd widened(const ArrayXd& quantiles, double by)
{
    if (quantiles.size() == 0) return quantiles;
    const double median = quantiles[quantiles.size() / 2];
    return median + by * (quantiles - median);
}

/// Errors that the model made when it was asked in the same way at earlier origins, those on returning and on new texts apart.
struct Errors {
    ArrayXd returning, fresh, agreements;

    bool known() const { return agreements.size() > 0 && returning.size() > 0; }
    const ArrayXd& of(bool returns) const { return returns ? returning : fresh; }
};
Errors earlier_errors(const RecordedVotes& known, const Stage& stage, const AskedModel& asked, const std::vector<Pair>& pairs)
{
    std::vector<double> shares[2], agreements;
    int years = 0;
    for (int back = stage.span(); back <= years_of_errors && stage.origin - back >= asked.first_origin; back += stage.span()) {
        const int origin = stage.origin - back;
        const HindcastDesign design{origin, {origin + 1, origin + stage.span()}};
        const TestVotes test = test_votes(known, design.test);
        const Chances chances = foretell(known, test, design, Mode::unconditional, Window::frozen, asked.model);
        const Eigen::VectorXd once = Eigen::VectorXd::Ones(test.num_roll_calls());
        const ArrayXd errors = standardised_errors(quantities(yes_shares(test, chances), once));
        const std::vector<char> returns = returning(known, test, origin);
        for (Index k = 0; k < errors.size(); ++k) shares[returns[static_cast<std::size_t>(k)] ? 1 : 0].push_back(errors[k]);
        for (int year = design.test.first; year <= design.test.last; ++year, ++years)
            for (const double each : standardised_errors(quantities(pair_agreement(known, test, chances, pairs, year), once))) agreements.push_back(each);
    }
    if (std::min(shares[0].size(), shares[1].size()) < fewest_errors) {
        shares[1].insert(shares[1].end(), shares[0].begin(), shares[0].end());
        shares[0] = shares[1];
    }
    const double by = widening(years);
    return {widened(condensed(std::move(shares[1])), by), widened(condensed(std::move(shares[0])), by), widened(condensed(std::move(agreements)), by)};
}

/// Marks of what came, given what was expected and how errors lay: came, expected and spread in columns.
Marks marks(const ArrayX3d& found, const ArrayXd& errors)
{
    Marks all = Marks::Constant(found.rows(), num_marks, nan);
    ArrayXd sample(errors.size());
    const auto n = static_cast<double>(errors.size());
    for (Index k = 0; k < found.rows(); ++k) {
        const double came = found(k, 0);
        if (std::isnan(came)) continue;
        sample = (found(k, 1) + found(k, 2) * errors).max(0).min(1);  // ascending, as the errors are
        const auto at = [&](double level) { return sample[static_cast<Index>(level * n)]; };
        all(k, crps) = sorted_crps(sample, came);
        all(k, inside50) = at(.25) <= came && came <= at(.75);
        all(k, inside90) = at(.05) <= came && came <= at(.95);
        all(k, miss) = std::abs(at(.5) - came);
        all(k, below) = came < at(.05);
        all(k, above) = came > at(.95);
    }
    return all;
}

/// Means of marks over quantities that have them, each counted as often as `weight` says; NaN where none has.
Eigen::Array<double, 1, num_marks> mean_marks(const Marks& of, const ArrayXd& weight)
{
    Eigen::Array<double, 1, num_marks> mean;
    for (Index m = 0; m < num_marks; ++m) {
        const auto missing = of.col(m).isNaN();
        mean[m] = missing.select(0, of.col(m) * weight).sum() / missing.select(0, weight).sum();
    }
    return mean;
}

/// Marks by resampled roll calls, the recorded ones last.
struct Resampled {
    std::vector<Eigen::Array<double, 1, num_marks>> means;
    long quantities = 0;
};

void add_rows(const Resampled& found, Window window, const char* model, const char* subset, std::vector<CardRow>& card)
{
    if (found.quantities == 0) return;
    for (Index m = 0; m < num_marks; ++m) {
        const double value = found.means.back()[m];
        if (!std::isfinite(value)) continue;
        std::vector<double> samples;
        for (std::size_t s = 0; s + 1 < found.means.size(); ++s) samples.push_back(found.means[s][m]);
        card.push_back({"aggregate", word(window), model, subset, metric_of[m], percentile_estimate(value, std::move(samples)), found.quantities});
    }
}

Resampled on_yes_shares(const Marks& of, const Eigen::MatrixXd& weights)
{
    Resampled found;
    for (Index s = 0; s < weights.rows(); ++s) found.means.push_back(mean_marks(of, weights.row(s).transpose().array()));
    found.means.push_back(mean_marks(of, ArrayXd::Ones(of.rows())));
    found.quantities = (!of.col(miss).isNaN()).count();
    return found;
}

/// `marks_of` gives the marks of all quantities when roll calls count as often as a weight says.
Resampled on_agreements(const Eigen::MatrixXd& weights, auto&& marks_of)
{
    Resampled found;
    const auto add = [&](const Eigen::VectorXd& weight) {
        const Marks of = marks_of(weight);
        found.means.push_back(mean_marks(of, ArrayXd::Ones(of.rows())));
        found.quantities = (!of.col(miss).isNaN()).count();
    };
    for (Index s = 0; s < weights.rows(); ++s) add(weights.row(s).transpose());
    add(Eigen::VectorXd::Ones(weights.cols()));
    return found;
}

/// Marks that a foretold value alone can have.
Marks misses(const ArrayXd& came, const ArrayXd& foretold)
{
    Marks all = Marks::Constant(came.size(), num_marks, nan);
    all.col(miss) = (came - foretold).abs();
    return all;
}

/// Chances that say what came: their totals are the record's own.
Chances as_cast(const TestVotes& test)
{
    Chances chances = Chances::Zero(static_cast<Index>(test.votes.size()), 3);
    for (std::size_t v = 0; v < test.votes.size(); ++v) chances(static_cast<Index>(v), static_cast<Index>(test.votes[v].cast)) = 1;
    return chances;
}

ArrayXd recorded_agreement(const RecordedVotes& votes, const std::vector<Pair>& pairs, int year)
{
    const TestVotes test = test_votes(votes, {year, year});
    return quantities(pair_agreement(votes, test, as_cast(test), pairs, year), Eigen::VectorXd::Ones(test.num_roll_calls())).col(0);
}

double yes_share(const RecordedVotes& votes, int roll_call)
{
    const auto cast = votes.cast.col(roll_call);
    return static_cast<double>((cast == static_cast<std::int8_t>(Choice::yes)).count()) / static_cast<double>((cast != RecordedVotes::not_cast).count());
}

/// The share of the last roll call on the title up to an origin, else the mean of the topic's in the window, else of all in it.
double last_yes_share(const RecordedVotes& votes, int roll_call, int origin)
{
    const RollCall& of = votes.roll_calls[static_cast<std::size_t>(roll_call)];
    double topic = 0, in_topic = 0, all = 0, in_all = 0;
    for (int r = votes.first_after(origin) - 1; r >= 0; --r) {
        const RollCall& earlier = votes.roll_calls[static_cast<std::size_t>(r)];
        const double share = yes_share(votes, r);
        if (std::isnan(share)) continue;
        if (earlier.stem == of.stem) return share;
        if (earlier.date.year <= origin - years_of_window) continue;
        all += share;
        ++in_all;
        topic += earlier.topic == of.topic ? share : 0;
        in_topic += earlier.topic == of.topic;
    }
    return in_topic > 0 ? topic / in_topic : all / in_all;
}

/// Agreement of pairs in one year, and what is known of the errors of its forecasts.
struct YearOfPairs {
    VoteTotals totals;
    ArrayXd errors;     ///< empty where the model was not asked before
    ArrayXd last_year;  ///< [pair], the last value known
};

/// What one window foretells.
struct Foretold {
    std::vector<YearOfPairs> years;
    Marks shares, last_shares;  ///< [roll call of the test years]
    bool with_errors = true;    ///< the model was asked before at every stage
};

Foretold foretold(const RecordedVotes& votes, const TestVotes& test, const HindcastDesign& design, Window window, const std::optional<AskedModel>& asked,
                  const std::vector<Pair>& pairs)
{
    const Chances chances = asked ? foretell(votes, test, design, Mode::unconditional, window, asked->model) : as_cast(test);
    const ArrayX3d shares = quantities(yes_shares(test, chances), Eigen::VectorXd::Ones(test.num_roll_calls()));
    Foretold found;
    found.shares = found.last_shares = Marks::Constant(shares.rows(), num_marks, nan);
    for (const Stage& stage : stages(design, window)) {
        const Errors errors = asked ? earlier_errors(votes.until(stage.origin), stage, *asked, pairs) : Errors{};
        found.with_errors = found.with_errors && errors.known();
        const Index first = votes.first_after(stage.years.first - 1) - test.first, count = votes.first_after(stage.years.last) - test.first - first;
        ArrayXd last(count);
        for (Index k = 0; k < count; ++k) last[k] = last_yes_share(votes, test.first + static_cast<int>(first + k), stage.origin);
        found.last_shares.middleRows(first, count) = misses(shares.col(0).segment(first, count), last);
        const std::vector<char> returns = returning(votes, test, stage.origin);
        for (Index k = first; k < first + count && errors.known(); ++k) found.shares.row(k) = marks(shares.row(k), errors.of(returns[static_cast<std::size_t>(k)]));
        const ArrayXd last_year = recorded_agreement(votes, pairs, stage.origin);
        for (int year = stage.years.first; year <= stage.years.last; ++year)
            found.years.push_back({pair_agreement(votes, test, chances, pairs, year), errors.agreements, last_year});
    }
    return found;
}

/// Marks of all years one below the other; `of_year` gives those of one.
Marks stacked(const std::vector<YearOfPairs>& years, auto&& of_year)
{
    std::vector<Marks> parts;
    Index rows = 0;
    for (const YearOfPairs& year : years) {
        parts.push_back(of_year(year));
        rows += parts.back().rows();
    }
    Marks all(rows, num_marks);
    rows = 0;
    for (const Marks& part : parts) {
        all.middleRows(rows, part.rows()) = part;
        rows += part.rows();
    }
    return all;
}

/// The same years with some of the pairs alone: `first` and how many.
std::vector<YearOfPairs> with_pairs(const std::vector<YearOfPairs>& years, Index first, Index count)
{
    std::vector<YearOfPairs> found;
    for (const YearOfPairs& year : years) {
        const auto part = [&](const Eigen::MatrixXd& of) { return Eigen::MatrixXd(of.middleCols(first, count)); };
        const VoteTotals& of = year.totals;
        found.push_back({{part(of.count), part(of.came), part(of.expected), part(of.variance)}, year.errors, year.last_year.segment(first, count)});
    }
    return found;
}

void add_agreements(const std::vector<YearOfPairs>& years, bool with_errors, Window window, const char* subset, const Eigen::MatrixXd& weights,
                    std::vector<CardRow>& card)
{
    const auto resampled_marks = [&](auto&& of_year) {
        return on_agreements(weights, [&](const Eigen::VectorXd& weight) {
            return stacked(years, [&](const YearOfPairs& year) { return of_year(year, quantities(year.totals, weight)); });
        });
    };
    if (with_errors)
        add_rows(resampled_marks([](const YearOfPairs& year, const ArrayX3d& found) { return marks(found, year.errors); }), window, "comity", subset, card);
    add_rows(resampled_marks([](const YearOfPairs& year, const ArrayX3d& found) { return misses(found.col(0), year.last_year); }), window, "last_year", subset, card);
}

}  // namespace

std::vector<CardRow> aggregate_scores(const RecordedVotes& votes, const TestVotes& test, const HindcastDesign& design,
                                      const std::optional<AskedModel>& asked, const Eigen::MatrixXd& all_weights)
{
    const Eigen::MatrixXd weights = all_weights.topRows(std::min(bootstrap_samples, all_weights.rows()));
    const std::vector<Pair> pairs = compared_pairs(votes);
    const int china = votes.row("CHN"), russia = votes.row("RUS");
    const auto challengers = std::find_if(pairs.begin(), pairs.end(), [&](const Pair& pair) { return pair.a == china && pair.b == russia; });
    std::vector<CardRow> card;
    for (const Window window : {Window::frozen, Window::rolling}) {
        const Foretold found = foretold(votes, test, design, window, asked, pairs);
        if (found.with_errors) add_rows(on_yes_shares(found.shares, weights), window, "comity", "yes_share", card);
        add_rows(on_yes_shares(found.last_shares, weights), window, "last_same_title", "yes_share", card);
        add_agreements(found.years, found.with_errors, window, "pair_agreement", weights, card);
        if (challengers != pairs.end())
            add_agreements(with_pairs(found.years, challengers - pairs.begin(), 1), found.with_errors, window, "agreement_CHN_RUS", weights, card);
    }
    return card;
}

}  // namespace comity::analysis
