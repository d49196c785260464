#include <algorithm>

#include "compiler/lower/lower.h"
#include "grammar/scan.h"
#include "runtime/model/near_miss.h"

/// Looks into a patient's records: selector, fact, qualifiers, window, outcome.
namespace eligo {

const Symbol* Lowerer::resolve(const Place& name, std::string_view wanted) {
  const Symbol* symbol = scope_.find(name.text());
  if (symbol != nullptr || scope_.excuses(name.text())) return symbol;
  auto near = near_misses(name.text(), scope_.names([](const Symbol&) { return true; }));
  auto finding =
      findings_.add(codes::unknown_name, name.span(), "nothing is declared under the name " + quoted(name));
  finding.did_you_mean(near, name.span());
  if (near.empty())
    finding.note("where " + std::string(wanted) + " is meant: declare it, or `use` the library that does");
  return nullptr;
}

bool Lowerer::name_facts(const Place& name, Query& query) {
  const Symbol* symbol = resolve(name, "a fact");
  if (symbol == nullptr) return false;
  if (symbol->kind == Symbol::Kind::fact) {
    query.facts = {FactId{symbol->index}};
  } else if (symbol->kind == Symbol::Kind::group) {
    for (const auto& item : scope_.groups[symbol->index].items)
      query.facts.insert(query.facts.end(), item.facts.begin(), item.facts.end());
    if (query.facts.empty()) return false;  // its mistakes are reported where it stands
  } else {
    findings_.add(codes::wrong_fact_kind, name.span(),
                  quoted(name) + " is " + std::string(described(*symbol, vocabulary_)) +
                      ", of which there are no records");
    return false;
  }
  query.kind = vocabulary_[query.facts.front()].kind;
  for (const FactId fact : query.facts) {
    if (vocabulary_[fact].kind == query.kind) continue;
    findings_.add(codes::wrong_fact_kind, name.span(),
                  "the group " + quoted(name) + " mixes " + std::string(kind_name(query.kind)) + " with " +
                      std::string(kind_name(vocabulary_[fact].kind)));
    return false;
  }
  take_in_narrower(query);
  return true;
}

void Lowerer::take_in_narrower(Query& query) const {
  const auto tidy = [](std::vector<FactId>& facts) {
    std::sort(facts.begin(), facts.end());
    facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
  };
  tidy(query.facts);
  query.asked = query.facts;
  for (const FactId fact : query.asked) {
    const auto& narrower = vocabulary_[fact].narrower;
    query.facts.insert(query.facts.end(), narrower.begin(), narrower.end());
  }
  tidy(query.facts);
}

/// Gives a query the assumptions in force that speak of its facts.
void Lowerer::assume(Query& query) const {
  for (const AssumptionId id : assumptions_) {
    const auto& facts = plan_.assumptions[id.value].facts;
    const bool applies = facts.empty() || std::any_of(facts.begin(), facts.end(), [&](FactId f) {
                           return std::find(query.facts.begin(), query.facts.end(), f) != query.facts.end();
                         });
    if (applies) query.assumptions.push_back(id);
  }
}

/// The selector that the words of `place` name: `most recent`, `every`. Words that name none are an error.
std::optional<Selector> Lowerer::selector_of(const Place& place) {
  const Place selector = place.child(Syntax::selector);
  const std::string_view text = selector.text();
  std::string words;
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at != end;) {
    const char* stop = grammar::scan_any_word(at, end);
    if (stop == nullptr) break;
    if (!words.empty()) words += ' ';
    words.append(at, stop);
    at = grammar::skip_space(stop, end);
  }
  const auto named = selector_named(words);
  if (!named) findings_.add(codes::unexpected, selector.span(), "`" + words + "` selects no records");
  return named;
}

