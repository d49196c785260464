#include <algorithm>
#include <array>

#include "runtime/ingest/systems.h"
#include "runtime/values/ascii.h"

/// The form of codes: digits, signs and check digits.
namespace eligo::ingest {
namespace {

bool are_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// Verhoeff's check digit, the last one.
bool has_verhoeff_digit(std::string_view digits) {
  constexpr std::array<std::string_view, 10> product{"0123456789", "1234067895", "2340178956", "3401289567",
                                                     "4012395678", "5987604321", "6598710432", "7659821043",
                                                     "8765932104", "9876543210"};
  constexpr std::array<std::string_view, 8> permutation{"0123456789", "1576283094", "5803796142",
                                                        "8916043527", "9453126870", "4286573901",
                                                        "2793806415", "7046913258"};
  const auto value = [](char c) { return static_cast<std::size_t>(c - '0'); };
  char sum = '0';
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const char permuted = permutation[i % permutation.size()][value(digits[digits.size() - 1 - i])];
    sum = product[value(sum)][value(permuted)];
  }
  return sum == '0';
}

/// Luhn's check digit, the last one.
bool has_luhn_digit(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    int value = digits[digits.size() - 1 - i] - '0';
    if (i % 2 == 1) value = value > 4 ? 2 * value - 9 : 2 * value;
    sum += value;
  }
  return sum % 10 == 0;
}

/// A concept's number: `00` or, in an extension, `10` before the check digit.
bool is_concept(std::string_view code) {
  if (!are_digits(code) || code.size() < 6 || code.size() > 18 || code.front() == '0') return false;
  const std::string_view part = code.substr(code.size() - 3, 2);
  return (part == "00" || part == "10") && has_verhoeff_digit(code);
}

bool is_loinc(std::string_view code) {
  if (code.size() < 3 || code.size() > 9 || code[code.size() - 2] != '-') return false;
  std::string digits(code.substr(0, code.size() - 2));
  digits += code.back();
  return are_digits(digits) && has_luhn_digit(digits);
}

}  // namespace

bool is_code_of(const CodeSystem& system, std::string_view code) {
  constexpr std::size_t longest_code = 100;
  if (system.name == "SNOMED") return is_concept(code);
  if (system.name == "LOINC") return is_loinc(code);
  if (system.name == "RxNorm") return are_digits(code) && code.size() <= 8;
  const auto is_sign = [](char c) { return is_digit(c) || is_letter(c) || c == '-' || c == '.' || c == '/'; };
  return !code.empty() && code.size() <= longest_code && std::all_of(code.begin(), code.end(), is_sign);
}

}  // namespace eligo::ingest
