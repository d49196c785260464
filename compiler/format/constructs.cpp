#include "compiler/format/constructs.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace eligo::format {
namespace {

struct Construct {
  Syntax kind;
  Shape shape;
};

constexpr Construct constructs[] = {
    // NOLINT(modernize-avoid-c-arrays)
    {Syntax::name, Shape::token},
    {Syntax::path, Shape::token},
    {Syntax::text, Shape::token},
    {Syntax::number, Shape::token},
    {Syntax::unit, Shape::token},
    {Syntax::date, Shape::token},
    {Syntax::word, Shape::token},
    {Syntax::int_number, Shape::token},
    {Syntax::operator_, Shape::token},
    {Syntax::header_word, Shape::token},
    {Syntax::code_system, Shape::token},
    {Syntax::code, Shape::token},
    {Syntax::tag, Shape::token},
    {Syntax::part_name, Shape::token},
    {Syntax::name_condition, Shape::token},
    {Syntax::name_quantity, Shape::token},
    {Syntax::all_of, Shape::list},
    {Syntax::any_of, Shape::list},
    {Syntax::none_of, Shape::list},
    {Syntax::amount_of, Shape::list},
    {Syntax::sum_of, Shape::list},
    {Syntax::smallest_of, Shape::list},
    {Syntax::largest_of, Shape::list},
    {Syntax::domain, Shape::list},
    {Syntax::group, Shape::names},
    {Syntax::kind_one_of, Shape::names},
    {Syntax::kind_words, Shape::names},
    {Syntax::one_of_words, Shape::names},
    {Syntax::unless, Shape::links},
    {Syntax::disjunction, Shape::links},
    {Syntax::conjunction, Shape::links},
    {Syntax::otherwise, Shape::links},
    {Syntax::choice, Shape::links},
    {Syntax::sum, Shape::operators},
    {Syntax::product, Shape::operators},
    {Syntax::assume, Shape::reason},
    {Syntax::listed, Shape::reason},
    {Syntax::waive, Shape::reason},
    {Syntax::drug_count, Shape::body},
    {Syntax::score_item, Shape::body},
    {Syntax::state, Shape::body},
    {Syntax::question, Shape::body},
    {Syntax::selection, Shape::phrase},
    {Syntax::presence, Shape::phrase},
    {Syntax::ever, Shape::phrase},
    {Syntax::active, Shape::phrase},
    {Syntax::receiving, Shape::phrase},
    {Syntax::planned, Shape::phrase},
    {Syntax::record_count, Shape::phrase},
    {Syntax::number_of, Shape::phrase},
    {Syntax::number_of_lines, Shape::phrase},
    {Syntax::dose_of, Shape::phrase},
    {Syntax::comparison, Shape::phrase},
    {Syntax::state_is, Shape::phrase},
    {Syntax::date_in_window, Shape::phrase},
    {Syntax::patient, Shape::cases},
    {Syntax::case_, Shape::cases},
};

constexpr auto shapes = [] {
  std::array<Shape, static_cast<std::size_t>(Syntax::none) + 1> table{};
  for (const Construct& construct : constructs) {
    table[static_cast<std::size_t>(construct.kind)] = construct.shape;
  }
  return table;
}();

template <std::size_t Count>
bool is_one_of(Syntax kind, const Syntax (&kinds)[Count]) {  // NOLINT(modernize-avoid-c-arrays)
  return std::find(std::begin(kinds), std::end(kinds), kind) != std::end(kinds);
}

}  // namespace

Shape shape_of(Syntax kind) { return shapes[static_cast<std::size_t>(kind)]; }

bool is_clause(Syntax kind) {
  // `unless` is the outermost level of every condition.
  return is_one_of(
      kind, {Syntax::header_entry, Syntax::as_of,     Syntax::note,    Syntax::review,     Syntax::source,
             Syntax::assume,       Syntax::listed,    Syntax::reading, Syntax::only_for,   Syntax::unless,
             Syntax::codes,        Syntax::plausible, Syntax::is_a,    Syntax::contains,   Syntax::also,
             Syntax::also_in,      Syntax::half_life, Syntax::longest, Syntax::only_where, Syntax::not_before,
             Syntax::let,          Syntax::value,     Syntax::entry,   Syntax::domain,     Syntax::state});
}

bool is_statement(Syntax kind) {
  return is_one_of(
      kind, {Syntax::statement, Syntax::complete_statement, Syntax::without_statement, Syntax::expect});
}

bool is_phrase_part(Syntax kind) {
  return is_one_of(kind, {Syntax::by_filter, Syntax::where_filter, Syntax::with_filter,
                          Syntax::without_filter, Syntax::gaps, Syntax::lasting, Syntax::for_total,
                          Syntax::window_within, Syntax::window_open, Syntax::window_at_least, Syntax::apart,
                          Syntax::compare_limit, Syntax::compare_between, Syntax::is_value, Syntax::and_is});
}

}  // namespace eligo::format