std::optional<Query> Lowerer::query_of(const Place& place, std::optional<Selector> selector) {
  if (!selector) return std::nullopt;
  Query query;
  query.selector = *selector;
  const Place course = place.child(Syntax::course);
  const Place any = place.child(Syntax::any_fact);
  const Place name = course.exists() ? course.child(Syntax::name) : place.child(Syntax::name);
  if (any.exists()) {
    query.is_any_fact = true;
    query.kind = any.text() == "treatment"   ? FactKind::treatment
                 : any.text() == "condition" ? FactKind::condition
                                             : FactKind::procedure;
  } else if (name.exists()) {
    if (!name_facts(name, query)) return std::nullopt;
  } else if (each_drug_ != nullptr) {
    query.facts = each_drug_->facts;
    if (query.facts.empty()) return std::nullopt;
    query.kind = vocabulary_[query.facts.front()].kind;
    take_in_narrower(query);
  } else {
    findings_.add(codes::misplaced_term, course.span(),
                  "a course of what? Only behind `each with` the drug goes without saying");
    return std::nullopt;
  }
  query.is_course = course.exists();
  if (query.is_course && query.kind != FactKind::treatment) {
    findings_.add(codes::wrong_fact_kind, course.span(),
                  "only treatments have courses; this is " + std::string(kind_name(query.kind)));
    return std::nullopt;
  }
  if (!qualify(place, query)) return std::nullopt;
  bool is_bad = false;
  const auto read = window_among(place, is_bad);
  if (is_bad) return std::nullopt;
  query.window = *read;
  if (!check_half_lives(query, place)) return std::nullopt;
  assume(query);
  return query;
}

/// A window by half-lives needs one of every drug asked about.
bool Lowerer::check_half_lives(const Query& query, const Place& place) {
  const auto counts_half_lives = [](const std::optional<WindowEnd>& end) {
    return end && !(end->reach.first.half_lives.is_zero() && end->reach.second.half_lives.is_zero());
  };
  if (!counts_half_lives(query.window.from) && !counts_half_lives(query.window.to)) return true;
  for (const FactId fact : query.asked) {
    if (vocabulary_[fact].half_life_days) continue;
    findings_
        .add(codes::no_half_life, place.span(),
             "the vocabulary states no half-life of `" + vocabulary_[fact].name + "`")
        .note("write it behind the declaration of `" + vocabulary_[fact].name + "`: `half-life N hours`");
    return false;
  }
  return true;
}

bool Lowerer::qualify(const Place& place, Query& query) {
  for (const Place& piece : place.children()) {
    switch (piece.kind()) {
      case Syntax::by_filter:
      case Syntax::where_filter:
      case Syntax::with_filter:
      case Syntax::without_filter:
        if (!where(piece, query.filters)) return false;
        break;
      case Syntax::lasting:
      case Syntax::for_total:
      case Syntax::gaps: {
        if (!query.is_course) {
          findings_.add(codes::misplaced_term, piece.span(),
                        quoted(piece) + " asks about courses: write `course of` before the drug");
          return false;
        }
        const auto read = period(piece.child(Syntax::period));
        if (!read) return false;
        if (piece.kind() == Syntax::lasting) query.lasting = read;
        if (piece.kind() == Syntax::for_total) query.total = read;
        if (piece.kind() == Syntax::gaps) {
          if (read->months != 0) {
            findings_.add(codes::misplaced_term, piece.span(), "a gap is counted in days or weeks");
            return false;
          }
          query.bridged_days = read->days;
        }
        break;
      }
      default: break;
    }
  }
  return true;
}

