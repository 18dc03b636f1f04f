#include "sim/checksum.hpp"

#include <openssl/evp.h>

#include <fstream>
#include <memory>
#include <stdexcept>
#include <vector>

#include <fmt/format.h>

#include "sim/atomic_file.hpp"

namespace comity::sim {
namespace {

class Sha256 {
public:
    Sha256() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free)
    {
        if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1) throw std::runtime_error("SHA-256 is not available");
    }
    void add(std::string_view bytes) { EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()); }
    std::string hex()
    {
        unsigned char digest[EVP_MAX_MD_SIZE];
        unsigned length = 0;
        EVP_DigestFinal_ex(context_.get(), digest, &length);
        std::string text;
        for (unsigned k = 0; k < length; ++k) text += fmt::format("{:02x}", digest[k]);
        return text;
    }

private:
    std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context_;
};

}  // namespace

std::string sha256(std::string_view bytes)
{
    Sha256 digest;
    digest.add(bytes);
    return digest.hex();
}

FileChecksum file_checksum(const std::filesystem::path& path)
{
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    if (!file) throw FileError(path, "the file cannot be opened", errno);
    Sha256 digest;
    FileChecksum sum;
    std::vector<char> block(1 << 16);
    while (file.read(block.data(), static_cast<std::streamsize>(block.size())), file.gcount() > 0) {
        const auto got = static_cast<std::size_t>(file.gcount());
        digest.add({block.data(), got});
        sum.bytes += got;
    }
    if (file.bad()) throw FileError(path, "the file cannot be read", errno);
    sum.sha256 = digest.hex();
    return sum;
}

}  // namespace comity::sim
