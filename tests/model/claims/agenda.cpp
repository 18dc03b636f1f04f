#include "tests/model/claims/rows.hpp"

namespace comity::tests {

std::vector<Row> agenda_rows()
{
    return {};
}

}  // namespace comity::tests
