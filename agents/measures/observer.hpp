#pragma once
// Turns rounds into series and outcomes (MODEL.md section 6).

#include <memory>
#include <vector>

#include <Eigen/Core>

#include "agents/measures/metric.hpp"
#include "agents/measures/observer_options.hpp"
#include "agents/round.hpp"

namespace comity::agents {

/// Columns of the series, fixed by the setting and by which modules are on: [metric].
std::vector<Metric> series_metrics(const Setting& setting, const Rules& rules = {}, const ObserverOptions& options = {});
/// Columns of the table of runs, fixed likewise, and by whether agreement graphs are made within the run: [metric].
std::vector<Metric> outcome_metrics(const Setting& setting, const Rules& rules = {}, const ObserverOptions& options = {});

/// Observes one run after another.
///
/// `setting` must outlive the observer. Little is allocated after the first run: where a round has more drafts than any before, and
/// for votes that are kept from draft to draft.
class Observer {
public:
    Observer(const Setting& setting, const Rules& rules, ObserverOptions options = {});
    ~Observer();
    Observer(Observer&&) noexcept;
    Observer& operator=(Observer&&) noexcept;

    /// Takes in a round after it was played: `world.round` has already advanced.
    ///
    /// Errors: expects the rounds in order from 0, fewer than `setting.rounds`
    void observe(const World& world, const RoundRecord& record);
    /// [round, metric], NaN where a metric is not defined in a round or the round was not played.
    const Eigen::ArrayXXd& series() const;
    /// Puts series() into `to`, whose memory it takes for the next run: then reset() must come.
    void give_series(Eigen::ArrayXXd& to);
    /// [outcome metric], NaN where not defined.
    Eigen::ArrayXd outcomes(const World& last) const;
    /// Forgets the run.
    void reset();
    /// What the columns of series() and outcomes() are.
    std::vector<Metric> series_metrics() const;
    std::vector<Metric> outcome_metrics() const;

private:
    struct Measures;
    std::unique_ptr<Measures> measures_;
    Eigen::ArrayXXd series_;
};

}  // namespace comity::agents
