// Writes the page of made-up results: make_example_report OUT.html [countries.csv]. Without a table, the countries are of nowhere.
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
    const auto countries = argc > 2 ? example::countries_of(argv[2]) : example::imagined_countries(40);
    std::ofstream(argv[1]) << report_page(example::three_scenarios(countries, 200));
    return 0;
}
