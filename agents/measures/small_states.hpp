#pragma once
// Group 6, whether countries below the median capability find themselves on the side that prevails.

#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "agents/measures/columns.hpp"
#include "agents/round.hpp"

namespace comity::agents {

/// Small-country success: mean over countries below the median capability of sum_v C_f won_iv / sum_v cast_iv over the non-unanimous votes
/// of the last four rounds. A yes wins where the draft is adopted, a no where it is not; an abstention is cast and wins nothing.
class SmallStateMeasure {
public:
    explicit SmallStateMeasure(const Setting& setting);
    std::vector<Column> columns() const;
    void observe(const World& world, const RoundRecord& record, RowWriter& row);
    void reset();

private:
    void flush(double capacity, Eigen::Index slot);

    Eigen::ArrayXd ranked_by_;               // capability that `small_` was made of
    std::vector<int> small_;                 // countries below the median
    std::vector<std::uint8_t> won_, cast_;   // [country], of one forum's meeting
    Eigen::ArrayXXf success_, votes_;        // [country, 4]: the last four rounds
};

}  // namespace comity::agents
