#include "eligo/version.h"

namespace eligo {
inline namespace v1 {

std::string_view program_version() noexcept { return ELIGO_VERSION; }

int language_version() noexcept { return 2; }

}  // namespace v1
}  // namespace eligo
