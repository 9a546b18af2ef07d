#include "workbook/output_file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace autoencoder::workbook {

namespace {

OutputError cannot_write(const std::filesystem::path& path, const std::string& reason)
{
    return OutputError("cannot write '" + path.string() + "': " + reason + "; choose another directory with --output");
}

} // namespace

std::string temporary_directory()
{
    const char* set = std::getenv("TMPDIR");
    return set == nullptr || *set == '\0' ? "/tmp" : set;
}

std::string no_temporary_directory(int error)
{
    return "no temporary directory for gnuplot: " + std::string(std::strerror(error))
           + "; set TMPDIR to a directory that can be written";
}

void write_file(const std::filesystem::path& path, std::string_view content)
{
    std::error_code error;
    if (path.has_parent_path()) {
        std::filesystem::create_directories(path.parent_path(), error);
        if (error) {
            throw cannot_write(path, error.message());
        }
    }
    // A name that nobody can foresee, and no file that was there: a link planted under it is not followed.
    std::string temporary = path.string() + ".XXXXXX";
    const int number = ::mkostemp(temporary.data(), O_CLOEXEC);
    if (number < 0) {
        throw cannot_write(path, std::strerror(errno));
    }
    const auto fail = [&](int reason) {
        std::filesystem::remove(temporary, error);
        return cannot_write(path, std::strerror(reason));
    };

    const mode_t mask = ::umask(0);
    ::umask(mask);
    constexpr mode_t readable_and_writable = 0666;
    ::fchmod(number, readable_and_writable & ~mask);
    std::FILE* file = ::fdopen(number, "wb");
    if (file == nullptr) {
        const int reason = errno;
        ::close(number);
        throw fail(reason);
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
