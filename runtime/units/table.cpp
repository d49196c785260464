#include "runtime/units/table.h"

#include <algorithm>
#include <iterator>

namespace eligo::units {

namespace {

// Short words for the columns of the table.
constexpr Kind base = Kind::base;
constexpr Kind ratio = Kind::ratio;
constexpr Kind arbitrary = Kind::arbitrary;
constexpr Kind special = Kind::special;
constexpr bool metric = true;
constexpr bool plain = false;

constexpr UnitRow row_table[] = {
#define UCUM_UNITS
#include "runtime/units/ucum_table.inc"
#undef UCUM_UNITS
};

constexpr Prefix prefix_table[] = {
#define UCUM_PREFIXES
#include "runtime/units/ucum_table.inc"
#undef UCUM_PREFIXES
};

static_assert(std::ranges::is_sorted(row_table, {}, &UnitRow::code));
static_assert(std::ranges::is_sorted(prefix_table, {}, &Prefix::code));

/// The entry of a sorted table with exactly this code, or null.
template <typename Table>
auto find(const Table& table, std::string_view code) -> decltype(std::data(table)) {
  const auto* const found =
      std::ranges::lower_bound(table, code, {}, [](const auto& row) { return row.code; });
  return found != std::end(table) && found->code == code ? found : nullptr;
}

}  // namespace

std::span<const UnitRow> rows() { return row_table; }
std::span<const Prefix> prefixes() { return prefix_table; }
const UnitRow* find_row(std::string_view code) { return find(row_table, code); }
const Prefix* find_prefix(std::string_view code) { return find(prefix_table, code); }

}  // namespace eligo::units
