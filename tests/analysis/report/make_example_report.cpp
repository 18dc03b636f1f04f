// Writes the page of made-up results: make_example_report OUT.html [countries.csv]. Without a table, the countries are of
// nowhere, and the scenarios awkward to show.
#include <fstream>
#include <iostream>

#include "analysis/report/report.hpp"
#include "tests/analysis/report/example_results.hpp"

int main(int argc, char** argv)
{
    using namespace comity::analysis;
    if (argc < 2) {
        std::cerr << "make_example_report OUT.html [countries.csv]\n";
        return 2;
    }
    const auto results =
        argc > 2 ? example::three_scenarios(example::countries_of(argv[2]), 200) : example::awkward_scenarios(example::imagined_countries(40), 200);
    std::ofstream(argv[1]) << report_page(results);
    return 0;
}
