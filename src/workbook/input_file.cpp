#include "workbook/input_file.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>

namespace autoencoder::workbook {

std::string content_of(const std::filesystem::path& path, std::uintmax_t largest)
{
    const std::string unreadable = "a file that can be read";
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) {
        throw std::invalid_argument(unreadable);
    }
    if (std::filesystem::file_size(path, error) > largest && !error) {
        throw std::invalid_argument("a file of at most " + std::to_string(largest) + " bytes");
    }
    std::ifstream file(path, std::ios::binary);
    if (!file || error) {
        throw std::invalid_argument(unreadable);
    }
    try {
        return {std::istreambuf_iterator<char>(file), {}};
    } catch (const std::ios_base::failure&) { // such as a disk with a bad block
        throw std::invalid_argument(unreadable);
    }
}

} // namespace autoencoder::workbook
