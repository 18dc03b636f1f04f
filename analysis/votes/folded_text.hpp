#pragma once
// Texts as they compare where case, accents and punctuation do not count.

#include <string>
#include <string_view>

namespace comity::analysis {

/// A text in capitals without accents, its words parted by single spaces: `Côte d’Ivoire` is COTE DIVOIRE, `A & B` is A AND B.
///
/// Digits stay; an apostrophe is left out, any other mark parts words, and so does a letter outside the Latin alphabet.
std::string folded(std::string_view text);

}  // namespace comity::analysis
