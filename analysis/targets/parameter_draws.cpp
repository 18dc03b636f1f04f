#include "analysis/targets/parameter_draws.hpp"

#include <set>

#include <fmt/format.h>

#include "sim/csv.hpp"

namespace comity::analysis {

std::span<const double> ParameterDraws::of_run(std::int64_t run) const
{
    if (paths.empty()) return {};
    const Eigen::Index row = static_cast<Eigen::Index>(run) % values.rows();
    return {values.row(row).data(), paths.size()};
}

ParameterDraws read_draws(const std::filesystem::path& file, sim::Problems& problems)
{
    const sim::CsvTable table = sim::CsvTable::read(file);
    ParameterDraws draws;
    draws.paths = table.columns();
    for (std::size_t k = 0; k < draws.paths.size(); ++k) draws.path_places.push_back(table.name_place(k));
    if (table.num_rows() == 0) throw sim::CsvError(fmt::format("{}: error: there is no draw below the header", table.name()));
    draws.values.resize(static_cast<Eigen::Index>(table.num_rows()), static_cast<Eigen::Index>(draws.paths.size()));
    for (std::size_t row = 0; row < table.num_rows(); ++row) {
        draws.places.push_back(table.place(row));
        for (std::size_t k = 0; k < draws.paths.size(); ++k) {
            const auto value = sim::to_double(table.cell(row, k));
            if (!value)
                problems.push_back({table.place(row, k), fmt::format("{} is '{}', but must be a number", draws.paths[k], table.cell(row, k))});
            draws.values(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(k)) = value.value_or(0);
        }
    }
    return draws;
}

void check_paths(const ParameterDraws& draws, const scenarios::Scenario& scenario, sim::Problems& problems)
{
    std::set<std::string> named;
    for (std::size_t k = 0; k < draws.paths.size(); ++k) {
        if (!named.insert(without_rules(draws.paths[k])).second)
            problems.push_back({draws.path_places[k], fmt::format("column '{}' names a number that an earlier column names", draws.paths[k])});
        if (!range_of(scenario, draws.paths[k]))
            problems.push_back({draws.path_places[k], fmt::format("column '{}' names no number of the scenario{}", draws.paths[k],
                                                                  sim::suggestion(draws.paths[k], number_paths(scenario)))});
    }
}

void check_draws(const ParameterDraws& draws, const TargetPlays& plays, sim::Problems& problems)
{
    for (std::size_t row = 0; row < draws.places.size(); ++row)
        for (const sim::Problem& wrong : plays.problems_with(draws.of_run(static_cast<std::int64_t>(row))))
            problems.push_back({draws.places[row], wrong.message});
}

}  // namespace comity::analysis
