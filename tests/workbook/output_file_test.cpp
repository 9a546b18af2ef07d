// Files are written complete or not at all.
#include "tests/support/reference.hpp"
#include "tests/support/small_disk.hpp"
#include "tests/support/temporary_directory.hpp"
#include "workbook/output_file.hpp"

#include <boost/test/unit_test.hpp>

#include <cerrno>
#include <cstdio>

#include <dlfcn.h>
#include <unistd.h>

using namespace autoencoder;
using workbook::OutputError;
using workbook::write_file;

namespace {

/// Whether closing a file fails, as on a server that tells only then that there is no room.
bool closing_fails = false;

std::string complaint(const std::filesystem::path& path, const std::string& content)
{
    try {
        write_file(path, content);
    } catch (const OutputError& error) {
        return error.what();
    }
    return "written";
}

std::string message(const std::filesystem::path& path, const std::string& reason)
{
    return "cannot write '" + path.string() + "': " + reason + "; choose another directory with --output";
}

/// While it lives the process is nobody, when it was root: root may write everywhere.
class Nobody {
public:
    Nobody()
    {
        if (user_ == 0 && ::seteuid(65534) != 0) {
            throw std::runtime_error("cannot become nobody");
        }
    }
    Nobody(const Nobody&) = delete;
    Nobody& operator=(const Nobody&) = delete;
    ~Nobody()
    {
        if (::seteuid(user_) != 0) {
            std::abort();
        }
    }

private:
    uid_t user_ = ::geteuid();
};

} // namespace

/// In the place of the C library's: closes the file, and may say that it failed.
// NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name): a name that is no reserved word
extern "C" int fclose(std::FILE* file)
{
    static const auto close = reinterpret_cast<int (*)(std::FILE*)>(::dlsym(RTLD_NEXT, "fclose"));
    const int result = close(file);
    if (closing_fails) {
        errno = EDQUOT;
        return EOF;
    }
    return result;
}

BOOST_AUTO_TEST_CASE(a_file_is_written_byte_for_byte)
{
    const TemporaryDirectory directory;
    const std::string content("zero \0 and \n and λ", 19);
    write_file(directory.path() / "a", content);
    BOOST_TEST(reference::content_of(directory.path() / "a") == content);
    write_file(directory.path() / "empty", "");
    BOOST_TEST(reference::content_of(directory.path() / "empty") == "");
    BOOST_TEST(directory.count() == 2); // and nothing temporary
}

BOOST_AUTO_TEST_CASE(directories_are_made_and_old_content_is_replaced)
{
    const TemporaryDirectory directory;
    const auto path = directory.path() / "new folder" / "deeper" / "a.csv";
    write_file(path, "old, and longer than the new");
    write_file(path, "new");
    BOOST_TEST(reference::content_of(path) == "new");
    BOOST_TEST(directory.count() == 3);
}

BOOST_AUTO_TEST_CASE(a_name_without_directory_is_written_here)
{
    const TemporaryDirectory directory;
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(directory.path());
    write_file("a.csv", "here");
    std::filesystem::current_path(before);
    BOOST_TEST(reference::content_of(directory.path() / "a.csv") == "here");
}

BOOST_AUTO_TEST_CASE(a_disk_that_fills_up_leaves_no_part_and_keeps_the_old_file)
{
    const TemporaryDirectory directory;
    const auto kept = directory.path() / "kept.csv";
    const auto never = directory.path() / "never.csv";
    write_file(kept, "old");
    std::string told_kept;
    std::string told_never;
    {
        const SmallDisk disk(1000);
        told_kept = complaint(kept, std::string(100000, 'x'));
        told_never = complaint(never, std::string(1001, 'x')); // fails when it is flushed, not when it is written
    }
    BOOST_TEST(told_kept == message(kept, "File too large"));
    BOOST_TEST(told_never == message(never, "File too large"));
    BOOST_TEST(reference::content_of(kept) == "old");
    BOOST_TEST(directory.count() == 1);
}

BOOST_AUTO_TEST_CASE(a_directory_that_cannot_be_written_is_named)
{
    const TemporaryDirectory directory;
    const auto closed = directory.path() / "closed";
    std::filesystem::create_directory(closed);
    std::filesystem::permissions(closed, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec
                                             | std::filesystem::perms::others_read
                                             | std::filesystem::perms::others_exec);
    std::filesystem::permissions(directory.path(), std::filesystem::perms::others_exec,
                                 std::filesystem::perm_options::add);
    std::string told_file;
    std::string told_directory;
    {
        const Nobody nobody;
        told_file = complaint(closed / "a.csv", "x");
        told_directory = complaint(closed / "more" / "a.csv", "x");
    }
    BOOST_TEST(told_file == message(closed / "a.csv", "Permission denied"));
    BOOST_TEST(told_directory == message(closed / "more" / "a.csv", "Permission denied"));
    BOOST_TEST(directory.count() == 1);
}

BOOST_AUTO_TEST_CASE(a_file_in_the_place_of_a_directory_is_named)
{
    const TemporaryDirectory directory;
    write_file(directory.path() / "file", "old");
    const auto below = directory.path() / "file" / "a.csv";
    BOOST_TEST(complaint(below, "x") == message(below, "Not a directory"));
    const auto further = directory.path() / "file" / "more" / "a.csv";
    BOOST_TEST(complaint(further, "x") == message(further, "Not a directory"));
    BOOST_TEST(reference::content_of(directory.path() / "file") == "old");
    BOOST_TEST(directory.count() == 1);
}

BOOST_AUTO_TEST_CASE(a_directory_in_the_place_of_a_file_is_named)
{
    const TemporaryDirectory directory;
    std::filesystem::create_directory(directory.path() / "a.csv");
    BOOST_TEST(complaint(directory.path() / "a.csv", "x") == message(directory.path() / "a.csv", "Is a directory"));
    BOOST_TEST(directory.count() == 1);
}

BOOST_AUTO_TEST_CASE(a_name_that_is_too_long_is_named)
{
    const TemporaryDirectory directory;
    const auto path = directory.path() / std::string(300, 'n');
    BOOST_TEST(complaint(path, "x") == message(path, "File name too long"));
    BOOST_TEST(directory.count() == 0);
}

BOOST_AUTO_TEST_CASE(a_server_that_fails_on_closing_leaves_no_part_and_keeps_the_old_file)
{
    const TemporaryDirectory directory;
    const auto kept = directory.path() / "kept.csv";
    write_file(kept, "old");
    closing_fails = true;
    const std::string told = complaint(kept, "new");
    closing_fails = false;
    BOOST_TEST(told == message(kept, "Disk quota exceeded"));
    BOOST_TEST(reference::content_of(kept) == "old");
    BOOST_TEST(directory.count() == 1);
}