bool Lowerer::where(const Place& place, std::vector<Filter>& filters) {
  Filter filter;
  const Place named = place.kind() == Syntax::by_filter ? place : place.child(Syntax::name);
  const std::string field_name = place.kind() == Syntax::by_filter ? "method" : std::string(named.text());
  const auto found = vocabulary_.field_by_name.find(fold_word(field_name));
  if (found == vocabulary_.field_by_name.end()) {
    if (scope_.excuses(field_name)) return false;
    std::vector<std::string_view> names;
    for (const auto& field : vocabulary_.fields) names.push_back(field.name);
    findings_.add(codes::unknown_name, named.span(), "records have no field `" + field_name + "`")
        .note("a vocabulary declares it, as with `field " + field_name + " words { … }`")
        .did_you_mean(near_misses(field_name, names), named.span());
    return false;
  }
  filter.field = found->second;
  switch (place.kind()) {
    case Syntax::with_filter: filter.kind = Filter::Kind::recorded; break;
    case Syntax::without_filter: filter.kind = Filter::Kind::not_recorded; break;
    case Syntax::by_filter:
      if (!filter_words(place, filter)) return false;
      break;
    default: {
      const Place is = place.child(Syntax::field_is);
      if (is.exists()) {
        const Place value = is.first();
        filter.kind = value.has(Syntax::is_not) ? Filter::Kind::is_not : Filter::Kind::is;
        const Place list = value.child(Syntax::one_of_words);
        if (!filter_words(list.exists() ? list : value, filter)) return false;
        break;
      }
      const auto& field = vocabulary_[filter.field];
      const Place compared = place.child(Syntax::field_compare);
      if (field.type.kind != ValueKind::quantity) {
        findings_.add(codes::types_differ, compared.span(),
                      "the field `" + field.name + "` holds words, which `is` asks for");
        return false;
      }
      filter.kind = Filter::Kind::compare;
      filter.comparison = comparison_of(compared.first().text());
      const Type type{Type::Kind::quantity, field.type.unit, field.type.unit_text, {}, false};
      const auto limit = literal_in(compared, type);
      if (!limit) return false;
      filter.limit = Range::exactly(*limit);
    }
  }
  filters.push_back(std::move(filter));
  return true;
}

bool Lowerer::filter_words(const Place& value, Filter& filter) {
  const auto& field = vocabulary_[filter.field];
  for (const Place& word : value.children()) {
    if (word.kind() == Syntax::is_not || word.kind() == Syntax::name) continue;
    if (field.type.kind == ValueKind::fact) {
      const Symbol* symbol = resolve(word, "a condition");
      if (symbol == nullptr) return false;
      Query named;
      if (!name_facts(word, named)) return false;
      filter.facts.insert(filter.facts.end(), named.facts.begin(), named.facts.end());
    } else if (field.type.kind == ValueKind::word || field.type.kind == ValueKind::grade) {
      const auto index = word_index(word, field.type, field.name);
      if (!index) return false;
      // Every spelling of the word will do.
      for (const auto& [id, of] : field.type.word_index) {
        if (of == *index) filter.words.push_back(WordId{id});
      }
    } else {
      findings_.add(codes::types_differ, word.span(),
                    "the field `" + field.name + "` holds quantities, which are compared with `<`, `>=`, …");
      return false;
    }
  }
  std::sort(filter.words.begin(), filter.words.end());
  std::sort(filter.facts.begin(), filter.facts.end());
  return true;
}

bool Lowerer::demand(const Query& query, const Place& what, std::initializer_list<FactKind> kinds,
                     std::string_view construct) {
  if (std::find(kinds.begin(), kinds.end(), query.kind) != kinds.end()) return true;
  std::string message = "`" + std::string(construct) + "` asks about ";
  for (const FactKind kind : kinds) {
    if (kind != *kinds.begin()) message += kind == *(kinds.end() - 1) ? " or " : ", ";
    message += kind_name(kind);
  }
  const Place course = what.child(Syntax::course);
  const Place name = course.exists() ? course.child(Syntax::name) : what.child(Syntax::name);
  const Place marked = name.exists() ? name : what;
  auto finding =
      findings_.add(codes::wrong_fact_kind, marked.span(),
                    message + ", but " + quoted(marked) + " is " + std::string(kind_name(query.kind)));
  if (!name.exists() || course.exists()) return false;
  // The words that ask about a fact of this kind, in place of the words that were written.
  const Span asked{what.span().file, what.span().begin, name.span().end};
  const std::string fact(name.text());
  switch (query.kind) {
    case FactKind::condition:
      finding.fix("present on the as-of date", asked, "active " + fact)
          .fix("at any time up to it", asked, "ever " + fact);
      break;
    case FactKind::treatment:
      finding.fix("being taken on the as-of date", asked, "receiving " + fact)
          .fix("at any time up to it", asked, "any course of " + fact);
      break;
    case FactKind::procedure:
    case FactKind::observation: finding.fix("whether there is one on record", asked, "any " + fact); break;
    case FactKind::question: finding.fix("ask for the answer", asked, fact + " is yes"); break;
    case FactKind::attribute:
      finding.note("an attribute is asked by its name alone: `" + fact + " is …`");
      break;
  }
  return false;
}

