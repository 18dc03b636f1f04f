#include "scenarios/parameter_draws.hpp"

#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "scenarios/reading.hpp"
#include "scenarios/scenario.hpp"
#include "sim/csv.hpp"

namespace comity::scenarios {
namespace {

constexpr std::size_t most_told = 5;

/// Problems of one kind, of which the first few are told.
class FewProblems {
public:
    FewProblems(std::string file, const char* what) : file_(std::move(file)), what_(what) {}

    void add(std::string place, std::string message)
    {
        if (++count_ <= most_told) told_.push_back({std::move(place), std::move(message)});
    }
    void give(sim::Problems& problems)
    {
        if (count_ > most_told) told_.push_back({file_, fmt::format("and {} more {}", count_ - most_told, what_)});
        problems.insert(problems.end(), told_.begin(), told_.end());
    }

private:
    std::string file_;
    const char* what_;
    std::size_t count_ = 0;
    sim::Problems told_;
};

sim::Problem placed(const sim::CsvError& error)
{
    const std::string text = error.what(), mark = ": error: ";
    const auto at = text.find(mark);
    if (at == std::string::npos) return {"", text};
    return {text.substr(0, at), text.substr(at + mark.size())};
}

ParameterDraws draws_in(const sim::CsvTable& table, sim::Problems& problems)
{
    ParameterDraws draws{.file = table.name()};
    std::vector<std::size_t> columns;
    for (std::size_t c = 0; c < table.columns().size(); ++c) {
        if (table.columns()[c] == "draw") continue;
        columns.push_back(c);
        draws.paths.push_back(table.columns()[c]);
    }
    if (columns.empty() || table.num_rows() == 0) {
        problems.push_back({table.name(), columns.empty() ? "the table has no column of a parameter" : "the table has no draw"});
        return {};
    }
    draws.values.resize(static_cast<Eigen::Index>(table.num_rows()), static_cast<Eigen::Index>(columns.size()));
    FewProblems wrong(table.name(), "cells that are no numbers");
    for (std::size_t row = 0; row < table.num_rows(); ++row) {
        draws.lines.push_back(table.line(row));
        for (std::size_t k = 0; k < columns.size(); ++k) {
            const auto value = sim::to_double(table.cell(row, columns[k]));
            if (!value) wrong.add(table.place(row, columns[k]), fmt::format("{} is '{}', but must be a number", draws.paths[k], table.cell(row, columns[k])));
            draws.values(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(k)) = value.value_or(0);
        }
    }
    const std::size_t before = problems.size();
    wrong.give(problems);
    return problems.size() == before ? draws : ParameterDraws{};
}

/// Paths of all parameters that may be drawn.
std::vector<std::string> known_paths(Scenario& scenario)
{
    std::vector<std::string> paths;
    sim::each_number(scenario.rules, [&](const std::string& path, double&, const sim::Field&) { paths.push_back(path); });
    for (agents::Forum& forum : scenario.institutions.forums)
        agents::Forum::describe(forum, [&](std::string_view name, auto&&...) { paths.push_back(fmt::format("forums.{}.{}", forum.id, name)); });
    return paths;
}

void check_values(const ParameterDraws& draws, std::size_t column, const sim::Field& field, FewProblems& wrong)
{
    const auto values = draws.values.col(static_cast<Eigen::Index>(column));
    for (Eigen::Index row = 0; row < values.size(); ++row)
        if (!field.range.contains(values(row)))
            wrong.add(fmt::format("{}:{}", draws.file, draws.lines[static_cast<std::size_t>(row)]),
                      fmt::format("{} is {}, but {}", draws.paths[column], sim::number(values(row)), must_be_in(field.range, field.unit, field.meaning)));
}

void check_together(const Scenario& scenario, sim::Problems& problems)
{
    const ParameterDraws& draws = scenario.draws;
    FewProblems wrong(draws.file, "draws whose parameters do not fit together");
    for (std::size_t row = 0; row < draws.lines.size(); ++row)
        for (const Misfit& misfit : misfits(drawn(scenario, static_cast<std::int64_t>(row)).rules))
            wrong.add(fmt::format("{}:{}", draws.file, draws.lines[row]), misfit.message);
    wrong.give(problems);
}

bool any_bound_to_others(const ParameterDraws& draws)
{
    for (const std::string& path : draws.paths)
        if (bound_to_others(path.starts_with("rules.") ? path.substr(6) : path)) return true;
    return false;
}

}  // namespace

ParameterDraws read_draws(const std::filesystem::path& file, sim::Problems& problems)
{
    try {
        return draws_in(sim::CsvTable::read(file), problems);
    } catch (const sim::CsvError& error) {
        problems.push_back(placed(error));
        return {};
    }
}

std::string as_csv(const ParameterDraws& draws)
{
    std::string text;
    for (const std::string& path : draws.paths) {
        if (!text.empty()) text += ',';
        text += sim::quoted(path);
    }
    text += '\n';
    for (Eigen::Index row = 0; row < draws.values.rows(); ++row) {
        for (Eigen::Index k = 0; k < draws.values.cols(); ++k) {
            if (k > 0) text += ',';
            sim::append_number(text, draws.values(row, k));
        }
        text += '\n';
    }
    return text;
}

std::optional<NumberKey> number_at(Scenario& scenario, std::string_view path)
{
    std::optional<NumberKey> found;
    const std::string_view of_rule = path.starts_with("rules.") ? path.substr(6) : path;
    sim::each_number(scenario.rules, [&](const std::string& each, double& value, const sim::Field& field) {
        if (each == of_rule) found = NumberKey{&value, field};
    });
    if (found || !path.starts_with("forums.")) return found;
    for (agents::Forum& forum : scenario.institutions.forums) {
        if (!path.substr(7).starts_with(forum.id + ".")) continue;
        const std::string_view name = path.substr(7 + forum.id.size() + 1);
        agents::Forum::describe(forum, [&](std::string_view each, double& value, sim::Range range, std::string_view unit, std::string_view meaning, std::string_view source) {
            if (each == name) found = NumberKey{&value, {each, range, unit, meaning, source}};
        });
    }
    return found;
}

sim::Problems check_draws(const Scenario& scenario)
{
    sim::Problems problems;
    Scenario trial = scenario;
    FewProblems wrong(scenario.draws.file, "values out of range");
    for (std::size_t k = 0; k < scenario.draws.paths.size(); ++k) {
        const std::string& path = scenario.draws.paths[k];
        if (const auto key = number_at(trial, path))
            check_values(scenario.draws, k, key->field, wrong);
        else if (scenario.places.whole())
            problems.push_back({scenario.draws.file + ":1", fmt::format("unknown parameter '{}'{}; a column is a number of a rule or of a forum, such as voting.slope", path,
                                                                        sim::suggestion(path, known_paths(trial)))});
    }
    wrong.give(problems);
    if (problems.empty() && any_bound_to_others(scenario.draws)) check_together(scenario, problems);
    return problems;
}

Scenario drawn(const Scenario& scenario, std::int64_t run)
{
    Scenario result = scenario;
    const Eigen::RowVectorXd values = scenario.draws.of_run(run);
    for (std::size_t k = 0; k < scenario.draws.paths.size(); ++k)
        if (const auto key = number_at(result, scenario.draws.paths[k])) *key->value = values(static_cast<Eigen::Index>(k));
    result.draws = {};
    return result;
}

}  // namespace comity::scenarios
