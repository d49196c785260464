#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "runtime/model/plan.h"

/// The format of saved plans. A plan is visited member by member, in the order of declaration; writer and
/// reader share the visit of each struct, so that they cannot drift apart. A struct is taken apart by a
/// structured binding, so that a member added to it does not compile until it is visited here.
///
/// A change of anything below, or of a struct that it visits, is a new `format_version`.
namespace eligo::saved {

/// No text begins with the first byte, and a copy that changes line ends spoils the last two.
inline constexpr std::string_view magic =
    "\x89"
    "ELIGO\r\n";
inline constexpr std::uint32_t format_version = 1;

/// Before the body: the magic, the version (4 bytes), the body's length (8 bytes), the checksum (4 bytes).
inline constexpr std::size_t header_size = magic.size() + 4 + 8 + 4;
inline constexpr std::size_t max_file_size = std::size_t{32} << 20U;
inline constexpr std::size_t max_text_size = std::size_t{256} << 10U;

/// `T` or `const T`: the reader fills what the writer only reads.
template <typename X, typename T>
concept Either = std::same_as<std::remove_const_t<X>, T>;

// ---- values

template <typename A, Either<Period> X>
void visit(A& archive, X& period) {
  auto& [months, days] = period;
  archive(months, days);
}

template <typename A, Either<DateRange> X>
void visit(A& archive, X& range) {
  auto& [first, last] = range;
  archive(first, last);
}

template <typename A, Either<Range::End> X>
void visit(A& archive, X& end) {
  auto& [value, open] = end;
  archive(value, open);
}

template <typename A, Either<Range> X>
void visit(A& archive, X& range) {
  auto& [low, high] = range;
  archive(low, high);
}

// ---- the vocabulary

template <typename A, Either<Conversion> X>
void visit(A& archive, X& conversion) {
  auto& [factor, offset] = conversion;
  archive(factor, offset);
}

template <typename A, Either<FurtherUnit> X>
void visit(A& archive, X& further) {
  auto& [spelling, unit, conversion] = further;
  archive(spelling, unit, conversion);
}

template <typename A, Either<ValueType> X>
void visit(A& archive, X& type) {
  auto& [kind, unit, unit_text, molar_mass, further_units, has_normal_range, plausible, is_closed, words,
         word_index] = type;
  archive(kind, unit, unit_text, molar_mass, further_units, has_normal_range, plausible, is_closed, words,
          word_index);
}

template <typename A, Either<Code> X>
void visit(A& archive, X& one) {
  auto& [system, code] = one;
  archive(system, code);
}

template <typename A, Either<CodeExpansion> X>
void visit(A& archive, X& expansion) {
  auto& [system, root, file, digest, version, is_whole, codes, open] = expansion;
  archive(system, root, file, digest, version, is_whole, codes, open);
}

template <typename A, Either<OnlyWhere> X>
void visit(A& archive, X& only) {
  auto& [attribute, words] = only;
  archive(attribute, words);
}

/// `narrower` is found anew from `broader`: see `index_vocabulary`.
template <typename A, Either<Fact> X>
void visit(A& archive, X& fact) {
  auto& [name, label, kind, type, aliases, codes, expansions, broader, narrower, ingredients, half_life_days,
         longest, only_where, judged_by] = fact;
  archive(name, label, kind, type, aliases, codes, expansions, broader, ingredients, half_life_days, longest,
          only_where, judged_by);
}

template <typename A, Either<Field> X>
void visit(A& archive, X& field) {
  auto& [name, label, type] = field;
  archive(name, label, type);
}

template <typename A, Either<Anchor> X>
void visit(A& archive, X& anchor) {
  auto& [name, label, not_before] = anchor;
  archive(name, label, not_before);
}

/// The maps by name are made anew: see `index_vocabulary`.
template <typename A, Either<Vocabulary> X>
void visit(A& archive, X& vocabulary) {
  auto& [facts, fields, anchors, words, fact_by_name, fact_by_code, field_by_name, anchor_by_name,
         word_by_text] = vocabulary;
  archive(facts, fields, anchors, words);
}

// ---- windows and queries

template <typename A, Either<Reach::Part> X>
void visit(A& archive, X& part) {
  auto& [period, half_lives, minutes] = part;
  archive(period, half_lives, minutes);
}

template <typename A, Either<Reach> X>
void visit(A& archive, X& reach) {
  auto& [first, second, choice] = reach;
  archive(first, second, choice);
}

template <typename A, Either<WindowEnd> X>
void visit(A& archive, X& end) {
  auto& [anchor, fixed, reach, direction, shift] = end;
  archive(anchor, fixed, reach, direction, shift);
}

template <typename A, Either<Window> X>
void visit(A& archive, X& window) {
  auto& [from, to] = window;
  archive(from, to);
}

template <typename A, Either<Filter> X>
void visit(A& archive, X& filter) {
  auto& [kind, field, words, facts, comparison, limit] = filter;
  archive(kind, field, words, facts, comparison, limit);
}

template <typename A, Either<ValueTest> X>
void visit(A& archive, X& test) {
  auto& [kind, comparison, limit, factor, words, is_negated, node, when] = test;
  archive(kind, comparison, limit, factor, words, is_negated, node, when);
}

template <typename A, Either<Query> X>
void visit(A& archive, X& query) {
  auto& [selector, kind, facts, asked, broader, is_any_fact, window, filters, demands, tests, is_course,
         lasting, total, bridged_days, age_unit, apart, assumptions] = query;
  archive(selector, kind, facts, asked, broader, is_any_fact, window, filters, demands, tests);
  archive(is_course, lasting, total, bridged_days, age_unit, apart, assumptions);
}

// ---- nodes

template <typename A, Either<SourceRef> X>
void visit(A& archive, X& ref) {
  auto& [file, line, column, text] = ref;
  archive(file, line, column, text);
}

template <typename A, Either<Node> X>
void visit(A& archive, X& node) {
  auto& [op, comparison, first_operand, operand_count, low, high, value, offset, query, source, unit] = node;
  archive(op, comparison, first_operand, operand_count, low, high, value, offset, query, source, unit);
}

template <typename A, Either<Assumption> X>
void visit(A& archive, X& assumption) {
  auto& [facts, when, because, source] = assumption;
  archive(facts, when, because, source);
}

// ---- criteria

template <typename A, Either<Part> X>
void visit(A& archive, X& part) {
  auto& [id, node] = part;
  archive(id, node);
}

template <typename A, Either<Reading> X>
void visit(A& archive, X& reading) {
  auto& [id, label, root, parts, source] = reading;
  archive(id, label, root, parts, source);
}

template <typename A, Either<Criterion> X>
void visit(A& archive, X& criterion) {
  auto& [id, polarity, quotation, root, parts, readings, notes, reviews, listed_under, source] = criterion;
  archive(id, polarity, quotation, root, parts, readings, notes, reviews, listed_under, source);
}

template <typename A, Either<Item> X>
void visit(A& archive, X& item) {
  auto& [id, label, points, when] = item;
  archive(id, label, points, when);
}

template <typename A, Either<Domain> X>
void visit(A& archive, X& domain) {
  auto& [name, tags, is_sum, items, points] = domain;
  archive(name, tags, is_sum, items, points);
}

template <typename A, Either<State> X>
void visit(A& archive, X& state) {
  auto& [name, node] = state;
  archive(name, node);
}

template <typename A, Either<Instrument> X>
void visit(A& archive, X& instrument) {
  auto& [name, label, published, entry, total, maximum, domains, states] = instrument;
  archive(name, label, published, entry, total, maximum, domains, states);
}

template <typename A, Either<Derived> X>
void visit(A& archive, X& derived) {
  auto& [name, label, unit, node] = derived;
  archive(name, label, unit, node);
}

template <typename A, Either<SourceFile> X>
void visit(A& archive, X& file) {
  auto& [name, digest] = file;
  archive(name, digest);
}

template <typename A, Either<HeaderEntry> X>
void visit(A& archive, X& entry) {
  auto& [word, text] = entry;
  archive(word, text);
}

template <typename A, Either<Plan> X>
void visit(A& archive, X& plan) {
  auto& [protocol, title, version, digest, header, vocabulary, as_of, birth_date, deceased, death_date, dose,
         line, nodes, operands, queries, assumptions, refs, sources, criteria, instruments, derived] = plan;
  archive(protocol, title, version, digest, header, vocabulary, as_of, birth_date, deceased, death_date, dose,
          line);
  archive(nodes, operands, queries, assumptions, refs, sources, criteria, instruments, derived);
}

}  // namespace eligo::saved
