#include "analysis/votes/folded_text.hpp"

#include <cstddef>

namespace comity::analysis {
namespace {

/// The letters of U+00C0 to U+017F without their accents; `*` for the two signs among them.
constexpr std::string_view latin =
    "AAAAAAACEEEEIIIIDNOOOOO*OUUUUYTS"
    "AAAAAAACEEEEIIIIDNOOOOO*OUUUUYTY"
    "AAAAAACCCCCCCCDDDDEEEEEEEEEEGGGG"
    "GGGGHHHHIIIIIIIIIIIIJJKKKLLLLLLL"
    "LLLNNNNNNNNNOOOOOOOORRRRRRSSSSSS"
    "SSTTTTTTUUUUUUUUUUUUWWYYYZZZZZZS";
static_assert(latin.size() == 0x180 - 0xC0);

/// What a letter of more than one byte is without its accent: itself in capitals, nothing for an accent or an apostrophe, or a
/// space.
struct Folded {
    char letter;       ///< 0: nothing
    std::size_t size;  ///< bytes read
};

Folded fold_wide(std::string_view text)
{
    const auto byte = [&](std::size_t k) { return k < text.size() ? static_cast<unsigned char>(text[k]) : 0u; };
    if (byte(0) >= 0xC3 && byte(0) <= 0xC5 && (byte(1) & 0xC0u) == 0x80) {
        const char letter = latin[((byte(0) & 0x1Fu) << 6 | (byte(1) & 0x3Fu)) - 0xC0];
        return {letter == '*' ? ' ' : letter, 2};
    }
    const bool accent = byte(0) == 0xCC || (byte(0) == 0xCD && byte(1) <= 0xAF);  // U+0300 to U+036F, behind their letter
    const bool apostrophe = byte(0) == 0xE2 && byte(1) == 0x80 && (byte(2) == 0x98 || byte(2) == 0x99);
    std::size_t size = 1;
    while ((byte(size) & 0xC0u) == 0x80) ++size;
    return {accent || apostrophe ? '\0' : ' ', size};
}

}  // namespace

std::string folded(std::string_view text)
{
    std::string words;
    bool parted = false;
    const auto put = [&](char letter) {
        if (parted && !words.empty()) words += ' ';
        parted = false;
        words += letter;
    };
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (static_cast<unsigned char>(c) >= 0x80) {
            const Folded wide = fold_wide(text.substr(at));
            at += wide.size;
            if (wide.letter == ' ')
                parted = true;
            else if (wide.letter != '\0')
                put(wide.letter);
            continue;
        }
        ++at;
        if (c >= 'a' && c <= 'z')
            put(static_cast<char>(c - 'a' + 'A'));
        else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
            put(c);
        else if (c == '&') {
            parted = true;
            for (const char letter : {'A', 'N', 'D'}) put(letter);
            parted = true;
        } else if (c != '\'' && c != '`')
            parted = true;
    }
    return words;
}

}  // namespace comity::analysis
