#include "runtime/units/readings.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <unordered_map>

#include "runtime/units/customary.h"
#include "runtime/units/lost_superscript.h"
#include "runtime/units/suggest.h"
#include "runtime/values/ascii.h"

namespace eligo::units {

namespace {

using Names = std::unordered_map<std::string, std::string_view>;

/// In capitals throughout it is as often a thousandth of a unit as a million units.
constexpr std::string_view ambiguous_name = "MIU";

/// Usual names by their small letters. Where two differ in capitals alone, the more frequent one stands.
const Names& usual_names() {
  static const Names names = [] {
    Names result;
    for (const std::string_view name : common_names()) result.try_emplace(lower(name), name);
    for (const Spelling& spelling : factor_spellings())
      result.try_emplace(lower(spelling.text), spelling.text);
    return result;
  }();
  return names;
}

/// Spellings of a whole unit by their small letters. `mm` is a millimetre, never `mM`.
const Names& usual_wholes() {
  static const Names names = [] {
    Names result;
    for (const Spelling& spelling : whole_spellings()) {
      if (spelling.text.size() > 2) result.try_emplace(lower(spelling.text), spelling.text);
    }
    return result;
  }();
  return names;
}

bool is_exact(std::string_view name) {
  const auto common = common_names();
  return std::ranges::find(common, name) != common.end() ||
         std::ranges::binary_search(factor_spellings(), name, {}, &Spelling::text);
}

/// One name, or a name behind a number: `24HR`, `X10E3`.
std::string name_in_usual_capitals(std::string_view name) {
  if (name != ambiguous_name && is_exact(name)) return std::string(name);
  if (const auto found = usual_names().find(lower(name)); found != usual_names().end())
    return std::string(found->second);
  const std::size_t number = name.find_first_not_of("0123456789 ");
  if (number == 0 || number == std::string_view::npos) return std::string(name);
  return std::string(name.substr(0, number)) + name_in_usual_capitals(name.substr(number));
}

}  // namespace

std::string in_usual_capitals(std::string_view text) {
  if (const auto whole = usual_wholes().find(lower(text)); whole != usual_wholes().end())
    return std::string(whole->second);
  std::string result;
  while (!text.empty()) {
    if (text.front() == '{') {  // an annotation says what it says
      const std::size_t length = std::min(text.find('}'), text.size() - 1) + 1;
      result += text.substr(0, length);
      text.remove_prefix(length);
      continue;
    }
    const std::size_t length = std::min(text.find_first_of("./(){"), text.size());
    result += name_in_usual_capitals(text.substr(0, length));
    text.remove_prefix(length);
    if (text.empty() || text.front() == '{') continue;
    result += text.front();
    text.remove_prefix(1);
  }
  return result;
}

std::vector<Unit> readings(std::string_view text) {
  std::vector<Unit> result;
  const auto add = [&](std::string_view spelling) {
    const auto unit = parse_unit(spelling);
    if (unit && std::ranges::find(result, *unit) == result.end()) result.push_back(*unit);
  };
  if (!lost_superscript(text).empty() || has_lost_power(text)) return result;
  add(text);
  const std::string usual = in_usual_capitals(text);
  if (usual != text) add(usual);
  if (text == "C" || text == "c") add("Cel");
  if (text == "F" || text == "f") add("[degF]");
  return result;
}

}  // namespace eligo::units
