#pragma once
// The tables of agents/MODEL.md that follow from the code.

#include <string>
#include <vector>

namespace comity::tests {

/// A table between `<!-- name -->` and `<!-- end -->`.
struct ModelTable {
    std::string name;  ///< `parameters: agenda`, `forums` or `sub-norms`
    std::string text;  ///< as the code has it
};

/// Parameters of every rule, default forums, default sub-norms.
std::vector<ModelTable> model_tables();

/// The document's text of a table, markers left out.
///
/// Errors: throws std::runtime_error where a marker is missing
std::string written_table(const std::string& document, const std::string& name);

/// The document with every table as the code has it.
///
/// Errors: throws std::runtime_error where a marker is missing
std::string with_tables_of_the_code(std::string document);

}  // namespace comity::tests
