#include "analysis/cli/command_line.hpp"

int main(int argc, char** argv) { return comity::analysis::run_command_line(argc, argv); }
