#pragma once

#include <tao/pegtl.hpp>

#include "grammar/builder.h"
#include "grammar/scan.h"

/// Tokens. Each skips white space and comments before itself, so that a node ends where its last token ends.
namespace eligo::grammar {

namespace p = tao::pegtl;

/// White space and comments, if any. Never fails.
struct space {
  using rule_t = space;
  using subs_t = p::empty_list;
  template <typename Input>
  static bool match(Input& in) {
    in.bump(static_cast<std::size_t>(skip_space(in.current(), in.end()) - in.current()));
    return true;
  }
};

/// A rule that is a token: `Scan` returns the end of the token that begins at its argument, or nullptr.
template <typename Scan>
struct token {
  using rule_t = token;
  using subs_t = p::empty_list;
  template <p::apply_mode A, p::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input>
  static bool match(Input& in, Builder& builder) {
    const char* begin = builder.skip(in.current(), in.end());
    const char* end = Scan::scan(begin, in.end());
    if (end == nullptr) {
      builder.expected(begin, Scan::description);
      return false;
    }
    in.bump(static_cast<std::size_t>(end - in.current()));
    return true;
  }
};

/// A word of the language: all its letters and nothing of a name behind them.
template <char... Letters>
struct spelled {
  static constexpr char letters[] = {Letters..., 0};                // NOLINT(modernize-avoid-c-arrays)
  static constexpr char description[] = {'`', Letters..., '`', 0};  // NOLINT(modernize-avoid-c-arrays)
  static const char* scan(const char* at, const char* end) {
    return scan_word(at, end, {letters, sizeof...(Letters)});
  }
};
template <typename String>
struct word_of;
template <char... Letters>
struct word_of<p::string<Letters...>> : token<spelled<Letters...>> {};

// A macro, because a string literal cannot be split into characters by a template in C++20 and PEGTL.
#define ELIGO_WORD(text) \
  ::eligo::grammar::word_of<TAO_PEGTL_STRING(text)>  // NOLINT(cppcoreguidelines-macro-usage)

/// A sign such as `{` or `;`.
template <char... Signs>
struct sign_scan {
  static constexpr char signs[] = {Signs..., 0};                  // NOLINT(modernize-avoid-c-arrays)
  static constexpr char description[] = {'`', Signs..., '`', 0};  // NOLINT(modernize-avoid-c-arrays)
  static const char* scan(const char* at, const char* end) {
    return scan_sign(at, end, {signs, sizeof...(Signs)});
  }
};
template <char... Signs>
struct sign : token<sign_scan<Signs...>> {};

/// The next token stands on a new line, or a `;` parts it.
struct separator {
  using rule_t = separator;
  using subs_t = p::empty_list;
  template <p::apply_mode A, p::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input>
  static bool match(Input& in, Builder& builder) {
    bool parted = false;
    const char* at = in.current();
    for (;;) {
      const char* next = builder.skip(at, in.end());
      parted = parted || has_line_break(at, next);
      if (next == in.end() || *next != ';') break;
      parted = true;
      at = next + 1;
    }
    if (!parted) {
      builder.expected(builder.skip(at, in.end()), "`;` or a new line");
      return false;
    }
    in.bump(static_cast<std::size_t>(at - in.current()));
    return true;
  }
};

#define ELIGO_TOKEN(rule, scan_function, what)                                                  \
  struct rule##_scan {                                                                          \
    static constexpr const char* description = what;                                            \
    static const char* scan(const char* at, const char* end) { return scan_function(at, end); } \
  };                                                                                            \
  struct rule : token<rule##_scan> {}

ELIGO_TOKEN(name, scan_name, "a name");
ELIGO_TOKEN(any_word, scan_any_word, "a word");
ELIGO_TOKEN(value_word, scan_value_word, "a word");
ELIGO_TOKEN(statement_word, scan_statement_word, "a word");
ELIGO_TOKEN(reason, scan_reason, "a reason");
ELIGO_TOKEN(path, scan_path, "the path of a library");
ELIGO_TOKEN(text, scan_text, "a text in quotes");
ELIGO_TOKEN(number, scan_number, "a number");
ELIGO_TOKEN(int_number, scan_integer, "a whole number");
ELIGO_TOKEN(date, scan_date, "a date such as 2025-03-01");
ELIGO_TOKEN(moment, scan_moment, "a date such as 2025-03-01");
ELIGO_TOKEN(long_date, scan_long_date, "a date such as 2025-03-01");
ELIGO_TOKEN(titre, scan_titre, "a titre such as 1:80");
ELIGO_TOKEN(comparator, scan_comparator, "a comparison such as `<` or `>=`");
ELIGO_TOKEN(code, scan_code, "a code");
#undef ELIGO_TOKEN

/// A unit: it begins on the line of its number.
struct unit {
  using rule_t = unit;
  using subs_t = p::empty_list;
  template <p::apply_mode A, p::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input>
  static bool match(Input& in, Builder& builder) {
    const char* begin = skip_blanks(in.current(), in.end());
    const char* end = scan_unit(begin, in.end());
    if (end == nullptr) {
      builder.expected(begin, "a unit");
      return false;
    }
    in.bump(static_cast<std::size_t>(end - in.current()));
    return true;
  }
};

using open_brace = sign<'{'>;
using close_brace = sign<'}'>;

/// `{ item; item }` with items on lines of their own or parted by `;`.
template <typename Item>
struct braced : p::seq<open_brace, p::opt<p::opt<sign<';'>>, Item, p::star<separator, Item>>,
                       p::star<sign<';'>>, close_brace> {};

/// `a, b, c`
template <typename Item>
struct comma_list : p::seq<Item, p::star<sign<','>, Item>> {};

}  // namespace eligo::grammar
