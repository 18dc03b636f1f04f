#include "tests/model/scenarios_readme/readme_tables.hpp"

#include <stdexcept>

#include <fmt/format.h>

#include "analysis/expectations.hpp"
#include "scenarios/claims.hpp"
#include "scenarios/scenario_reader.hpp"
#include "scenarios/shipped.hpp"

namespace comity::tests {
namespace {

void expect_none(const sim::Problems& problems)
{
    for (const sim::Problem& problem : problems) throw std::runtime_error(problem.place + ": " + problem.message);
}

}  // namespace

std::string expectation_table(int threads)
{
    std::string table = "| scenario | expectation | difference | 95 % interval | |\n| --- | --- | --- | --- | --- |\n";
    analysis::Judge judge(200, threads);
    for (const auto& file : scenarios::shipped_scenarios()) {
        sim::Problems problems;
        const auto scenario = scenarios::read_scenario(file.string(), {}, problems);
        expect_none(problems);
        const auto judgements = judge.judge(scenario, problems);
        expect_none(problems);
        for (const analysis::Judgement& each : judgements)
            table += fmt::format("| {} | {} | {:.3g} | {:.3g} to {:.3g} | {} |\n", scenario.id, in_words(each.expectation),
                                 each.difference.mean, each.difference.low, each.difference.high, in_words(each.verdict));
    }
    return table;
}

std::string unshown_claims()
{
    const auto claims = scenarios::read_claims(COMITY_SOURCE_DIR "/scenarios/claims.csv");
    std::string table = "| row | claim | result | why |\n| --- | --- | --- | --- |\n";
    int shown = 0;
    for (const scenarios::Claim& each : claims)
        if (each.result == "shown")
            ++shown;
        else
            table += fmt::format("| {} | {} | {} | {} |\n", each.row, each.claim, each.result, each.note);
    return fmt::format("Of {} checks {} are shown. The others:\n\n{}", claims.size(), shown, table);
}

std::string with_table(const std::string& document, const std::string& name, const std::string& table)
{
    const std::string mark = fmt::format("<!-- {} -->\n", name);
    const std::size_t before = document.find(mark), end = document.find("<!-- end -->\n", before);
    if (before == std::string::npos || end == std::string::npos)
        throw std::runtime_error(fmt::format("scenarios/README.md has no text between '<!-- {} -->' and '<!-- end -->'", name));
    const std::size_t from = before + mark.size();
    return document.substr(0, from) + table + document.substr(end);
}

}  // namespace comity::tests
