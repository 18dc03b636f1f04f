#pragma once

#include <sys/mount.h>

#include <cstddef>
#include <filesystem>
#include <string>

#include "tests/support/scratch_folder.hpp"

namespace comity::tests {

/// A file system of a few bytes (tmpfs), to be filled; only root may mount one.
class SmallDisk {
public:
    explicit SmallDisk(std::size_t bytes)
    {
        const std::string options = "size=" + std::to_string(bytes);
        mounted_ = mount("comity-test", folder_.path().c_str(), "tmpfs", 0, options.c_str()) == 0;
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk()
    {
        if (mounted_) umount2(folder_.path().c_str(), MNT_DETACH);
    }
    bool mounted() const { return mounted_; }
    const std::filesystem::path& path() const { return folder_.path(); }

private:
    ScratchFolder folder_;
    bool mounted_ = false;
};

}  // namespace comity::tests
