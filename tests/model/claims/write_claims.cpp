// Writes what runs find into the table of claims: write_claims FILE [ROW...]
#include <algorithm>
#include <exception>

#include <fmt/format.h>

#include "sim/atomic_file.hpp"
#include "tests/model/claims/table.hpp"

using namespace comity;

int main(int argc, char** argv)
{
    if (argc < 2) {
        fmt::print(stderr, "usage: write_claims FILE [ROW...]\n");
        return 2;
    }
    const std::vector<std::string> wanted(argv + 2, argv + argc);
    try {
        const std::vector<scenarios::Claim> before = scenarios::read_claims(argv[1]);
        std::vector<scenarios::Claim> after;
        for (const tests::Row& row : tests::rows()) {
            std::vector<scenarios::Claim> lines;
            if (wanted.empty() || std::find(wanted.begin(), wanted.end(), row.id) != wanted.end())
                lines = tests::with_findings(before, row);
            else
                std::copy_if(before.begin(), before.end(), std::back_inserter(lines),
                             [&](const scenarios::Claim& line) { return line.row == row.id; });
            for (const scenarios::Claim& line : lines)
                fmt::print("{} {:<9} {} [{}, {}]; counter-case {} [{}, {}]\n", line.row, line.result, line.effect, line.low,
                           line.high, line.counter, line.counter_low, line.counter_high);
            after.insert(after.end(), lines.begin(), lines.end());
        }
        sim::write_atomically(argv[1], scenarios::claims_text(after));
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
    return 0;
}
