#pragma once
// Text for a page: what readers see is escaped here, and numbers are written as people read them.

#include <string>
#include <string_view>
#include <vector>

namespace comity::analysis {

/// Text as HTML, safe inside elements and quoted attributes.
std::string html(std::string_view text);

/// JSON safe inside a script element: `<` becomes `\u003c`, so that no text of a user can end the element or open a comment.
std::string script_safe(std::string json);

/// A number for reading: three digits that count, two where it is small, none behind the point where it is large, and a true
/// minus sign; below a millionth it is `≈ 0`, and NaN is a dash.
std::string shown(double value);
/// The same with a plus sign, for what has two sides.
std::string signed_number(double value);
/// A number on an axis: as many digits as it needs, at most six, and no more.
std::string tick_text(double value);
/// The words for a unit along an axis: a pure number is an index.
std::string axis_words(const std::string& unit);
/// `1 round`, `12,345 rounds`.
std::string counted(long long number, std::string_view one, std::string_view many);
/// `12 %`; all but one of a thousand is not all of them, but `over 99 %`, and one is `under 1 %`.
std::string percent(double share);
/// `a`, `a and b`, `a, b and c`.
std::string joined(const std::vector<std::string>& parts);
/// `12,345`: counts of runs and bytes (years are names and never go through here).
std::string count(long long value);

/// A table of cells that are HTML already; the first cell of each row is its heading.
class HtmlTable {
public:
    explicit HtmlTable(std::vector<std::string> headings);
    void row(std::vector<std::string> cells);
    std::string text() const;

private:
    std::string head_;
    std::string body_;
};

}  // namespace comity::analysis
