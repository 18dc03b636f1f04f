#pragma once

namespace comity::analysis {

/// What to do where there is a folder of the same name already.
enum class Existing { refuse, replace };

}  // namespace comity::analysis
