#pragma once
// Group 7: how far the formulations of norms are taken up, and where each stands in its life cycle.

#include <array>
#include <cstdint>
#include <vector>

#include "agents/measures/columns.hpp"
#include "agents/world.hpp"

namespace comity::agents {

/// Where a formulation stands (MODEL.md section 4.7).
enum class NormStatus {
    emergent = 0,           ///< taken up by less than 10 % of countries
    contested = 1,          ///< 10 % or more
    tipped = 2,             ///< 1/3 or more, two of the ten largest powers among them
    institutionalised = 3,  ///< tipped, and the status quo beyond .5 on its side
    internalised = 4,       ///< institutionalised and taken up by 2/3 or more for 20 rounds
};

/// What decides the status of a formulation `sign` (-1 S pole, +1 L pole).
struct Uptake {
    double share = 0;       ///< of countries
    int great_powers = 0;   ///< adopters among the ten largest powers
    double status_quo = 0;  ///< q_m
};

/// Follows one formulation through the rounds.
class LifeCycle {
public:
    NormStatus advance(int sign, const Uptake& uptake);
    NormStatus status() const { return status_; }

private:
    NormStatus status_ = NormStatus::emergent;
    int rounds_held_ = 0;  // rounds running as institutionalised with two thirds
};

/// Columns of each sub-norm: support shares of both formulations (countries, population, capability), status, status quo, contestation.
class NormMeasure {
public:
    explicit NormMeasure(const Setting& setting);
    std::vector<Column> columns() const;
    void observe(const World& world, RowWriter& row);
    void reset();
    /// Mean of 4 s(-) s(+) over the sub-norms of the arenas that the contest touches, of the last round observed.
    double mean_contestation() const { return mean_contestation_; }

private:
    /// Sums over the adopters of one formulation; weights are whole numbers, so that sums do not depend on their order.
    struct Support {
        std::int64_t countries = 0, population = 0, capability = 0, great_powers = 0;
        void change(std::int64_t sign, std::int64_t by_population, std::int64_t by_capability, std::int64_t great);
    };
    void weigh(const World& world);
    void follow(const World& world);

    const Setting* setting_;
    std::vector<std::int64_t> population_, capability_;  // [country], shares in units of 2^-40
    std::int64_t all_population_ = 0, all_capability_ = 0;
    std::vector<char> great_;                            // [country], among the ten largest powers
    Eigen::ArrayXd ranked_by_;
    AdoptionTable followed_;                             // what the sums stand for
    std::vector<std::array<Support, 2>> support_;        // [norm][S pole, L pole]
    std::vector<std::array<LifeCycle, 2>> cycles_;
    double mean_contestation_ = undefined;
};

}  // namespace comity::agents
