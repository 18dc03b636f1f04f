#pragma once
// The checks of the table of claims, row by row, in files by subject.

#include <functional>
#include <string>
#include <vector>

#include "tests/model/claims/finding.hpp"

namespace comity::tests {

/// The checks of a row, in the order of its lines in the table.
struct Row {
    std::string id;
    std::function<std::vector<Finding>()> check;
};

std::vector<Row> bond_rows();         ///< threat, and the bond of the two powers
std::vector<Row> partner_rows();      ///< how the two vote
std::vector<Row> veto_rows();         ///< who stops the council
std::vector<Row> voting_rows();       ///< what moves votes
std::vector<Row> agenda_rows();       ///< who tables what, where
std::vector<Row> institution_rows();  ///< engagement, money, capacity, seats, treaties
std::vector<Row> conduct_rows();      ///< breaches, criticism, and where leaders turn
std::vector<Row> system_rows();       ///< the whole system

/// All rows, by id.
std::vector<Row> rows();

}  // namespace comity::tests
