#include <algorithm>

#include "compiler/lower/lower.h"
#include "compiler/names/ingredients.h"
#include "runtime/model/near_miss.h"

namespace eligo {

Comparison comparison_of(std::string_view sign) {
  if (sign == "<") return Comparison::less;
  if (sign == "<=" || sign == "≤") return Comparison::less_or_equal;
  if (sign == ">") return Comparison::greater;
  if (sign == ">=" || sign == "≥") return Comparison::greater_or_equal;
  if (sign == "=") return Comparison::equal;
  return Comparison::not_equal;
}

NodeId Lowerer::condition(const Place& place) {
  const Level level(*this);
  const NodeId node = level.is_too_deep(place) ? stand_in(place) : lowered(place);
  auto& nodes = conditions_[place.module];
  if (nodes.empty()) nodes.resize(place.module->tree.nodes.size());
  nodes[place.node] = node;
  return node;
}

NodeId Lowerer::lowered(const Place& place) {
  switch (place.kind()) {
    case Syntax::unless: {
      const auto sides = place.children();
      const NodeId rule = condition(sides[0]);
      if (sides.size() == 1) return rule;
      const std::uint32_t here = source(place);
      return builder_.op(Op::unless, {rule, condition(sides[1])}, here);
    }
    case Syntax::disjunction:
    case Syntax::conjunction: {
      const auto sides = place.children();
      if (sides.size() == 1) return condition(sides[0]);
      if (place.kind() == Syntax::disjunction) refuse_mixture(place);
      std::vector<NodeId> operands(sides.size());
      std::transform(sides.begin(), sides.end(), operands.begin(),
                     [&](const Place& side) { return condition(side); });
      return builder_.op(place.kind() == Syntax::disjunction ? Op::any : Op::all, operands, source(place));
    }
    default: return test(place);
  }
}

/// `a and b or c` is read by some with `and` first, by others with `or` first; so it is not accepted.
void Lowerer::refuse_mixture(const Place& disjunction) {
  const auto sides = disjunction.children();
  const auto is_mixed = [](const Place& side) { return side.children().size() > 1; };
  const auto mixed = static_cast<std::size_t>(std::count_if(sides.begin(), sides.end(), is_mixed));
  if (mixed == 0) return;
  const Span whole = disjunction.span();
  std::string and_first(disjunction.text());
  for (std::size_t i = sides.size(); i-- > 0;) {
    if (!is_mixed(sides[i])) continue;
    and_first.insert(sides[i].span().end - whole.begin, ")");
    and_first.insert(sides[i].span().begin - whole.begin, "(");
  }
  auto finding = findings_.add(codes::and_beside_or, whole, "`and` beside `or` has two readings");
  finding.note("put what belongs together in brackets, or use `all of { … }` and `any of { … }`");
  finding.fix("`and` belongs together", whole, and_first);
  if (mixed > 1 || !(is_mixed(sides.front()) || is_mixed(sides.back()))) return;
  // The sides that the `or` joins: all but the far part of the one side that has an `and`.
  const bool is_left = is_mixed(sides.front());
  const std::uint32_t begin = is_left ? sides.front().children().back().span().begin : whole.begin;
  const std::uint32_t end = is_left ? whole.end : sides.back().first().span().end;
  std::string or_first(disjunction.text());
  or_first.insert(end - whole.begin, ")");
  or_first.insert(begin - whole.begin, "(");
  finding.fix("`or` belongs together", whole, or_first);
}

NodeId Lowerer::test(const Place& place) {
  switch (place.kind()) {
    case Syntax::negation: {
      const std::uint32_t here = source(place);
      return builder_.op(Op::not_, {condition(place.first())}, here);
    }
    case Syntax::group_condition: return condition(place.first());
    case Syntax::all_of: return list(place, Op::all);
    case Syntax::any_of: return list(place, Op::any);
    case Syntax::none_of: {
      const NodeId any = list(place, Op::any);
      return builder_.op(Op::not_, {any}, source(place));
    }
    case Syntax::amount_of: return amount_of(place);
    case Syntax::drug_count: return drug_count(place);
    case Syntax::domain_count: return domain_count(place);
    case Syntax::record_count: return record_count(place);
    case Syntax::presence: return presence(place);
    case Syntax::ever: return ever(place);
    case Syntax::active: return active(place);
    case Syntax::receiving: return receiving(place);
    case Syntax::planned: return planned(place);
    case Syntax::unchanged: return unchanged(place);
    case Syntax::entry_reference: return entry_reference(place);
    case Syntax::state_is: return state_is(place);
    case Syntax::comparison: return comparison(place);
    case Syntax::date_in_window: return date_in_window(place);
    case Syntax::name_condition: return name_condition(place);
    default: return condition(place);
  }
}

std::vector<NodeId> Lowerer::items(const Place& place) {
  std::vector<NodeId> result;
  for (const Place& item : place.children(Syntax::item)) {
    const auto pieces = item.children();
    const NodeId node = condition(pieces.back());
    if (pieces.size() > 1) {
      const std::string id(pieces.front().text());
      for (const auto& part : parts_) {
        if (part.id == id)
          findings_.add(codes::defined_twice, pieces.front().span(),
                        "the part `" + id + "` stands twice in this rule");
      }
      parts_.push_back({id, node});
    }
    result.push_back(node);
  }
  return result;
}

// A source is numbered before its parts are: compilers differ in which argument of a call they evaluate
// first, and a saved plan has the same bytes whichever built the program.
NodeId Lowerer::list(const Place& place, Op op) {
  const std::uint32_t here = source(place);
  return builder_.op(op, items(place), here);
}

Lowerer::Amount Lowerer::amount(const Place& place) {
  for (const Place& part : place.children()) {
    if (part.kind() != Syntax::at_least && part.kind() != Syntax::at_most && part.kind() != Syntax::exactly)
      continue;
    const auto number = read_number(part.first(), findings_);
    static constexpr std::int64_t most = 1'000'000;
    const auto whole = number ? number->whole() : std::nullopt;
    if (!whole || *whole > most) {
      findings_.add(codes::number_limit, part.span(), "a count may be at most " + std::to_string(most));
      return {};
    }
    const auto n = static_cast<std::int32_t>(*whole);
    if (part.kind() == Syntax::at_least) return {n, -1};
    if (part.kind() == Syntax::at_most) return {0, n};
    return {n, n};
  }
  return {};
}

NodeId Lowerer::amount_of(const Place& place) {
  const Amount wanted = amount(place);
  const auto operands = items(place);
  if (wanted.low > static_cast<std::int32_t>(operands.size())) {
    findings_.add(codes::impossible_count, place.first().span(),
                  "this list has only " + std::to_string(operands.size()) + " items, so " +
                      std::to_string(wanted.low) + " of them can never hold");
  }
  check_upper(wanted, operands.size(), place.first());
  return builder_.count(wanted.low, wanted.high, operands, source(place));
}

/// `at most 3` of two hold whatever the patient has.
void Lowerer::check_upper(const Amount& wanted, std::size_t size, const Place& place) {
  if (wanted.low != 0 || wanted.high < static_cast<std::int32_t>(size)) return;
  findings_.add(
      codes::impossible_count, place.span(),
      "there are only " + std::to_string(size) + " to count, so " + quoted(place) + " holds for everybody");
}

NodeId Lowerer::drug_count(const Place& place) {
  const Amount wanted = amount(place);
  const Place name = place.child(Syntax::name);
  const Symbol* symbol = resolve(name, "a group");
  if (symbol == nullptr) return stand_in(place);
  if (symbol->kind != Symbol::Kind::group) {
    findings_.add(codes::wrong_fact_kind, name.span(),
                  quoted(name) + " is " + std::string(described(*symbol, vocabulary_)) + ", not a group");
    return stand_in(place);
  }
  const std::vector<GroupItem> drugs = drugs_of(scope_.groups[symbol->index], vocabulary_);
  if (wanted.low > static_cast<std::int32_t>(drugs.size())) {
    findings_.add(codes::impossible_count, name.span(),
                  "the group " + quoted(name) + " has only " + std::to_string(drugs.size()) + " items");
  }
  check_upper(wanted, drugs.size(), place.first());
  const Place each = place.children().back();
  const GroupItem* outer = each_drug_;
  std::vector<NodeId> operands;
  for (const auto& item : drugs) {
    each_drug_ = &item;
    const std::size_t before = findings_.count();
    operands.push_back(test(each));
    if (findings_.count() != before) break;  // a mistake holds for every drug: once is enough
  }
  each_drug_ = outer;
  return builder_.count(wanted.low, wanted.high, operands, source(place));
}

NodeId Lowerer::name_condition(const Place& place) {
  const Symbol* symbol = resolve(place, "a condition");
  if (symbol == nullptr) return stand_in(place);
  if (symbol->kind == Symbol::Kind::define) return defined(*symbol, place);
  const std::string name(place.text());
  auto finding = findings_.add(codes::not_a_condition, place.span(),
                               "`" + name + "` is " + std::string(described(*symbol, vocabulary_)) +
                                   ", and alone says nothing that holds or fails");
  const Span span = place.span();
  if (symbol->kind == Symbol::Kind::fact) {
    switch (vocabulary_.facts[symbol->index].kind) {
      case FactKind::condition:
        finding.fix("present on the as-of date", span, "active " + name)
            .fix("at any time up to it", span, "ever " + name);
        break;
      case FactKind::treatment:
        finding.fix("being taken on the as-of date", span, "receiving " + name)
            .fix("at any time up to it", span, "any course of " + name);
        break;
      case FactKind::procedure: finding.fix("at any time up to the as-of date", span, "any " + name); break;
      case FactKind::question:
      case FactKind::attribute: finding.fix("ask for its value", span, name + " is yes"); break;
      case FactKind::observation:
        finding.fix("ask for the latest result", span, "most recent " + name);
        break;
    }
  }
  return stand_in(place);
}

/// `death-date up to screening`: whether a date that the patient has one of lies in a window.
NodeId Lowerer::date_in_window(const Place& place) {
  const Place name = place.child(Syntax::name);
  const Symbol* symbol = resolve(name, "an attribute that is a date");
  if (symbol == nullptr) return stand_in(place);
  const bool is_date = symbol->kind == Symbol::Kind::fact &&
                       vocabulary_.facts[symbol->index].kind == FactKind::attribute &&
                       vocabulary_.facts[symbol->index].type.kind == ValueKind::date;
  if (!is_date) {
    findings_.add(codes::not_a_condition, place.span(),
                  quoted(name) + " is " + std::string(described(*symbol, vocabulary_)) +
                      ", not an attribute that is a date");
    return stand_in(place);
  }
  bool is_bad = false;
  auto window = window_among(place, is_bad);
  Query query;
  if (is_bad || !name_facts(name, query)) return stand_in(place);
  query.selector = Selector::latest_answer;
  query.window = *window;
  assume(query);
  return builder_.query_truth(std::move(query), source(place));
}

NodeId Lowerer::state_is(const Place& place) {
  const auto pieces = place.children();
  if (pieces[0].kind() == Syntax::selection) return tested_selection(place);
  if (const Place demands = place.child(Syntax::and_is); demands.exists()) return refuse_demands(demands);
  const Place& name = pieces[0];
  if (const auto step = let_.find(name.text()); step != let_.end()) {
    findings_.add(codes::types_differ, pieces[1].span(),
                  "`is` asks for words; a quantity is compared with `=`");
    return stand_in(place);
  }
  const Symbol* symbol = resolve(name, "an attribute, a question or an instrument");
  if (symbol == nullptr) return stand_in(place);
  if (symbol->kind == Symbol::Kind::score || symbol->kind == Symbol::Kind::definition) {
    return instrument_state(*symbol, name, pieces[1]);
  }
  Query query;
  if (!name_facts(name, query)) return stand_in(place);
  if (query.kind != FactKind::attribute && query.kind != FactKind::question) {
    auto finding = findings_.add(codes::selector_missing, name.span(),
                                 quoted(name) + " is " + std::string(described(*symbol, vocabulary_)) +
                                     ": there may be several records of it");
    if (query.kind == FactKind::observation) {
      finding.fix("take the latest result", {name.span().file, name.span().begin, name.span().begin},
                  "most recent ");
    }
    return stand_in(place);
  }
  query.selector = Selector::latest_answer;
  assume(query);
  if (!word_test(pieces[1], type_of(query), query)) return stand_in(place);
  return builder_.query_truth(std::move(query), source(place));
}

NodeId Lowerer::refuse_demands(const Place& place) {
  findings_.add(codes::misplaced_term, place.span(),
                quoted(place) + " asks about a record, and no single record is selected here");
  return stand_in(place);
}

NodeId Lowerer::instrument_state(const Symbol& symbol, const Place& name, const Place& is_value) {
  const Instrument* found = instrument(symbol, name);
  if (found == nullptr) return stand_in(name);
  const bool is_negated = is_value.has(Syntax::is_not);
  const Place wanted = is_value.children().back();
  std::vector<std::string_view> states;
  for (const auto& state : found->states) {
    if (state.name == wanted.text()) {
      return is_negated ? builder_.op(Op::not_, {state.node}, source(is_value)) : state.node;
    }
    states.push_back(state.name);
  }
  std::string message = quoted(name) + " has no state " + quoted(wanted);
  if (!states.empty()) {
    message += "; it has ";
    for (std::size_t i = 0; i < states.size(); ++i)
      message += (i > 0 ? ", `" : "`") + std::string(states[i]) + "`";
  }
  auto meant = near_misses(wanted.text(), states);
  static constexpr std::size_t few = 3;
  if (meant.empty() && states.size() <= few) meant.assign(states.begin(), states.end());
  findings_.add(codes::unknown_state, wanted.span(), message).did_you_mean(meant, wanted.span());
  return stand_in(name);
}

// ---- comparisons of quantities

Place Lowerer::unwrap(Place place) {
  for (;;) {
    const Syntax kind = place.kind();
    const bool is_level = kind == Syntax::otherwise || kind == Syntax::sum || kind == Syntax::product ||
                          kind == Syntax::power || kind == Syntax::group_quantity;
    if (!is_level || place.first().next().exists()) return place;
    place = place.first();
  }
}

NodeId Lowerer::comparison(const Place& place) {
  const auto pieces = place.children();
  const Place left = unwrap(pieces[0]);
  if (left.kind() == Syntax::selection) return tested_selection(place);
  if (const Place demands = place.child(Syntax::and_is); demands.exists()) return refuse_demands(demands);
  Value value = quantity(left);
  if (value.type.kind == Type::Kind::error) return stand_in(place);
  // An age is counted in the unit of what it is compared with.
  if (value.type.is_age) value = age_counted_as(pieces[1], value);
  return compare_values(value, pieces[1], source(place));
}

Value Lowerer::age_counted_as(const Place& limits, const Value& age) {
  Place unit_place;
  for (const Place& piece : limits.children()) {
    const Place limit = unwrap(piece);
    if (limit.kind() == Syntax::literal && limit.child(Syntax::unit).exists())
      unit_place = limit.child(Syntax::unit);
  }
  const auto unit = unit_place.exists() ? parse_unit(unit_place.text()) : std::nullopt;
  return unit ? age_counted_in(age, *unit).value_or(age) : age;
}

NodeId Lowerer::compare_values(const Value& left, const Place& outcome, std::uint32_t here) {
  if (outcome.kind() == Syntax::compare_between) return between(left, outcome, here);
  const auto pieces = outcome.children();
  NodeId result = compare_to(left, pieces[0], pieces[1], here);
  // Conditional limits: the first whose condition holds counts, so the last is wrapped first.
  auto whens = outcome.children(Syntax::when_limit);
  std::reverse(whens.begin(), whens.end());
  for (const Place& when : whens) {
    const auto parts = when.children();
    const NodeId limited = compare_to(left, parts[0], parts[1], source(when));
    result = builder_.op(Op::choose_truth, {test(parts[2]), limited, result}, here);
  }
  return result;
}

NodeId Lowerer::compare_to(const Value& left, const Place& sign, const Place& limit, std::uint32_t source) {
  if (limit.kind() == Syntax::normal_limit || limit.kind() == Syntax::titre) {
    findings_.add(codes::types_differ, limit.span(),
                  quoted(limit) + " compares with a single result, not with a computed quantity");
    return builder_.truth(false, source);
  }
  const Place plain = unwrap(limit);
  const Comparison comparison = comparison_of(sign.text());
  if (plain.kind() == Syntax::literal) {
    const auto number = literal_in(plain, left.type);
    if (!number) return builder_.truth(false, source);
    return builder_.compare(left.node, comparison,
                            builder_.number(*number, this->source(limit), left.type.unit_text), source);
  }
  const Value right = quantity(limit);
  if (right.type.kind == Type::Kind::error) return builder_.truth(false, source);
  const auto node = in_unit_of(right, left.type, limit);
  if (!node) return builder_.truth(false, source);
  return builder_.compare(left.node, comparison, *node, source);
}

NodeId Lowerer::between(const Value& left, const Place& outcome, std::uint32_t here) {
  const auto range = range_limit(outcome, left.type);
  if (!range) return builder_.truth(false, here);
  const NodeId low = builder_.number(range->low->value, here, left.type.unit_text);
  const NodeId high = builder_.number(range->high->value, here, left.type.unit_text);
  return builder_.op(Op::all,
                     {builder_.compare(left.node, Comparison::greater_or_equal, low, here),
                      builder_.compare(left.node, Comparison::less_or_equal, high, here)},
                     here);
}

}  // namespace eligo
