// Writes the tables of scenarios/README.md anew: write_readme_tables FILE
#include <exception>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "sim/atomic_file.hpp"
#include "sim/parallel.hpp"
#include "tests/model/scenarios_readme/readme_tables.hpp"

using namespace comity;

int main(int argc, char** argv)
{
    if (argc != 2) {
        fmt::print(stderr, "usage: write_readme_tables FILE\n");
        return 2;
    }
    std::ostringstream document;
    document << std::ifstream(argv[1], std::ios::binary).rdbuf();
    try {
        const std::string text = tests::with_table(document.str(), "claims", tests::unshown_claims());
        sim::write_atomically(argv[1], tests::with_table(text, "expectations", tests::expectation_table(sim::default_threads())));
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
    return 0;
}
