#pragma once
// The text of a world's table, written so that the same values give the same bytes.

#include <string>
#include <vector>

namespace comity::analysis {

/// Lines of a comma-separated table under a header; cells are quoted where they must be.
class TableText {
public:
    explicit TableText(const std::vector<std::string>& header);
    /// Adds a row; expects as many cells as the header has.
    void add(const std::vector<std::string>& cells);
    const std::string& text() const { return text_; }
    std::size_t num_rows() const { return rows_; }

private:
    void write(const std::vector<std::string>& cells);
    std::size_t width_;
    std::size_t rows_ = 0;
    std::string text_;
};

/// A value rounded to some decimals, without trailing zeros and without a negative zero; NaN is empty (missing).
std::string rounded(double value, int decimals);

/// A value rounded to some significant digits, never in exponent form.
std::string significant(double value, int digits);

/// Shares of a whole as decimals that sum to exactly 1: each is rounded down, and the last digits left over go to the largest
/// remainders.
///
/// Errors: throws std::invalid_argument where a share is negative or not finite, or all are zero
std::vector<std::string> shares(const std::vector<double>& weights, int decimals);

}  // namespace comity::analysis
