#pragma once

#include <string_view>

/// Where tokens end: plain functions over characters. Each returns the end of the token that begins at `at`,
/// or nullptr if none does.
namespace eligo::grammar {

/// Past white space (with non-breaking spaces) and comments.
const char* skip_space(const char* at, const char* end);
/// Past white space up to the end of the line.
const char* skip_blanks(const char* at, const char* end);
bool has_line_break(const char* begin, const char* end);

const char* scan_word(const char* at, const char* end, std::string_view word);
const char* scan_sign(const char* at, const char* end, std::string_view sign);
/// A name that is no word of the language.
const char* scan_name(const char* at, const char* end);
/// A name or a word of the language.
const char* scan_any_word(const char* at, const char* end);
/// The word behind `is`: any word but `not` and `one`, which go on differently.
const char* scan_value_word(const char* at, const char* end);
/// The first word of a value in a case: any word that does not begin a qualifier.
const char* scan_statement_word(const char* at, const char* end);
/// The words of a reason, up to the end of the line or the next `;`.
const char* scan_reason(const char* at, const char* end);
const char* scan_path(const char* at, const char* end);
/// Whether a text opens here: `"`, `“` or `„`.
bool opens_text(const char* at, const char* end);
/// `"…"`, `“…”` or `„…“`, over lines; a `"` inside `"…"` is doubled.
const char* scan_text(const char* at, const char* end);
const char* scan_number(const char* at, const char* end);
const char* scan_integer(const char* at, const char* end);
const char* scan_date(const char* at, const char* end);
/// A date, of which the time of day may stand behind it: `2025-03-01T23:00`.
const char* scan_moment(const char* at, const char* end);
/// A date of month or day precision, which no number looks like.
const char* scan_long_date(const char* at, const char* end);
const char* scan_titre(const char* at, const char* end);
const char* scan_comparator(const char* at, const char* end);
const char* scan_unit(const char* at, const char* end);
const char* scan_code(const char* at, const char* end);
/// Whether the code at `at` belongs to the word that ends at `system`.
bool is_code_of_system(const char* system, const char* at, const char* end);

/// The token at `at`, whatever it is, for messages. Empty only at the end.
std::string_view token_at(const char* at, const char* end);

/// For a `(` where a condition is asked: whether its bracket holds a quantity, told by the token behind the
/// matching `)`.
bool bracket_is_quantity(const char* at, const char* end);

}  // namespace eligo::grammar
