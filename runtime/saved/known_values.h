#pragma once

#include "runtime/model/plan.h"

/// Whether a number read from a file is a value of its enumeration. Each is a `switch`, so that a new value
/// does not compile until it stands here.
namespace eligo::saved {

constexpr bool is_known(FactKind kind) {
  switch (kind) {
    case FactKind::attribute:
    case FactKind::observation:
    case FactKind::condition:
    case FactKind::treatment:
    case FactKind::procedure:
    case FactKind::question: return true;
  }
  return false;
}

constexpr bool is_known(ValueKind kind) {
  switch (kind) {
    case ValueKind::none:
    case ValueKind::quantity:
    case ValueKind::percent_of_predicted:
    case ValueKind::titre:
    case ValueKind::grade:
    case ValueKind::word:
    case ValueKind::list:
    case ValueKind::date:
    case ValueKind::fact: return true;
  }
  return false;
}

constexpr bool is_known(Comparison comparison) {
  switch (comparison) {
    case Comparison::less:
    case Comparison::less_or_equal:
    case Comparison::equal:
    case Comparison::not_equal:
    case Comparison::greater_or_equal:
    case Comparison::greater: return true;
  }
  return false;
}

constexpr bool is_known(Reach::Choice choice) {
  switch (choice) {
    case Reach::Choice::only:
    case Reach::Choice::longer:
    case Reach::Choice::shorter: return true;
  }
  return false;
}

constexpr bool is_known(Selector selector) {
  switch (selector) {
    case Selector::most_recent:
    case Selector::previous:
    case Selector::first:
    case Selector::highest:
    case Selector::lowest:
    case Selector::any:
    case Selector::every:
    case Selector::count:
    case Selector::lines:
    case Selector::latest_answer:
    case Selector::active:
    case Selector::receiving:
    case Selector::planned:
    case Selector::dose:
    case Selector::unchanged_dose: return true;
  }
  return false;
}

constexpr bool is_known(Filter::Kind kind) {
  switch (kind) {
    case Filter::Kind::is:
    case Filter::Kind::is_not:
    case Filter::Kind::compare:
    case Filter::Kind::recorded:
    case Filter::Kind::not_recorded: return true;
  }
  return false;
}

constexpr bool is_known(ValueTest::Kind kind) {
  switch (kind) {
    case ValueTest::Kind::none:
    case ValueTest::Kind::compare:
    case ValueTest::Kind::between:
    case ValueTest::Kind::times_upper:
    case ValueTest::Kind::times_lower:
    case ValueTest::Kind::is_word:
    case ValueTest::Kind::against_node: return true;
  }
  return false;
}

constexpr bool is_known(Op op) {
  switch (op) {
    case Op::truth:
    case Op::not_:
    case Op::all:
    case Op::any:
    case Op::count:
    case Op::unless:
    case Op::only_for:
    case Op::compare:
    case Op::choose_truth:
    case Op::query_truth:
    case Op::number:
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::power:
    case Op::sum:
    case Op::smallest:
    case Op::largest:
    case Op::choose:
    case Op::otherwise:
    case Op::scale:
    case Op::age:
    case Op::query_value: return true;
  }
  return false;
}

constexpr bool is_known(Polarity polarity) {
  switch (polarity) {
    case Polarity::inclusion:
    case Polarity::exclusion: return true;
  }
  return false;
}

}  // namespace eligo::saved
