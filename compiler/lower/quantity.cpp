#include <algorithm>
#include <array>

#include "compiler/lower/lower.h"
#include "runtime/model/near_miss.h"

/// Quantities: their types, their units, and the arithmetic between them.
namespace eligo {
namespace {

std::string unit_name(const Type& type) {
  return type.unit_text.empty() ? "a plain number" : "`" + type.unit_text + "`";
}

}  // namespace

bool Lowerer::is_quantity(const Value& value, const Place& place) {
  if (value.type.kind == Type::Kind::quantity) return true;
  if (value.type.kind != Type::Kind::error) {
    findings_.add(codes::types_differ, place.span(),
                  quoted(place) + " is no quantity that can be reckoned with");
  }
  return false;
}

/// The number of a literal in the unit of `type`, with every check of whether the two compare.
std::optional<Number> Lowerer::literal_in(const Place& literal, const Type& type) {
  const Place number_place = literal.child(Syntax::number);
  const Place unit_place = literal.child(Syntax::unit);
  auto number = read_number(number_place, findings_);
  if (!number) return std::nullopt;
  if (type.kind == Type::Kind::titre || type.kind == Type::Kind::grade || type.kind == Type::Kind::word) {
    findings_.add(
        codes::types_differ, literal.span(),
        "`" + vocabulary_[type.fact].name + "` does not compare with the number " + quoted(literal));
    return std::nullopt;
  }
  const bool wants_predicted = type.kind == Type::Kind::percent_of_predicted;
  if (wants_predicted != literal.has(Syntax::predicted)) {
    auto finding =
        findings_.add(codes::types_differ, literal.span(),
                      wants_predicted ? "this is percent of predicted, which no other percent compares with"
                                      : "this is not percent of predicted");
    if (wants_predicted)
      finding.fix("say of what", literal.span(), std::string(number_place.text()) + " % predicted");
    return std::nullopt;
  }
  if (!unit_place.exists()) {
    if (type.is_plain()) return number;
    findings_
        .add(codes::unit_missing, literal.span(),
             quoted(literal) + " of what? This is compared with a quantity in " + unit_name(type))
        .fix("write its unit", {literal.span().file, number_place.span().end, number_place.span().end},
             " " + type.unit_text);
    return std::nullopt;
  }
  const auto unit = read_unit(unit_place, findings_);
  if (!unit) return std::nullopt;
  if (type.is_plain()) {
    findings_.add(codes::unit_unexpected, unit_place.span(), "this is a plain number and has no unit")
        .fix("leave the unit out", literal.span(), std::string(number_place.text()));
    return std::nullopt;
  }
  if (type.is_age && unit->code != type.unit.code) {
    findings_
        .add(codes::units_differ, unit_place.span(), "this age is counted in completed " + type.unit_text)
        .note("write a number of `" + type.unit_text + "`");
    return std::nullopt;
  }
  const auto found = conversion(*unit, type, type.fact);
  if (!found) {
    auto finding = findings_.add(codes::units_differ, unit_place.span(),
                                 quoted(unit_place) + " does not convert into " + unit_name(type));
    const std::string here = quantity_name(*unit);
    const std::string there = quantity_name(type.unit);
    if (here != there) finding.note("one is " + here + ", the other " + there);
    finding.fix("write the unit of this quantity", unit_place.span(), type.unit_text);
    if (unit->dimension == type.unit.dimension && type.fact.exists())
      finding.note("where the two are one, or a line relates them, the vocabulary says so behind `" +
                   vocabulary_[type.fact].name + "`: `also in " + std::string(unit_place.text()) + "`");
    return std::nullopt;
  }
  return *number * found->factor + found->offset;
}

std::optional<Conversion> Lowerer::conversion(const Unit& unit, const Type& type, FactId owner) const {
  if (!owner.exists()) return convert(unit, type.unit);
  const ValueType& own = vocabulary_[owner].type;
  if (type.unit == own.unit) return conversion_into(own, unit);
  const auto found = convert(unit, type.unit, own.molar_mass);
  if (found || !(unit == own.unit)) return found;
  // `most recent HbA1c in mmol/mol`: the declared line the other way round.
  for (const FurtherUnit& further : own.further_units) {
    const auto beyond =
        further.spelling.empty() ? convert(further.unit, type.unit, own.molar_mass) : std::nullopt;
    const Number& factor = further.conversion.factor;
    if (beyond) return chained({Number(1) / factor, -further.conversion.offset / factor}, *beyond);
  }
  return std::nullopt;
}

std::optional<NodeId> Lowerer::in_unit_of(const Value& value, const Type& type, const Place& place) {
  const auto refuse = [&](const std::string& message) {
    findings_.add(codes::types_differ, place.span(), message);
    return std::nullopt;
  };
  if (value.type.kind != type.kind)
    return refuse("these two do not compare: one is " + unit_name(type) + ", the other " +
                  unit_name(value.type));
  if (type.kind != Type::Kind::quantity && type.kind != Type::Kind::percent_of_predicted &&
      value.type.fact != type.fact) {
    return refuse("these two are not of one scale");
  }
  if (type.kind != Type::Kind::quantity) return value.node;
  if (value.type.is_plain() != type.is_plain()) {
    return refuse(quoted(place) + " is " + unit_name(value.type) + ", which does not compare with " +
                  unit_name(type));
  }
  if (type.unit.dimension.arbitrary != 0 && value.type.fact != type.fact && value.type.fact.exists() &&
      type.fact.exists()) {
    return refuse("international units of two different observations do not compare");
  }
  const auto found = conversion(value.type.unit, type, value.type.fact);
  if (!found) {
    findings_
        .add(codes::units_differ, place.span(),
             unit_name(value.type) + " does not convert into " + unit_name(type))
        .note("one is " + quantity_name(value.type.unit) + ", the other " + quantity_name(type.unit));
    return std::nullopt;
  }
  return builder_.scale(value.node, found->factor, found->offset, source(place), type.unit_text);
}

Value Lowerer::quantity(const Place& place) {
  switch (place.kind()) {
    case Syntax::otherwise: {
      const auto sides = place.children();
      if (are_too_many(sides.size(), place)) return {stand_in(place), {}};
      Value result = quantity(sides[0]);
      for (std::size_t i = 1; i < sides.size(); ++i) {
        const Value next = quantity(sides[i]);
        if (result.type.kind == Type::Kind::error || next.type.kind == Type::Kind::error)
          return {stand_in(place), {}};
        const auto node = in_unit_of(next, result.type, sides[i]);
        if (!node) return {stand_in(place), {}};
        result.node = builder_.op(Op::otherwise, {result.node, *node}, source(place), result.type.unit_text);
      }
      return result;
    }
    case Syntax::sum:
    case Syntax::product: {
      const auto pieces = place.children();
      if (are_too_many((pieces.size() + 1) / 2, place)) return {stand_in(place), {}};
      Value result = quantity(pieces[0]);
      for (std::size_t i = 1; i + 1 < pieces.size(); i += 2) {
        if (result.type.kind == Type::Kind::error) return {stand_in(place), {}};
        const Value right = quantity(pieces[i + 1]);
        if (!is_quantity(result, pieces[0]) || !is_quantity(right, pieces[i + 1]))
          return {stand_in(place), {}};
        result = arithmetic(result, pieces[i], right, pieces[0], pieces[i + 1]);
      }
      return result;
    }
    case Syntax::power: {
      const auto pieces = place.children();
      Value result;
      Value* target = &result;
      Value exponent;
      for (const Place& piece : pieces) {
        if (piece.kind() == Syntax::operator_) {
          target = &exponent;
        } else if (piece.kind() == Syntax::in_unit) {
          *target = in_unit(*target, piece);
        } else {
          *target = primary(piece);
        }
      }
      if (target == &result) return result;
      if (!is_quantity(result, pieces[0]) || !is_quantity(exponent, pieces.back()))
        return {stand_in(place), {}};
      if (!result.type.is_plain() || !exponent.type.is_plain()) {
        const bool is_of_ten = pieces[0].text() == "10";  // `100 * 10^9/L`
        findings_
            .add(codes::units_differ, place.span(),
                 is_of_ten ? "a power of ten belongs to the unit" : "a power is taken of plain numbers")
            .note(is_of_ten ? "write `100 10*9/L`, without a sign before it"
                            : "write `… in UNIT` to take the number of units");
        return {stand_in(place), {}};
      }
      return {builder_.op(Op::power, {result.node, exponent.node}, source(place)), plain()};
    }
    default: return primary(place);
  }
}

/// `first` and `last` are what the two sides begin and end with: `a * b` within `a * b / c`.
Value Lowerer::arithmetic(const Value& left, const Place& sign, const Value& right, const Place& first,
                          const Place& last) {
  const auto text = sign.text();
  const std::uint32_t here = source(first, last);
  const Place& place = last;
  if (text == "*" || text == "×" || text == "/") {
    const bool is_product = text != "/";
    Type type = left.type;
    type.is_age = false;
    if (!right.type.is_plain()) {
      if (!left.type.unit.offset.is_zero() || !right.type.unit.offset.is_zero()) {
        findings_.add(codes::units_differ, place.span(),
                      "temperatures on a scale are not multiplied; take the number with `in`");
        return {stand_in(place), {}};
      }
      type.unit.dimension = is_product ? left.type.unit.dimension * right.type.unit.dimension
                                       : left.type.unit.dimension / right.type.unit.dimension;
      type.unit.factor = is_product ? left.type.unit.factor * right.type.unit.factor
                                    : left.type.unit.factor / right.type.unit.factor;
      type.unit.kind = {{}, {}, true};
      const bool cancels = type.unit.dimension.is_number() && type.unit.factor == Number(1);
      type.unit_text = cancels ? ""
                               : (left.type.is_plain() ? "1" : left.type.unit_text) +
                                     (is_product ? "." : "/") + right.type.unit_text;
      if (left.type.fact != right.type.fact) type.fact = left.type.is_plain() ? right.type.fact : FactId{};
    }
    return {
        builder_.op(is_product ? Op::multiply : Op::divide, {left.node, right.node}, here, type.unit_text),
        type};
  }
  const auto node = in_unit_of(right, left.type, place);
  if (!node) return {stand_in(place), {}};
  return {builder_.op(text == "+" ? Op::add : Op::subtract, {left.node, *node}, here, left.type.unit_text),
          left.type};
}

Value Lowerer::in_unit(const Value& value, const Place& place) {
  if (!is_quantity(value, place)) return {stand_in(place), {}};
  const Place unit_place = place.child(Syntax::unit);
  const auto unit = read_unit(unit_place, findings_);
  if (!unit) return {stand_in(place), {}};
  Type wanted{Type::Kind::quantity, *unit, std::string(unit_place.text()), value.type.fact, false};
  if (value.type.is_age && unit->code != value.type.unit.code) {
    const auto counted = age_counted_in(value, *unit);
    if (counted) return {builder_.scale(counted->node, 1, 0, source(place), {}), plain()};
    findings_
        .add(codes::units_differ, unit_place.span(),
             "age is counted in completed years, months, weeks or days")
        .fix("write `years`", unit_place.span(), "years");
    return {stand_in(place), {}};
  }
  const auto node = in_unit_of(value, wanted, unit_place);
  if (!node) return {stand_in(place), {}};
  return {builder_.scale(*node, 1, 0, source(place), {}), plain()};
}

Value Lowerer::primary(const Place& place) {
  const Level level(*this);
  if (level.is_too_deep(place)) return {stand_in(place), {}};
  switch (place.kind()) {
    case Syntax::literal: return literal(place);
    case Syntax::group_quantity: return quantity(place.first());
    case Syntax::choice: return choice(place);
    case Syntax::selection: return selection(place);
    case Syntax::number_of: return number_of(place);
    case Syntax::number_of_lines: return number_of_lines(place);
    case Syntax::dose_of: return dose_of(place);
    case Syntax::age: return age(place);
    case Syntax::sum_of: return of_list(place, Op::sum);
    case Syntax::smallest_of: return of_list(place, Op::smallest);
    case Syntax::largest_of: return of_list(place, Op::largest);
    case Syntax::points_for: return points_for(place);
    case Syntax::total: return total(place);
    case Syntax::name_quantity: return name_quantity(place);
    default: return quantity(place);
  }
}

Value Lowerer::literal(const Place& place) {
  const auto number = read_number(place.child(Syntax::number), findings_);
  if (!number) return {stand_in(place), {}};
  Type type = plain();
  if (const Place unit = place.child(Syntax::unit); unit.exists()) {
    const auto read = read_unit(unit, findings_);
    if (!read) return {stand_in(place), {}};
    type.unit = *read;
    type.unit_text = unit.text();
    if (place.has(Syntax::predicted)) {
      type.kind = Type::Kind::percent_of_predicted;
      type.unit_text = "% predicted";
    }
  }
  return {builder_.number(*number, source(place), type.unit_text), type};
}

Value Lowerer::name_quantity(const Place& place) {
  if (const auto step = let_.find(place.text()); step != let_.end()) return step->second;
  const Symbol* symbol = resolve(place, "a quantity");
  if (symbol == nullptr) return {stand_in(place), {}};
  if (symbol->kind == Symbol::Kind::derive) return derived(*symbol, place);
  const std::string name(place.text());
  const Span span = place.span();
  if (symbol->kind == Symbol::Kind::score) {
    findings_.add(codes::not_a_quantity, span, "`" + name + "` is a score; its points are its total")
        .fix("ask for its total", span, "total of " + name);
  } else if (symbol->kind != Symbol::Kind::fact && symbol->kind != Symbol::Kind::group) {
    findings_.add(codes::not_a_quantity, span,
                  "`" + name + "` is " + std::string(described(*symbol, vocabulary_)) + ", not a quantity");
  } else {
    Query query;
    if (!name_facts(place, query)) return {stand_in(place), {}};
    const ValueType& type = vocabulary_[query.facts.front()].type;
    if (query.kind == FactKind::attribute && type.kind == ValueKind::quantity) {
      query.selector = Selector::latest_answer;
      const Type result = type_of(query);
      return {builder_.query_value(std::move(query), source(place), result.unit_text), result};
    }
    if (query.kind == FactKind::observation) {
      findings_
          .add(codes::selector_missing, span,
               "there may be several results of `" + name + "`: which one is meant?")
          .fix("the latest result", {span.file, span.begin, span.begin}, "most recent ")
          .fix("any result", {span.file, span.begin, span.begin}, "any ")
          .fix("the highest result", {span.file, span.begin, span.begin}, "highest ");
    } else {
      const std::string is = symbol->kind == Symbol::Kind::group
                                 ? "a group of " + std::string(plural_name(query.kind))
                                 : std::string(kind_name(query.kind));
      findings_.add(codes::not_a_quantity, span,
                    "`" + name + "` is " + is + " and has no quantity to compare");
    }
  }
  return {stand_in(place), {}};
}

Value Lowerer::age(const Place& place) {
  if (!plan_.birth_date.exists()) {
    if (!scope_.excuses("birth-date"))
      findings_.add(codes::missing_declaration, place.span(),
                    "`age` needs `attribute birth-date date` in a vocabulary");
    return {stand_in(place), {}};
  }
  Query query;
  query.selector = Selector::latest_answer;
  query.kind = FactKind::attribute;
  query.facts = {plan_.birth_date};
  query.asked = query.facts;
  bool is_bad = false;
  auto read = window_among(place, is_bad);
  if (is_bad) return {stand_in(place), {}};
  query.window = *read;
  Node node;
  node.op = Op::age;
  node.query = builder_.add(std::move(query));
  node.source = source(place);
  node.unit = "years";
  return {builder_.add(std::move(node)), {Type::Kind::quantity, *parse_unit("a"), "years", {}, true}};
}

std::optional<Value> Lowerer::age_counted_in(const Value& age, const Unit& unit) {
  struct Counted {
    std::string_view code;
    AgeUnit unit;
    std::string_view name;
  };
  static constexpr std::array<Counted, 4> all{{{"a", AgeUnit::years, "years"},
                                               {"mo", AgeUnit::months, "months"},
                                               {"wk", AgeUnit::weeks, "weeks"},
                                               {"d", AgeUnit::days, "days"}}};
  const auto* found =
      std::find_if(all.begin(), all.end(), [&](const Counted& one) { return one.code == unit.code; });
  Node node = plan_[age.node];
  if (found == all.end() || node.op != Op::age) return std::nullopt;
  Query query = plan_[node.query];
  query.age_unit = found->unit;
  node.query = builder_.add(std::move(query));
  node.unit = found->name;
  return Value{builder_.add(std::move(node)),
               {Type::Kind::quantity, unit, std::string(found->name), {}, true}};
}

Value Lowerer::choice(const Place& place) {
  const auto pieces = place.children();
  const NodeId when = condition(pieces[0]);
  const Value yes = quantity(pieces[1]);
  const Value no = quantity(pieces[2]);
  if (!is_quantity(yes, pieces[1]) || !is_quantity(no, pieces[2])) return {stand_in(place), {}};
  const auto node = in_unit_of(no, yes.type, pieces[2]);
  if (!node) return {stand_in(place), {}};
  return {builder_.op(Op::choose, {when, yes.node, *node}, source(place), yes.type.unit_text), yes.type};
}

Value Lowerer::of_list(const Place& place, Op op) {
  std::vector<NodeId> operands;
  Type type;
  for (const Place& piece : place.children()) {
    const Value value = quantity(piece);
    if (!is_quantity(value, piece)) return {stand_in(place), {}};
    if (operands.empty()) type = value.type;
    const auto node = in_unit_of(value, type, piece);
    if (!node) return {stand_in(place), {}};
    operands.push_back(*node);
  }
  if (operands.empty()) {
    findings_.add(codes::unexpected, place.span(), "this list is empty");
    return {stand_in(place), {}};
  }
  return {builder_.op(op, operands, source(place), type.unit_text), type};
}

}  // namespace eligo
