#include "runtime/tables/cells.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "runtime/values/ascii.h"
#include "runtime/values/contains.h"
#include "runtime/values/date.h"

namespace eligo::tables {
namespace {

/// White space of Unicode that spreadsheets and word processors put into cells.
constexpr std::array<std::string_view, 8> spaces{"\xC2\xA0",     "\xE2\x80\xAF", "\xE2\x80\x89",
                                                 "\xE2\x80\x87", "\xE3\x80\x80", "\xEF\xBB\xBF",
                                                 "\xE2\x80\x8B", "\xE2\x81\xA0"};

/// The parts of a form of dates in their order, and what parts them.
struct DateForm {
  std::vector<std::string> parts;  ///< `YYYY`, `MM`, `MMM`, `DD`
  char separator = '\0';           ///< none: `YYYYMMDD`
};

DateForm taken_apart(std::string_view form) {
  DateForm result;
  for (const char c : form) {
    const bool is_part = c == 'Y' || c == 'M' || c == 'D';
    if (!is_part) {
      result.separator = c;
    } else if (result.parts.empty() || result.parts.back().front() != c) {
      result.parts.emplace_back(1, c);
    } else {
      result.parts.back() += c;
    }
  }
  return result;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::optional<int> digits(std::string_view text, std::size_t most) {
  if (text.empty() || text.size() > most || !std::all_of(text.begin(), text.end(), is_digit))
    return std::nullopt;
  int value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

std::optional<int> month_named(std::string_view text) {
  constexpr std::array<std::string_view, 12> names{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};
  const std::string folded = lower(text);
  const auto* found = std::find(names.begin(), names.end(), folded);
  if (found == names.end()) return std::nullopt;
  return static_cast<int>(found - names.begin()) + 1;
}

bool is_not_known(std::string_view part) {
  const std::string folded = lower(part);
  return is_among(folded, {"un", "unk", "nk", "xx", "xxx", "00", "--", "---"});
}

std::string numbered(const char* form, int number) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), form, number);
  return text.data();
}

/// What a date is taken apart into; a part that is not known is missing.
struct DateParts {
  std::optional<int> year, month, day;
  bool is_sound = true;

  void take(std::string_view kind, std::string_view part) {
    if (kind.front() == 'Y') {
      year = part.size() == 4 ? digits(part, 4) : std::nullopt;
      is_sound &= year.has_value();
      return;
    }
    std::optional<int>& slot = kind.front() == 'M' ? month : day;
    if (is_not_known(part)) return;
    slot = kind == "MMM" ? month_named(part) : digits(part, 2);
    is_sound &= slot.has_value();
  }

  [[nodiscard]] std::optional<std::string> text() const {
    if (!is_sound || !year || (day && !month)) return std::nullopt;
    std::string result = numbered("%04d", *year);
    if (month) result += numbered("-%02d", *month);
    if (day) result += numbered("-%02d", *day);
    return parse_date(result) ? std::optional(result) : std::nullopt;
  }
};

std::optional<std::string> read_date(std::string_view form_text, std::string_view cell) {
  const DateForm form = taken_apart(form_text);
  DateParts date;
  if (form.separator == '\0') {  // fixed widths
    if (cell.size() != form_text.size()) return std::nullopt;
    std::size_t at = 0;
    for (const std::string& part : form.parts) {
      date.take(part, cell.substr(at, part.size()));
      at += part.size();
    }
    return date.text();
  }
  const std::vector<std::string_view> parts = split(cell, form.separator);
  if (parts.size() > form.parts.size()) return std::nullopt;
  // Parts that are left out are those of the day, then of the month.
  std::vector<std::string> kinds = form.parts;
  for (const char left_out : {'D', 'M'}) {
    if (kinds.size() > parts.size())
      std::erase_if(kinds, [&](const std::string& kind) { return kind.front() == left_out; });
  }
  if (kinds.size() != parts.size()) return std::nullopt;
  for (std::size_t i = 0; i < parts.size(); ++i) date.take(kinds[i], parts[i]);
  return date.text();
}

/// `08:30`, `8:30:15 PM`, as `08:30:15`. Empty if it is none.
std::optional<std::string> read_time(std::string_view text) {
  const std::string folded = lower(text);
  const bool is_before_noon = folded.ends_with("am");
  const bool is_after_noon = folded.ends_with("pm");
  if (is_before_noon || is_after_noon) {
    text.remove_suffix(2);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  }
  const std::vector<std::string_view> parts = split(text, ':');
  if (parts.size() != 2 && parts.size() != 3) return std::nullopt;
  std::array<int, 3> clock{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto number = digits(parts[i], 2);
    if (!number) return std::nullopt;
    clock[i] = *number;
  }
  constexpr int noon = 12;
  if (is_before_noon || is_after_noon) {
    if (clock[0] < 1 || clock[0] > noon) return std::nullopt;
    clock[0] = clock[0] % noon + (is_after_noon ? noon : 0);
  }
  if (clock[0] > 23 || clock[1] > 59 || clock[2] > 59) return std::nullopt;
  return numbered("%02d", clock[0]) + numbered(":%02d", clock[1]) + numbered(":%02d", clock[2]);
}

}  // namespace

