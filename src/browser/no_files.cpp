// In a browser there is no file to be read; what reads one is told so.
#include "workbook/input_file.hpp"

#include <stdexcept>

namespace autoencoder::workbook {

std::string content_of(const std::filesystem::path& /*path*/, std::uintmax_t /*largest*/)
{
    throw std::invalid_argument("a file, and a page has none");
}

} // namespace autoencoder::workbook
