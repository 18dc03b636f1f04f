#include "tests/model/claims/rows.hpp"

namespace comity::tests {

std::vector<Row> voting_rows()
{
    return {};
}

}  // namespace comity::tests
