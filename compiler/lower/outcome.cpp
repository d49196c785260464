#include "compiler/lower/lower.h"
#include "runtime/model/near_miss.h"

/// The limits that a selected record's value is compared with.
namespace eligo {

Type Lowerer::type_of(const Query& query) {
  if (query.facts.empty() || query.kind == FactKind::condition || query.kind == FactKind::treatment ||
      query.kind == FactKind::procedure)
    return {};
  const FactId fact = query.asked.front();
  const ValueType& value = vocabulary_[fact].type;
  Type type{Type::Kind::error, value.unit, value.unit_text, fact, false};
  switch (value.kind) {
    case ValueKind::quantity: type.kind = Type::Kind::quantity; break;
    case ValueKind::percent_of_predicted: type.kind = Type::Kind::percent_of_predicted; break;
    case ValueKind::titre: type.kind = Type::Kind::titre; break;
    case ValueKind::grade: type.kind = Type::Kind::grade; break;
    case ValueKind::word: type.kind = Type::Kind::word; break;
    default: break;
  }
  return type;
}

bool Lowerer::tests(const Place& outcome, const Type& type, Query& query) {
  if (type.kind == Type::Kind::error) {
    const std::string what = query.facts.empty() ? "this" : "`" + vocabulary_[query.facts.front()].name + "`";
    findings_.add(codes::types_differ, outcome.span(),
                  what + " is " + std::string(kind_name(query.kind)) + " and has no value to compare");
    return false;
  }
  // A group's members are held against one limit each, in the unit of the first: all must have its kind and
  // unit.
  for (const FactId fact : query.facts) {
    const ValueType& other = vocabulary_[fact].type;
    const ValueType& first = vocabulary_[query.asked.front()].type;
    if (other.kind == first.kind && other.unit == first.unit &&
        (first.kind != ValueKind::word || other.words == first.words))
      continue;
    findings_.add(codes::types_differ, outcome.span(),
                  "`" + vocabulary_[fact].name + "` and `" + vocabulary_[query.asked.front()].name +
                      "` do not share one kind of value and one unit");
    return false;
  }
  if (outcome.kind() == Syntax::is_value) return word_test(outcome, type, query);
  if (outcome.kind() == Syntax::compare_between) {
    const auto range = range_limit(outcome, type);
    if (!range) return false;
    ValueTest test;
    test.kind = ValueTest::Kind::between;
    test.limit = *range;
    query.tests.push_back(std::move(test));
    return true;
  }
  for (const Place& when : outcome.children(Syntax::when_limit)) {
    const auto parts = when.children();
    ValueTest test;
    if (!limit_test(parts[0], parts[1], type, query, test)) return false;
    test.when = this->test(parts[2]);
    query.tests.push_back(std::move(test));
  }
  const auto pieces = outcome.children();
  ValueTest test;
  if (!limit_test(pieces[0], pieces[1], type, query, test)) return false;
  query.tests.push_back(std::move(test));
  return true;
}

bool Lowerer::limit_test(const Place& sign, const Place& limit, const Type& type, Query& query,
                         ValueTest& test) {
  test.comparison = comparison_of(sign.text());
  test.kind = ValueTest::Kind::compare;
  const std::string whose = "`" + vocabulary_[query.asked.front()].name + "`";
  if (limit.kind() == Syntax::normal_limit) {
    if (type.kind != Type::Kind::quantity || !vocabulary_[query.asked.front()].type.has_normal_range) {
      findings_.add(codes::no_normal_range, limit.span(), "results of " + whose + " bring no normal range")
          .note("where they do, the vocabulary says `observation … with normal range`");
      return false;
    }
    const Place number = limit.child(Syntax::number);
    const auto factor = number.exists() ? read_number(number, findings_) : std::optional<Number>(1);
    if (!factor) return false;
    test.factor = *factor;
    test.kind = limit.child(Syntax::word).text() == "ULN" ? ValueTest::Kind::times_upper
                                                          : ValueTest::Kind::times_lower;
    return true;
  }
  if (limit.kind() == Syntax::titre || type.kind == Type::Kind::titre) {
    const Place titre = limit.kind() == Syntax::titre ? limit : unwrap(limit);
    if (type.kind != Type::Kind::titre) {
      findings_.add(codes::types_differ, limit.span(),
                    whose + " is no titre, so it does not compare with " + quoted(limit));
      return false;
    }
    if (titre.kind() != Syntax::titre) {
      auto finding = findings_.add(codes::types_differ, limit.span(),
                                   whose + " is a titre and compares with one, such as `1:80`");
      if (titre.kind() == Syntax::literal)
        finding.fix("write it as a titre", limit.span(),
                    "1:" + std::string(titre.child(Syntax::number).text()));
      return false;
    }
    const auto text = titre.text();
    const auto digits = text.find_first_of("0123456789", text.find(':'));
    const auto denominator = Number::parse(text.substr(digits));
    if (!denominator || denominator->sign() <= 0) {
      findings_.add(codes::number_limit, limit.span(), "this is no titre");
      return false;
    }
    test.limit = Range::exactly(*denominator);
    return true;
  }
  const Place plain = unwrap(limit);
  if (type.kind == Type::Kind::grade) {
    const auto index = grade_limit(plain, type);
    if (!index) return false;
    test.limit = Range::exactly(*index);
    return true;
  }
  if (type.kind == Type::Kind::word) {
    findings_.add(codes::types_differ, limit.span(), whose + " has words for values: ask with `is`");
    return false;
  }
  if (plain.kind() == Syntax::literal) {
    const auto number = literal_in(plain, type);
    if (!number) return false;
    test.limit = Range::exactly(*number);
    return true;
  }
  const Value right = quantity(limit);
  if (right.type.kind == Type::Kind::error) return false;
  const auto node = in_unit_of(right, type, limit);
  if (!node) return false;
  test.kind = ValueTest::Kind::against_node;
  test.node = *node;
  return true;
}

std::optional<Number> Lowerer::grade_limit(const Place& limit, const Type& type) {
  const Fact& fact = vocabulary_[type.fact];
  const bool has_unit = limit.kind() == Syntax::literal && limit.has(Syntax::unit);
  if ((limit.kind() != Syntax::literal && limit.kind() != Syntax::name_quantity) || has_unit) {
    findings_.add(codes::types_differ, limit.span(),
                  "`" + fact.name + "` is a grade and compares with one of its own scale");
    return std::nullopt;
  }
  const auto index = word_index(limit, fact.type, fact.name);
  return index ? std::optional<Number>(Number(*index)) : std::nullopt;
}

std::optional<std::uint32_t> Lowerer::word_index(const Place& word, const ValueType& type,
                                                 const std::string& whose) {
  const std::string text = word.kind() == Syntax::text ? text_content(word.text()) : std::string(word.text());
  const auto known = vocabulary_.word_by_text.find(fold_word(text));
  if (known != vocabulary_.word_by_text.end()) {
    const auto index = type.word_index.find(known->second.value);
    if (index != type.word_index.end()) return index->second;
  }
  std::vector<std::string_view> words;
  std::string all;
  for (const WordId id : type.words) {
    words.push_back(vocabulary_.words[id.value]);
    all += (all.empty() ? "`" : ", `") + vocabulary_.words[id.value] + "`";
  }
  auto finding = findings_.add(
      codes::unknown_word, word.span(),
      "`" + whose + "` has no value " + quoted(word) + (all.empty() ? std::string() : "; it has " + all));
  finding.did_you_mean(near_misses(text, words), word.span());
  if (type.kind == ValueKind::word && !type.is_closed)
    finding.note("words that rules ask for are listed where the field is declared: `field " + whose +
                 " words { … }`");
  return std::nullopt;
}

bool Lowerer::word_test(const Place& is_value, const Type& type, Query& query) {
  const Fact& fact = vocabulary_[query.asked.front()];
  if (type.kind != Type::Kind::word && type.kind != Type::Kind::grade) {
    findings_.add(codes::types_differ, is_value.span(),
                  "`" + fact.name + "` has no words for values: compare it with `<`, `=`, `>=`, …");
    return false;
  }
  ValueTest test;
  test.kind = ValueTest::Kind::is_word;
  test.is_negated = is_value.has(Syntax::is_not);
  const Place list = is_value.child(Syntax::one_of_words);
  for (const Place& word : (list.exists() ? list : is_value).children()) {
    if (word.kind() == Syntax::is_not) continue;
    const auto index = word_index(word, fact.type, fact.name);
    if (!index) return false;
    test.words.push_back(*index);
  }
  query.tests.push_back(std::move(test));
  return true;
}

std::optional<Range> Lowerer::range_limit(const Place& outcome, const Type& type) {
  const auto ends = outcome.children();
  for (const Place& end : ends) {
    if (end.kind() == Syntax::titre || type.kind == Type::Kind::titre || type.kind == Type::Kind::grade ||
        type.kind == Type::Kind::word) {
      findings_.add(codes::types_differ, outcome.span(),
                    "only quantities are asked for `from … to …`; use two comparisons");
      return std::nullopt;
    }
  }
  const auto high = literal_in(ends[1], type);
  if (!high) return std::nullopt;
  std::optional<Number> low;
  if (!ends[0].has(Syntax::unit) && ends[1].has(Syntax::unit)) {
    const auto number = read_number(ends[0].child(Syntax::number), findings_);
    const auto conversion =
        convert(*parse_unit(ends[1].child(Syntax::unit).text()), type.unit,
                type.fact.exists() ? vocabulary_[type.fact].type.molar_mass : std::nullopt);
    if (number) low = *number * conversion->factor + conversion->offset;
  } else {
    low = literal_in(ends[0], type);
  }
  if (!low) return std::nullopt;
  if (*high < *low) {
    findings_.add(codes::empty_range, outcome.span(),
                  "this range is empty: its upper end is below its lower one");
    return std::nullopt;
  }
  return Range::between(*low, *high);
}

}  // namespace eligo
