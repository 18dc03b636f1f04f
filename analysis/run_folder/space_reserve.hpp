#pragma once

#include <cstdint>
#include <filesystem>

namespace comity::analysis {

/// Room on disk, held from the start so that a run folder can be closed in good order when the disk fills up meanwhile.
///
/// Errors: throws sim::FileError where there is not as much room
class SpaceReserve {
public:
    SpaceReserve(const std::filesystem::path& folder, std::uintmax_t bytes);
    SpaceReserve(const SpaceReserve&) = delete;
    SpaceReserve& operator=(const SpaceReserve&) = delete;
    ~SpaceReserve() { release(); }
    void release() noexcept;

private:
    std::filesystem::path path_;
};

}  // namespace comity::analysis
