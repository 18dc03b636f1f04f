#pragma once
// Draws of parameters, such as a calibration leaves behind: each run of a scenario takes one of them.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <Eigen/Core>

#include "sim/parameters.hpp"
#include "sim/problem.hpp"

namespace comity::scenarios {

struct Scenario;

/// A table of draws; empty where all runs have the same parameters.
///
/// Shape:  values [draw, parameter]; paths [parameter]; lines [draw], where each stands in the file
struct ParameterDraws {
    std::string file{};  ///< for messages
    std::vector<std::string> paths{};  ///< `voting.slope`, `forums.UNSC.consent_bias`
    Eigen::MatrixXd values{};
    std::vector<std::size_t> lines{};

    bool empty() const { return paths.empty(); }
    /// The draw of a run: run n takes draw n, and after the last one the first again.
    Eigen::RowVectorXd of_run(std::int64_t run) const { return values.row(static_cast<Eigen::Index>(run) % values.rows()); }
};

/// Reads a table of draws: one column a parameter, one row a draw; a column `draw` is passed over. That parameters exist and values lie in their ranges
/// is checked with the scenario (check_draws).
ParameterDraws read_draws(const std::filesystem::path& file, sim::Problems& problems);

/// The table as read_draws() takes it.
std::string as_csv(const ParameterDraws& draws);

/// A parameter of a scenario that is a number: of a rule, with or without `rules.` before it, or of a forum; nothing where there is none.
struct NumberKey {
    double* value = nullptr;
    sim::Field field;
};
std::optional<NumberKey> number_at(Scenario& scenario, std::string_view path);

/// What is wrong with a scenario's draws: parameters that do not exist, values out of range, draws whose parameters do not fit together.
/// Of values and of draws the first few are told, and how many more there are.
sim::Problems check_draws(const Scenario& scenario);

/// The scenario of one run, with no draws left.
Scenario drawn(const Scenario& scenario, std::int64_t run);

}  // namespace comity::scenarios