// ---------------------------------------------------------------------------------------------- conditions
// on records

NodeId Lowerer::presence(const Place& place) {
  const auto selector = place.child(Syntax::selector).text();
  auto query = query_of(place, selector == "no" ? Selector::any : selector_of(place));
  if (!query ||
      !demand(*query, place,
              {FactKind::observation, FactKind::condition, FactKind::treatment, FactKind::procedure},
              selector))
    return stand_in(place);
  bool has_outcome = false;
  if (!outcome(place, *query, has_outcome)) return stand_in(place);
  if (!has_outcome && selector == "every") {
    findings_.add(codes::misplaced_term, place.span(),
                  "`every` needs a comparison that each record must fulfil");
    return stand_in(place);
  }
  const NodeId node = builder_.query_truth(std::move(*query), source(place));
  return selector == "no" ? builder_.op(Op::not_, {node}, source(place)) : node;
}

NodeId Lowerer::ever(const Place& place) {
  auto query = query_of(place, Selector::any);
  if (!query ||
      !demand(*query, place, {FactKind::condition, FactKind::procedure, FactKind::treatment}, "ever"))
    return stand_in(place);
  return builder_.query_truth(std::move(*query), source(place));
}

NodeId Lowerer::active(const Place& place) {
  auto query = query_of(place, Selector::active);
  if (!query || !demand(*query, place, {FactKind::condition}, "active")) return stand_in(place);
  return builder_.query_truth(std::move(*query), source(place));
}

NodeId Lowerer::receiving(const Place& place) {
  auto query = query_of(place, Selector::receiving);
  if (!query || !demand(*query, place, {FactKind::treatment}, "receiving")) return stand_in(place);
  query->is_course = true;
  return builder_.query_truth(std::move(*query), source(place));
}

NodeId Lowerer::planned(const Place& place) {
  auto query = query_of(place, Selector::planned);
  if (!query || !demand(*query, place, {FactKind::procedure, FactKind::treatment}, "planned"))
    return stand_in(place);
  return builder_.query_truth(std::move(*query), source(place));
}

NodeId Lowerer::unchanged(const Place& place) {
  auto query = query_of(place, Selector::unchanged_dose);
  if (!query || !demand(*query, place, {FactKind::treatment}, "dose of")) return stand_in(place);
  if (!plan_.dose.exists()) {
    if (!scope_.excuses("dose"))
      findings_.add(codes::missing_declaration, place.span(), "the vocabulary declares no field `dose`");
    return stand_in(place);
  }
  const auto pieces = place.children();
  WindowEnd anchor;
  const auto reached = period(place.child(Syntax::period));
  if (!reached || !day(pieces.back(), anchor)) return stand_in(place);
  Reach reach;
  reach.first.period = *reached;
  query->window = window_around(anchor, reach, place.child(Syntax::direction).text());
  query->is_course = true;
  return builder_.query_truth(std::move(*query), source(place));
}

