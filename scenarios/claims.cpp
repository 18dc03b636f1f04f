#include "scenarios/claims.hpp"

#include "scenarios/data_folder.hpp"
#include "sim/csv.hpp"

namespace comity::scenarios {

std::vector<Claim> read_claims(const std::filesystem::path& file)
{
    const sim::CsvTable table = sim::CsvTable::read(file);
    std::vector<Claim> claims(table.num_rows());
    for (std::size_t k = 0; k < claims.size(); ++k)
        Claim::each_column(claims[k], [&](const char* name, std::string& value) { value = table.cell(k, table.require(name)); });
    return claims;
}

std::vector<Claim> shipped_claims()
{
    const std::filesystem::path file = data_folder() / "claims.csv";
    return std::filesystem::exists(file) ? read_claims(file) : std::vector<Claim>{};
}

std::string claims_text(const std::vector<Claim>& claims)
{
    std::string text;
    const auto add = [&](const std::string& cell) {
        if (!text.empty() && text.back() != '\n') text += ',';
        text += sim::quoted(cell);
    };
    Claim names;
    Claim::each_column(names, [&](const char* name, const std::string&) { add(name); });
    text += '\n';
    for (const Claim& claim : claims) {
        Claim::each_column(claim, [&](const char*, const std::string& value) { add(value); });
        text += '\n';
    }
    return text;
}

}  // namespace comity::scenarios
