// Writes the table of expectations anew: write_expectations FILE
#include <exception>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "sim/atomic_file.hpp"
#include "sim/parallel.hpp"
#include "tests/model/expectations/expectation_table.hpp"

using namespace comity;

int main(int argc, char** argv)
{
    if (argc != 2) {
        fmt::print(stderr, "usage: write_expectations FILE\n");
        return 2;
    }
    std::ostringstream document;
    document << std::ifstream(argv[1], std::ios::binary).rdbuf();
    try {
        sim::write_atomically(argv[1], tests::with_table(document.str(), tests::expectation_table(sim::default_threads())));
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
    return 0;
}
