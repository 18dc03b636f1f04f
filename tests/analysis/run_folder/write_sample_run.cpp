// Writes a small run folder for the readers in other languages: write_sample_run FOLDER

#include <cstdio>
#include <exception>

#include "tests/analysis/run_folder/toy_run.hpp"

int main(int argc, char** argv)
try {
    if (argc != 2) return 2;
    comity::tests::write_toy(argv[1], comity::tests::toy_info(20, 2), comity::analysis::Existing::replace);
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
