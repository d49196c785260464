#include "runtime/ingest/reference_range.h"

#include <algorithm>
#include <cstddef>

namespace eligo::ingest {
namespace {

/// A range in text, taken apart. Which ends there are says what it limits.
struct TextRange {
  std::string_view low, high, unit;
};

/// Takes the first of `words` that `rest` begins with off its front, and the space around it.
template <std::size_t Size>
bool take(std::string_view& rest,
          const std::string_view (&words)[Size]) {  // NOLINT(modernize-avoid-c-arrays)
  rest = trimmed(rest);
  const auto* const found =
      std::ranges::find_if(words, [&](std::string_view word) { return rest.starts_with(word); });
  if (found == std::end(words)) return false;
  rest = trimmed(rest.substr(found->size()));
  return true;
}

/// Takes a number or a titre off the front; empty if there is none.
std::string_view take_number(std::string_view& rest) {
  std::size_t end = rest.starts_with('-') ? 1 : 0;
  const std::size_t first = end;
  while (end < rest.size() &&
         (rest[end] == '.' || rest[end] == ':' || (rest[end] >= '0' && rest[end] <= '9')))
    ++end;
  if (end == first) return {};
  const std::string_view number = rest.substr(0, end);
  rest = trimmed(rest.substr(end));
  return number;
}

std::optional<TextRange> read_text(std::string_view rest) {
  constexpr std::string_view upper_signs[] = {"<=", "=<", "\u2264", "<", "up to ", "Up to ", "UP TO ", "to "};
  constexpr std::string_view lower_signs[] = {">=", "=>", "\u2265", ">", "from "};
  constexpr std::string_view dashes[] = {"-", "\u2013", "\u2014", "\u2212", "to "};
  constexpr std::size_t longest = 100;
  TextRange result;
  if (rest.size() > longest) return std::nullopt;
  if (take(rest, upper_signs)) {
    result.high = take_number(rest);
  } else if (take(rest, lower_signs)) {
    result.low = take_number(rest);
  } else {
    result.low = take_number(rest);
    if (result.low.empty() || !take(rest, dashes)) return std::nullopt;
    result.high = take_number(rest);
    if (result.high.empty()) return std::nullopt;
  }
  result.unit = rest;
  const bool has_end = !result.low.empty() || !result.high.empty();
  // Digits or a sign behind the range belong to something that is not understood.
  const bool goes_on =
      !rest.empty() && std::string_view("0123456789,;<>=-").find(rest.front()) != std::string_view::npos;
  return has_end && !goes_on ? std::optional(result) : std::nullopt;
}

/// `999`, `9999.9`: filled in where there is no limit.
bool is_all_nines(std::string_view text) {
  constexpr std::ptrdiff_t fewest = 3;
  while (text.find('.') != std::string_view::npos && text.ends_with('0')) text.remove_suffix(1);
  return std::ranges::count(text, '9') >= fewest && text.find_first_not_of("9.") == std::string_view::npos;
}

/// Whether a limit that was read is one that a laboratory can state.
bool is_limit(const ValueType& type, const Range& limit, std::string_view recorded) {
  const Number& value = limit.low->value;
  if (value.is_zero() || is_all_nines(trimmed(recorded))) return false;
  if (!type.plausible) return value.sign() > 0;
  const bool is_above = !type.plausible->low || type.plausible->low->value <= value;
  const bool is_below = !type.plausible->high || value <= type.plausible->high->value;
  return (value.sign() > 0 || type.plausible->low) && is_above && is_below;
}

class RangeReader {
 public:
  RangeReader(ValueReader& values, const ValueType& type) : values_(values), type_(type) {}

  ReferenceRange read(const RecordedRange& recorded) {
    const bool has_limits = !recorded.low.is_missing() || !recorded.high.is_missing();
    if (recorded.whole.kind == RawValue::Kind::object && has_limits) {
      limit(recorded.low, recorded.unit, true);
      limit(recorded.high, recorded.unit, false);
      hold_against(recorded.text, recorded.unit);
    } else if (recorded.whole.kind != RawValue::Kind::object || !recorded.text.is_missing()) {
      text(recorded.whole.is_text() ? recorded.whole : recorded.text, recorded.unit);
    }
    const bool is_reversed =
        result_.lower && result_.upper && result_.upper->low->value < result_.lower->low->value;
    if (!is_readable_ || is_reversed) return {{}, {}, "its reference range cannot be read, and is left out"};
    return std::move(result_);
  }

 private:
  /// A text beside the limits must not say others. One that cannot be read says nothing.
  void hold_against(const RawValue& whole, const RawValue& unit) {
    if (whole.is_missing()) return;
    RangeReader other(values_, type_);
    other.text(whole, unit);
    if (!other.is_readable_) return;
    const auto are_two = [](const std::optional<Range>& a, const std::optional<Range>& b) {
      return a && b && !(*a == *b);
    };
    if (are_two(result_.lower, other.result_.lower) || are_two(result_.upper, other.result_.upper))
      is_readable_ = false;
  }

  void text(const RawValue& whole, const RawValue& unit_of_result) {
    const auto range = whole.is_text() ? read_text(trimmed(whole.text)) : std::nullopt;
    if (!range) {
      is_readable_ = false;
      return;
    }
    const RawValue unit = range->unit.empty() ? unit_of_result : RawValue{RawValue::Kind::text, range->unit};
    if (!range->low.empty()) limit({RawValue::Kind::text, range->low}, unit, true);
    if (!range->high.empty()) limit({RawValue::Kind::text, range->high}, unit, false);
  }

  void limit(const RawValue& value, const RawValue& unit, bool is_lower) {
    if (value.is_missing()) return;
    RawValue number = value;
    // `"high": "<= 41"` says no more than 41 does.
    if (value.is_text()) {
      constexpr std::string_view at_most[] = {"<=", "=<", "\u2264", "<"};
      constexpr std::string_view at_least[] = {">=", "=>", "\u2265", ">"};
      is_lower ? take(number.text, at_least) : take(number.text, at_most);
    }
    const auto read = values_.read_limit(type_, number, unit);
    if (!read) {
      is_readable_ = false;
    } else if (is_limit(type_, *read, number.text)) {
      (is_lower ? result_.lower : result_.upper) = *read;
    } else if (!is_lower || !read->low->value.is_zero()) {  // from 0 on is how many ranges begin
      result_.problem = "its " + std::string(is_lower ? "lower" : "upper") + " limit of normal, " +
                        in_quotes(number.text) + ", stands for none";
    }
  }

  ValueReader& values_;
  const ValueType& type_;
  ReferenceRange result_;
  bool is_readable_ = true;
};

}  // namespace

ReferenceRange read_reference_range(ValueReader& values, const ValueType& type,
                                    const RecordedRange& recorded) {
  return RangeReader(values, type).read(recorded);
}

}  // namespace eligo::ingest
