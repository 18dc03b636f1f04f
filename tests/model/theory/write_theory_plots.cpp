// Draws the plots of agents/theory anew; the target `theory_plots` runs it.

#include <exception>
#include <fstream>

#include <fmt/format.h>

#include "tests/model/theory/plots.hpp"

int main(int argc, char** argv)
{
    if (argc != 2) {
        fmt::print(stderr, "usage: write_theory_plots FOLDER\n");
        return 2;
    }
    try {
        for (const auto& plot : comity::tests::theory_plots()) {
            const std::string path = fmt::format("{}/{}.svg", argv[1], plot.name);
            std::ofstream file(path, std::ios::binary);
            file << svg(plot);
            file.close();
            if (file) continue;
            fmt::print(stderr, "{}: error: the file cannot be written\n", path);
            return 1;
        }
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
    return 0;
}
