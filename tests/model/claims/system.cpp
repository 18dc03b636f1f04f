#include "tests/model/claims/rows.hpp"

namespace comity::tests {

std::vector<Row> system_rows()
{
    return {};
}

}  // namespace comity::tests
