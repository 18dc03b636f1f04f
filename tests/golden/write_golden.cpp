// Writes the golden tables anew: write_golden FOLDER
#include <filesystem>

#include "sim/atomic_file.hpp"
#include "tests/golden/golden_runs.hpp"

int main(int argc, char** argv)
{
    if (argc != 2) return 2;
    for (const auto& run : comity::tests::golden_runs())
        comity::sim::write_atomically(std::filesystem::path(argv[1]) / run.table, comity::tests::outcomes_of(run, 1));
    return 0;
}
