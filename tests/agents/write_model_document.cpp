// Rewrites the tables of agents/MODEL.md from the code; the target `model_document` runs it.

#include <exception>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "tests/agents/model_document.hpp"

int main(int argc, char** argv)
{
    if (argc != 2) {
        fmt::print(stderr, "usage: write_model_document FILE\n");
        return 2;
    }
    std::ostringstream document;
    document << std::ifstream(argv[1], std::ios::binary).rdbuf();
    try {
        const std::string text = comity::tests::with_tables_of_the_code(document.str());
        std::ofstream file(argv[1], std::ios::binary);
        file << text;
        file.close();
        if (file) return 0;
        fmt::print(stderr, "{}: error: the file cannot be written\n", argv[1]);
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
    }
    return 1;
}
