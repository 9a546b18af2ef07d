/// @file
/// A file that lies in memory: thousands of inputs a second need not wait for a disk.
#pragma once

#include "tests/fuzz/property.hpp"

#include <filesystem>

#include <sys/mman.h>
#include <unistd.h>

namespace autoencoder::fuzz {

/// A file that any program code can open by its path, as long as the object lives.
class MemoryFile {
public:
    explicit MemoryFile(std::string_view text) : descriptor_(::memfd_create("input", MFD_CLOEXEC))
    {
        require(descriptor_ >= 0 && ::write(descriptor_, text.data(), text.size()) == static_cast<ssize_t>(text.size()),
                "the input can be put into a file");
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    ~MemoryFile() { ::close(descriptor_); }

    std::filesystem::path path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

private:
    int descriptor_;
};

} // namespace autoencoder::fuzz