NodeId Lowerer::record_count(const Place& place) {
  const Amount wanted = amount(place);
  auto query = query_of(place, Selector::count);
  if (!query ||
      !demand(*query, place,
              {FactKind::observation, FactKind::condition, FactKind::treatment, FactKind::procedure},
              "results of"))
    return stand_in(place);
  if (const Place apart = place.child(Syntax::apart); apart.exists()) {
    query->apart = period(apart.child(Syntax::period));
    if (!query->apart) return stand_in(place);
  }
  bool has_outcome = false;
  if (!outcome(place, *query, has_outcome)) return stand_in(place);
  const std::uint32_t here = source(place);
  const NodeId count = builder_.query_value(std::move(*query), here, {});
  const NodeId low =
      builder_.compare(count, Comparison::greater_or_equal, builder_.number(wanted.low, here), here);
  if (wanted.high < 0) return low;
  const NodeId high =
      builder_.compare(count, Comparison::less_or_equal, builder_.number(wanted.high, here), here);
  return wanted.low == 0 ? high : builder_.op(Op::all, {low, high}, here);
}

// ---------------------------------------------------------------------------------------------- selected
// values

Value Lowerer::selection(const Place& place) {
  auto query = query_of(place, selector_of(place));
  if (!query || !demand(*query, place, {FactKind::observation}, place.child(Syntax::selector).text()))
    return {stand_in(place), {}};
  const Type type = type_of(*query);
  return {builder_.query_value(std::move(*query), source(place), type.unit_text), type};
}

/// `most recent X < limit` in one query, so that the comparison is made record by record.
NodeId Lowerer::tested_selection(const Place& place) {
  const Place selection = unwrap(place.first());
  auto query = query_of(selection, selector_of(selection));
  if (!query || !demand(*query, selection, {FactKind::observation}, selection.child(Syntax::selector).text()))
    return stand_in(place);
  bool has_outcome = false;
  if (!outcome(place, *query, has_outcome)) return stand_in(place);
  return builder_.query_truth(std::move(*query), source(place));
}

bool Lowerer::outcome(const Place& place, Query& query, bool& has_outcome) {
  for (const Place& piece : place.children()) {
    const Syntax kind = piece.kind();
    if (kind == Syntax::compare_limit || kind == Syntax::compare_between || kind == Syntax::is_value) {
      has_outcome = true;
      if (!tests(piece, type_of(query), query)) return false;
    }
    if (kind != Syntax::and_is) continue;
    for (const Place& filter : piece.children()) {
      if (!where(filter, query.demands)) return false;
    }
  }
  return true;
}

Value Lowerer::number_of(const Place& place) {
  auto query = query_of(place, Selector::count);
  if (!query) return {stand_in(place), {}};
  const bool is_list =
      query->kind == FactKind::attribute && vocabulary_[query->facts.front()].type.kind == ValueKind::list;
  if (!is_list &&
      !demand(*query, place,
              {FactKind::observation, FactKind::condition, FactKind::treatment, FactKind::procedure},
              "number of"))
    return {stand_in(place), {}};
  return {builder_.query_value(std::move(*query), source(place), {}), plain()};
}

Value Lowerer::number_of_lines(const Place& place) {
  auto query = query_of(place, Selector::lines);
  if (!query || !demand(*query, place, {FactKind::treatment}, "number of lines of"))
    return {stand_in(place), {}};
  if (!plan_.line.exists()) {
    if (!scope_.excuses("line"))
      findings_.add(codes::missing_declaration, place.span(), "the vocabulary declares no field `line`");
    return {stand_in(place), {}};
  }
  return {builder_.query_value(std::move(*query), source(place), {}), plain()};
}

Value Lowerer::dose_of(const Place& place) {
  auto query = query_of(place, Selector::dose);
  if (!query || !demand(*query, place, {FactKind::treatment}, "dose of")) return {stand_in(place), {}};
  if (!plan_.dose.exists() || vocabulary_[plan_.dose].type.kind != ValueKind::quantity) {
    if (!scope_.excuses("dose"))
      findings_.add(codes::missing_declaration, place.span(),
                    "the vocabulary declares no field `dose` with a unit");
    return {stand_in(place), {}};
  }
  const auto& field = vocabulary_[plan_.dose].type;
  const Type type{Type::Kind::quantity, field.unit, field.unit_text, {}, false};
  return {builder_.query_value(std::move(*query), source(place), type.unit_text), type};
}

}  // namespace eligo
