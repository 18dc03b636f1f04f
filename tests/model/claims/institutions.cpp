#include "tests/model/claims/rows.hpp"

namespace comity::tests {

std::vector<Row> institution_rows()
{
    return {};
}

}  // namespace comity::tests
