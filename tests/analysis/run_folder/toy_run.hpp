#pragma once
// Three countries, two arenas, a year from 2020Q3 on, and numbers that are known by heart: what the tests of the run folder write.

#include <atomic>
#include <filesystem>

#include "analysis/run_folder.hpp"

namespace comity::tests {

struct ToyRecord {
    Eigen::ArrayXd outcomes;
    Eigen::ArrayXXd series;
    std::vector<float> positions;
};

/// Labels, three series metrics and two outcomes. One metric has the name of a coordinate, one a name that NetCDF does not take.
analysis::RunFolderInfo toy_info(std::int64_t runs, int threads = 1);

/// Replicate r, with k = 7 r mod 11: outcomes k and (k even ? missing : k / 10); series at round t: k + t, missing at t = 1 and
/// -k t else; always 0.1; position of country i in arena a at round t: k / 10 + t + 10 a + 100 i. Every tenth replicate from 9 on fails.
void play_toy(std::int64_t replicate, ToyRecord& record);

/// Plays the runs of `info` into a folder.
void write_toy(const std::filesystem::path& folder, const analysis::RunFolderInfo& info, const std::atomic<bool>& stop,
               analysis::Existing existing = analysis::Existing::refuse);
void write_toy(const std::filesystem::path& folder, const analysis::RunFolderInfo& info,
               analysis::Existing existing = analysis::Existing::refuse);

}  // namespace comity::tests
