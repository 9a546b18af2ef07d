/// @file
/// A directory of a test's own.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace autoencoder {

/// A new empty directory, gone with the object.
class TemporaryDirectory {
public:
    TemporaryDirectory()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "autoencoder-test-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) {
            throw std::runtime_error("no temporary directory for the tests");
        }
        path_ = pattern;
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    ~TemporaryDirectory()
    {
        std::error_code ignored; // nothing can be done about it here
        std::filesystem::remove_all(path_, ignored);
    }

    const std::filesystem::path& path() const { return path_; }

    /// How many files and directories are in it, at any depth.
    std::ptrdiff_t count() const { return std::distance(std::filesystem::recursive_directory_iterator(path_), {}); }

private:
    std::filesystem::path path_;
};

} // namespace autoencoder
