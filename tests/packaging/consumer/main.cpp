#include <iostream>

#include "analysis/cli/version.hpp"
#include "scenarios/data_folder.hpp"

int main()
{
    std::cout << comity::analysis::version_line() << '\n' << comity::scenarios::data_folder().string() << '\n';
}
