#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/oracle/number.h"

namespace eligo::oracle {

/// The one small world that all generated protocols speak of: what its vocabulary declares, as tables.

enum class Kind : std::uint8_t { attribute, observation, condition, treatment, procedure, question };
enum class Type : std::uint8_t { none, number, titre, grade, closed_word, open_word, date, list, fact };

struct Fact {
  std::string name;
  Kind kind;
  Type type = Type::none;
  std::string unit;  ///< empty: a plain number
  bool has_limits = false;
  std::vector<std::string> words;  ///< words, or grades from the lowest
  std::optional<Number> plausible_low, plausible_high;
  int broader = -1;
  std::optional<Number> half_life_days;
  int longest_days = 0;  ///< of a condition; 0: it can last for ever
};

struct Group {
  std::string name;
  std::vector<std::vector<int>> items;  ///< facts; a subgroup is one item
  std::vector<std::string> names;       ///< of the items
};

struct Field {
  std::string name;
  Type type;
  std::string unit;
  std::vector<std::string> words;
};

/// Fields by index.
enum FieldIndex : int { method, response, indication, cause, dose, line, field_count };

const std::vector<Fact>& facts();
const std::vector<Group>& groups();
const std::vector<Field>& fields();
const std::vector<std::string>& anchors();  ///< the first is the as-of date

int fact_named(const std::string& name);
/// A treatment that the vocabulary does not list.
int unlisted_drug();
Kind kind_of(int fact);
Type type_of(int fact);
int longest_days(int fact);
bool is_span(int fact);  ///< whether its records have an end of their own
/// Whether every record of `fact` is one of `broader`, too.
bool is_a(int fact, int broader);
/// The fact at the top of what this one `is a`.
int root_of(int fact);
/// The facts and all that are narrower.
const std::vector<int>& with_narrower(const std::vector<int>& asked);

/// The vocabulary as an Eligo library, without its head line.
std::string vocabulary_text();

}  // namespace eligo::oracle
