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

/// Whether each character is what the form asks for at its place: `9` a digit, `A` a letter, `*` either, `B`
/// a digit or the A or B of a category, `X` a digit or the filler X. All but the first `shortest` may be left
/// out.
bool has_form(std::string_view code, std::string_view form, std::size_t shortest) {
  const auto fits = [](char c, char place) {
    switch (place) {
      case '9': return is_digit(c);
      case 'A': return is_letter(c);
      case 'B': return is_digit(c) || c == 'A' || c == 'B';
      case 'X': return is_digit(c) || c == 'X';
      case '*': return is_digit(c) || is_letter(c);
      default: return c == place;
    }
  };
  return code.size() >= shortest && code.size() <= form.size() &&
         std::equal(code.begin(), code.end(), form.begin(), fits);
}

/// The signs that tell a cause from its manifestation: `E10.3+`, `H36.0*`.
std::string_view without_cross_mark(std::string_view code) {
  for (const std::string_view mark : {"*", "+", "!", "#", "\u2020"}) {
    if (code.ends_with(mark)) return code.substr(0, code.size() - mark.size());
  }
  return code;
}

/// The level of a group of drugs is told by its length.
bool is_atc(std::string_view code) {
  return code.size() != 2 && code.size() != 6 && has_form(code, "A99AA99", 1);
}

/// Only the clinical modification has letters behind the category. Under the plain name both are met, but of
/// a short code a letter may be the mark of a diagnosis that is suspected or ruled out: `C50.9 V`.
bool is_icd_10(std::string_view system, std::string_view text) {
  const std::string_view code = without_cross_mark(text);
  if (system == "ICD-10-CM") return has_form(code, "A9B****", 3);
  if (has_form(code, "A9999", 3)) return true;
  return system == "ICD-10" && (has_form(code, "A9BXXX", 3) || has_form(code, "A9BXXX*", 7));
}

bool is_icd_9(std::string_view code) {
  return has_form(code, "99999", 3) || has_form(code, "V9999", 3) || has_form(code, "E9999", 4);
}

/// Seven signs, or the beginning of them, without the letters that look like digits.
bool is_icd_10_procedure(std::string_view code) {
  return has_form(code, "*******", 3) &&
         std::string_view("0123456789BCDFGHX").find(code[0]) != std::string_view::npos &&
         code.find_first_of("IO") == std::string_view::npos;
}

}  // namespace

bool is_code_of(const CodeSystem& system, std::string_view code) {
  constexpr std::size_t longest_code = 100;
  if (system.name == "ATC") return is_atc(code);
  if (system.family == "ICD-10") return is_icd_10(system.name, code);
  if (system.name == "ICD-9-CM") return is_icd_9(code);
  if (system.name == "ICD-9-Proc") return has_form(code, "9999", 2);
  if (system.name == "ICD-10-PCS") return is_icd_10_procedure(code);
  if (system.name == "OPS") return has_form(code, "9-9******", 3);
  if (system.name == "SNOMED") return is_concept(code);
  if (system.name == "LOINC") return is_loinc(code);
  if (system.name == "RxNorm") return are_digits(code) && code.size() <= 8 && code.front() != '0';
  const auto is_sign = [](char c) { return is_digit(c) || is_letter(c) || c == '-' || c == '.' || c == '/'; };
  const bool has_number = code.find_first_of("123456789") != std::string_view::npos;
  return has_number && code.size() <= longest_code && std::all_of(code.begin(), code.end(), is_sign);
}

}  // namespace eligo::ingest
