#include "workbook/output_file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>

#include <unistd.h>

namespace autoencoder::workbook {

namespace {

OutputError cannot_write(const std::filesystem::path& path, const std::string& reason)
{
    return OutputError("cannot write '" + path.string() + "': " + reason + "; choose another directory with --output");
}

} // namespace

void write_file(const std::filesystem::path& path, std::string_view content)
{
    std::error_code error;
    if (path.has_parent_path()) {
        std::filesystem::create_directories(path.parent_path(), error);
        if (error) {
            throw cannot_write(path, error.message());
        }
    }
    const std::filesystem::path temporary = path.string() + "." + std::to_string(::getpid()) + ".part";
    const auto fail = [&](int reason) {
        std::filesystem::remove(temporary, error);
        return cannot_write(path, std::strerror(reason));
    };

    std::FILE* file = std::fopen(temporary.c_str(), "wbe");
    if (file == nullptr) {
        throw fail(errno);
    }
    errno = 0;
    const bool written = std::fwrite(content.data(), 1, content.size(), file) == content.size();
    const bool flushed = std::fflush(file) == 0;
    const int reason = errno;
    const bool closed = std::fclose(file) == 0;
    if (!written || !flushed || !closed) {
        throw fail(reason != 0 ? reason : errno);
    }
    std::filesystem::rename(temporary, path, error);
    if (error) {
        throw fail(error.value());
    }
}

} // namespace autoencoder::workbook
