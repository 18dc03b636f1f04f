#pragma once
// What a roll call is about, from the words of its title and agenda item.

#include <string>
#include <string_view>

namespace comity::analysis {

/// The primary topic: the first that applies of me (Israel and Palestine), nu (nuclear weapons), di (arms control and
/// disarmament), cs (human rights in a country), ni (non-intervention and sanctions), co (colonialism and self-determination), hr
/// (human rights), cy (cyber and information security), ec (economic development); else ot.
///
/// me, nu, di, co, hr and ec look at title and agenda, cs and ni at the title, cy at the title and at subject headings of the
/// agenda. Capitals and punctuation do not count. Where no agenda is recorded, less is found.
///
/// Source: issue codes of Voeten (2013), made uniform over time by the keyword rules of the recorded tables. Where these list
/// their words, so do
///         we; where they describe them (di, cs, ni, co, hr, ec), the words are ours, completed on General Assembly titles of
///         1991-2019: how well they fit these titles does not tell how well they fit others.
std::string primary_topic(std::string_view title, std::string_view agenda);

}  // namespace comity::analysis