std::string clean_cell(std::string_view cell) {
  std::string plain;
  for (std::size_t i = 0; i < cell.size();) {
    const auto* space = std::find_if(spaces.begin(), spaces.end(),
                                     [&](std::string_view one) { return cell.substr(i).starts_with(one); });
    if (space != spaces.end()) {
      plain += ' ';
      i += space->size();
    } else {
      plain += is_space(cell[i]) ? ' ' : cell[i];
      ++i;
    }
  }
  const std::size_t first = plain.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return plain.substr(first, plain.find_last_not_of(' ') - first + 1);
}

bool is_missing(const CellForms& forms, std::string_view cell) {
  return cell.empty() || std::find(forms.missing.begin(), forms.missing.end(), cell) != forms.missing.end();
}

std::string fault_of_date_form(std::string_view form) {
  const DateForm parts = taken_apart(form);
  const auto has = [&](std::string_view part) {
    return std::count(parts.parts.begin(), parts.parts.end(), part) == 1;
  };
  const bool is_whole = parts.parts.size() == 3 && has("YYYY") && (has("MM") || has("MMM")) && has("DD");
  if (!is_whole) return "a form of dates has YYYY, MM (or MMM) and DD, each once, as in DD.MM.YYYY";
  std::string plain;
  for (const std::string& part : parts.parts) {
    if (!plain.empty() && parts.separator != '\0') plain += parts.separator;
    plain += part;
  }
  return plain == form ? "" : "the parts of a date are parted by one sign, as in DD.MM.YYYY";
}

bool are_confusable(std::string_view form, std::string_view other) {
  const DateForm a = taken_apart(form);
  const DateForm b = taken_apart(other);
  return a.separator == b.separator && a.parts != b.parts;
}

std::optional<std::string> date_of_cell(const CellForms& forms, std::string_view cell) {
  if (cell.find('/') == std::string_view::npos && parse_date(cell)) {
    for (const std::string_view midnight : {"T00:00:00", "T00:00"}) {
      if (cell.ends_with(midnight)) cell.remove_suffix(midnight.size());
    }
    return std::string(cell);
  }
  // A time of day stands behind the first blank, or a T; a month of three letters holds neither.
  const std::size_t end = std::min(cell.find(' '), cell.find('T', 8));
  const std::string_view day = cell.substr(0, end);
  std::string time;
  if (end != std::string_view::npos) {
    const auto read = read_time(cell.substr(end + 1));
    if (!read) return std::nullopt;
    if (*read != "00:00:00") time = "T" + *read;
  }
  std::optional<std::string> result;
  if (day.find('/') == std::string_view::npos && parse_date(day)) result = std::string(day);
  for (std::size_t i = 0; !result && i < forms.dates.size(); ++i) result = read_date(forms.dates[i], day);
  constexpr std::size_t exact = 10;  // 2025-09-04
  if (result && result->size() == exact) *result += time;
  return result;
}

std::optional<std::string> number_of_cell(const CellForms& forms, std::string_view cell) {
  std::string result(cell);
  if (forms.decimal == '.') return result;
  if (result.find('.') != std::string::npos) return std::nullopt;
  for (std::size_t i = 0; i < result.size(); ++i) {
    const bool is_between =
        i > 0 && i + 1 < result.size() && is_digit(result[i - 1]) && is_digit(result[i + 1]);
    if (result[i] == ',' && is_between) result[i] = '.';
  }
  return result;
}

}  // namespace eligo::tables
