#include <cstdio>
#include <cstdlib>

#include "analysis/cli/command_line.hpp"
#include "sim/netcdf_file.hpp"

int main(int argc, char** argv)
{
    const int code = comity::analysis::run_command_line(argc, argv);
    if (!comity::sim::netcdf_left_open()) return code;
    std::fflush(nullptr);
    std::_Exit(code);
}
