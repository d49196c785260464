#include "runtime/completions/split.h"

#include <algorithm>

#include "runtime/completions/split_broader.h"
#include "runtime/completions/split_days.h"
#include "runtime/completions/split_entry.h"
#include "runtime/completions/split_order.h"
#include "runtime/completions/split_range.h"
#include "runtime/evaluate/closing.h"
#include "runtime/evaluate/value_test.h"
#include "runtime/evaluate/window.h"
#include "runtime/model/ingredients.h"

namespace eligo {
namespace {

constexpr std::size_t most_sums = 100;

class Splitter {
 public:
  Splitter(const Plan& plan, const Cuts& cuts, const PatientFacts& patient, const Workspace& workspace,
           QueryId query, bool may_halve)
      : plan_(plan),
        cuts_(cuts),
        patient_(patient),
        workspace_(workspace),
        query_(plan[query]),
        answer_(workspace.queries[query.value]),
        as_of_(as_of_date(plan, patient)),
        by_{plan, cuts, patient, workspace, query_, answer_, as_of_, may_halve} {}

  std::vector<Branch> run(const Gap& gap) {
    switch (gap.kind) {
      case Gap::Kind::anchor: return cases_of_anchor(by_, gap.anchor);
      case Gap::Kind::attribute: attribute(gap.fact); break;
      case Gap::Kind::entry: return cases_of_entry(by_, record(gap.record.value).entry);
      case Gap::Kind::identity: return cases_of_identity(gap.record.value);
      case Gap::Kind::narrower: return cases_of_broader(by_, gap.record.value);
      case Gap::Kind::field: field(gap); break;
      case Gap::Kind::value: value(gap.record.value); break;
      case Gap::Kind::limit: limit(gap.record.value, gap.is_upper); break;
      case Gap::Kind::date: return cases_of_date(by_, gap.record.value);
      case Gap::Kind::sameness: sameness(gap.record.value); break;
      case Gap::Kind::order: return cases_of_order(by_, gap.record.value);
      case Gap::Kind::rank: return cases_of_rank(by_, gap.record.value);
      case Gap::Kind::list:
      case Gap::Kind::half_life: break;
    }
    return std::move(cases_);
  }

  std::vector<Branch> outcomes(QueryId id, bool is_truth) {
    const NodeResult& answer = workspace_.queries[id.value].answer;
    if (is_truth) {
      for (const Truth one : {Truth::holds(), Truth::fails(), Truth::inapplicable()}) {
        if (either(answer.truth, one) == answer.truth) cases_.push_back(ResultBranch{{id, one, {}}});
      }
    } else {
      const FactId fact = query_.asked.empty() ? FactId{} : query_.asked.front();
      for (const Range& part : parts_of(answer.range, fact, {})) {
        cases_.push_back(ResultBranch{{id, Truth::unknown(), part}});
      }
    }
    return std::move(cases_);
  }

 private:
  const Record& record(std::uint32_t index) const { return patient_.records[index]; }

  // ---- attributes

  void attribute(FactId fact) {
    Attribute base;
    base.fact = fact;
    base.date = {earliest_day, latest_day};
    base.is_supposed = patient_.attribute(fact) == nullptr;
    if (const Attribute* known = patient_.attribute(fact); known != nullptr && known->flaw == Flaw::none) {
      base = *known;
    }
    if (const Attribute* known = patient_.attribute(fact);
        known != nullptr && known->flaw == Flaw::not_understood) {
      Attribute as_read = *known;
      as_read.flaw = Flaw::none;
      base.is_supposed = true;
      cases_.push_back(AttributeBranch{std::move(as_read)});
      cases_.push_back(AttributeBranch{std::move(base)});  // it is something else
      return;
    }
    const ValueType& type = plan_.vocabulary[fact].type;
    const auto add = [&](auto change) {
      Attribute one = base;
      change(one);
      cases_.push_back(AttributeBranch{std::move(one)});
    };
    if (type.kind == ValueKind::date) {
      if (const AnchorId anchor = open_anchor_of(by_, query_); anchor.exists())
        cases_ = cases_of_anchor(by_, anchor);
      if (!cases_.empty()) return;
      for (const DateRange& part : parts_of_birth(by_, base.date, cuts(fact).ages)) {
        add([&](Attribute& one) { one.date = part; });
      }
    } else if (type.kind == ValueKind::list) {
      for (std::size_t count = 0; base.list.empty() && count <= most_counted(fact) + 1; ++count) {
        add([&](Attribute& one) { one.list.resize(count); });
      }
    } else if (!base.word && !base.is_word_unlisted) {
      each_value(type, base.value, fact, {}, [&](const auto& set) { add(set); });
    }
  }

  std::size_t most_counted(FactId fact) const {
    const auto& values = cuts(fact).values;
    return values.empty() ? 1 : static_cast<std::size_t>(std::clamp(values.back().to_double(), 0.0, 50.0));
  }

  // ---- values

  const Cuts::OfFact& cuts(FactId fact) const {
    static const Cuts::OfFact none;
    return fact.exists() ? cuts_.facts[fact.value] : none;
  }

  /// A flaw of the value is gone where a value is supposed; a flaw of the record itself stays.
  static void read(Flaw& flaw) {
    if (concerns_value(flaw)) flaw = Flaw::none;
  }

  /// Calls `add` with a function that sets one of the values that there may be. `limits`: of normal.
  template <typename Add>
  void each_value(const ValueType& type, const Range& value, FactId fact, const std::vector<Number>& limits,
                  Add add) const {
    if (type.kind == ValueKind::word || type.kind == ValueKind::grade) {
      const bool is_word = type.kind == ValueKind::word;
      for (std::uint32_t i = 0; i < type.words.size(); ++i) {
        if (!compare(value, Comparison::equal, Range::exactly(i)).may_hold()) continue;
        add([&, i](auto& one) {
          read(one.flaw);
          if (is_word) one.word = i;
          if (!is_word) one.value = Range::exactly(i);
        });
      }
      if (is_word && !type.is_closed) {
        add([](auto& one) {
          read(one.flaw);
          one.is_word_unlisted = true;
        });
      }
      return;
    }
    for (const Range& part : parts_of(value, fact, limits)) {
      add([&](auto& one) {
        read(one.flaw);
        one.value = part;
      });
    }
  }

  /// Where the rules can tell values apart; then, if only their order is left, so many values that any order
  /// can come about. Where something is computed from them, in halves.
  std::vector<Range> parts_of(const Range& value, FactId fact, std::vector<Number> at) const {
    if (value.is_exact()) return {};
    const Cuts::OfFact& own = cuts(fact);
    at.insert(at.end(), own.values.begin(), own.values.end());
    if (!own.factors.empty()) at.emplace_back(0);
    std::vector<Range> parts = split(value, at);
    if (!parts.empty()) return parts;
    std::size_t open = 1;
    if (own.is_ranked) parts = split(value, ranked_values(open));
    if (!parts.empty()) return parts;
    if (!own.is_computed) return points(value, open);
    return by_.may_halve ? halves(value) : parts;
  }

  /// The limits by which values that are compared with each other differ; counts the open ones.
  std::vector<Number> ranked_values(std::size_t& open) const {
    std::vector<Number> at;
    for (const Cuts::OfFact& one : cuts_.facts) {
      if (one.is_ranked) at.insert(at.end(), one.values.begin(), one.values.end());
    }
    for (const Record& one : patient_.records) {
      if (!cuts(one.fact).is_ranked || one.status == RecordStatus::void_) continue;
      const Range value = value_of(one);
      if (value.low) at.push_back(value.low->value);
      if (value.high) at.push_back(value.high->value);
      if (!value.is_exact()) ++open;
      const std::vector<Number> multiples = multiples_of_normal(one);
      at.insert(at.end(), multiples.begin(), multiples.end());
    }
    return at;
  }

  std::vector<Number> multiples_of_normal(const Record& one) const {
    std::vector<Number> at;
    for (const auto& limit : {one.lower_limit, one.upper_limit}) {
      if (!limit || !limit->is_exact()) continue;
      for (const Number& factor : cuts(one.fact).factors) at.push_back(factor * limit->low->value);
    }
    return at;
  }

  void value(std::uint32_t index) {
    const Record& known = record(index);
    if (!known.fact.exists()) return;
    const ValueType& type = plan_.vocabulary[known.fact].type;
    if (has_readable_value(known) && (known.value.is_exact() || known.word || known.is_word_unlisted)) return;
    each_value(type, value_of(known), known.fact, multiples_of_normal(known), [&](const auto& set) {
      Record one = known;
      set(one);
      cases_.push_back(RecordBranch{index, one});
    });
  }

  void limit(std::uint32_t index, bool is_upper) {
    const Record& known = record(index);
    if (is_upper ? known.upper_limit.has_value() : known.lower_limit.has_value()) return;
    const Range* supposed = patient_.supposed.ratio(index, is_upper);
    const Range ratio = supposed != nullptr ? *supposed : Range::anything();
    std::vector<Number> at = cuts(known.fact).factors;
    at.emplace_back(0);
    std::vector<Range> parts = split(ratio, at);
    if (parts.empty() && !ratio.is_exact()) parts = points(ratio, 1);
    for (const Range& part : parts) cases_.push_back(RatioBranch{{index, is_upper, part}});
  }

  // ---- the record itself

  std::vector<Branch> cases_of_identity(std::uint32_t index) {
    const Record& known = record(index);
    if (known.is_confirmed || known.status == RecordStatus::void_) return {};
    Record counts = known;
    counts.is_confirmed = true;
    if (known.flaw == Flaw::bad_status) counts.status = RecordStatus::final;
    // One that is over keeps its end: a confirmed record is not asked for its status again.
    const DateRange end = span_of(as_of_, known).end;
    const bool is_unsaid = known.end.last == latest_day;
    const bool is_over = known.kind == FactKind::condition && is_unsaid && end.last < latest_day;
    if (is_over && !as_of_.is_exact()) return cases_of_anchor(by_, plan_.as_of);
    if (is_over) counts.end = end;
    if (concerns_identity(known.flaw)) counts.flaw = Flaw::none;
    if (known.flaw == Flaw::bad_status) {
      Record planned = counts;
      planned.status = RecordStatus::planned;
      cases_.push_back(RecordBranch{index, planned});
    }
    Record counts_not = known;
    counts_not.status = RecordStatus::void_;
    cases_.push_back(RecordBranch{index, counts});
    cases_.push_back(RecordBranch{index, counts_not});
    return std::move(cases_);
  }

  void sameness(std::uint32_t index) {
    if (record(index).sameness != Sameness::open) return;
    for (const Sameness each : {Sameness::one, Sameness::own}) {
      Record one = record(index);
      one.sameness = each;
      cases_.push_back(RecordBranch{index, one});
    }
  }

  void field(const Gap& gap) {
    const std::uint32_t index = gap.record.value;
    const FieldId id = gap.field;
    const FieldValue* known = patient_.field(record(index), id, gap.fact);
    if (known != nullptr && known->flaw == Flaw::none && !is_open(*known, id)) return;
    const ValueType& type = plan_.vocabulary[id].type;
    FieldValue base;
    base.field = id;
    base.ingredient = gap.fact;
    if (known != nullptr && known->flaw == Flaw::none) base = *known;
    // A part that an entry of the data leaves out stays left out, whatever it may have been.
    if (known == nullptr) base.is_left_out = index < patient_.recorded_count();
    const Cuts::OfField& mentioned = cuts_.fields[id.value];
    // Of a supposed record it is open, too, whether the field is recorded: which is another question than
    // what it is.
    const bool may_be_left_out =
        index >= patient_.recorded_count() && known == nullptr && mentioned.asks_recording;
    const auto add = [&](auto change) {
      FieldValue one = base;
      change(one);
      cases_.push_back(FieldBranch{index, one});
      if (!may_be_left_out) return;
      one.is_left_out = true;
      cases_.push_back(FieldBranch{index, one});
    };
    if (id == plan_.line) {
      lines(base.quantity, mentioned.values, add);
    } else if (type.kind == ValueKind::word || type.kind == ValueKind::fact || type.kind == ValueKind::list) {
      for (const WordId word : mentioned.words) add([&](FieldValue& one) { one.word = word; });
      for (const FactId fact : mentioned.facts) add([&](FieldValue& one) { one.fact = fact; });
      add([](FieldValue&) {});  // something else
    } else {
      const bool is_dose = id == plan_.dose;
      const Range range = is_dose ? larger(base.quantity, Range::exactly(0)) : base.quantity;
      std::vector<Range> parts = split(range, mentioned.values);
      if (parts.empty() && is_dose)
        parts = split(range, summed_doses(gap.fact.exists() ? gap.fact : record(index).fact));
      if (parts.empty() && by_.may_halve) parts = halves(range);
      for (const Range& part : parts) add([&](FieldValue& one) { one.quantity = part; });
    }
  }

  /// The values of the rest of a sum of doses, where the sum is asked about or equals another one.
  std::vector<Number> summed_doses(FactId fact) const {
    std::vector<Number> sums = cuts(fact).values;
    sums.emplace_back(0);
    for (const Record& one : patient_.records) {
      if (!sees(query_, one) || one.status == RecordStatus::void_ || sums.size() > most_sums) continue;
      const std::vector<FactId> ingredients = ingredients_asked(plan_.vocabulary, query_, one.fact);
      if (ingredients.empty()) add_to_sums(patient_.field(one, plan_.dose), sums);
      for (const FactId ingredient : ingredients)
        add_to_sums(patient_.field(one, plan_.dose, ingredient), sums);
    }
    return sums;
  }

  static void add_to_sums(const FieldValue* dose, std::vector<Number>& sums) {
    if (dose == nullptr || !dose->quantity.is_exact()) return;
    const std::size_t before = sums.size();
    for (std::size_t i = 0; i < before; ++i) {
      sums.push_back(sums[i] + dose->quantity.low->value);
      sums.push_back(sums[i] - dose->quantity.low->value);
    }
  }

  bool is_open(const FieldValue& known, FieldId id) const {
    const ValueKind kind = plan_.vocabulary[id].type.kind;
    const bool is_named = kind == ValueKind::word || kind == ValueKind::fact || kind == ValueKind::list;
    return !is_named && !known.quantity.is_exact();
  }

  /// One of the lines that other treatments may belong to or that are asked for, or one more of either.
  template <typename Add>
  void lines(const Range& known, const std::vector<Number>& asked, Add add) const {
    const double highest = asked.empty() ? 0 : std::clamp(asked.back().to_double(), 0.0, 50.0);
    const auto most = static_cast<std::int64_t>(highest) + 1 + answer_.evidence_count;
    for (std::int64_t line = 1; line <= most; ++line) {
      const Range one = Range::exactly(line);
      if (compare(known, Comparison::equal, one).may_hold())
        add([&](FieldValue& value) { value.quantity = one; });
    }
  }

  const Plan& plan_;
  const Cuts& cuts_;
  const PatientFacts& patient_;
  const Workspace& workspace_;
  const Query& query_;
  const QueryResult& answer_;
  DateRange as_of_;
  Splitting by_;
  std::vector<Branch> cases_;
};

}  // namespace

std::vector<Branch> cases_of(const Plan& plan, const Cuts& cuts, const PatientFacts& patient,
                             const Workspace& workspace, QueryId query, const Gap& gap, bool may_halve) {
  return Splitter(plan, cuts, patient, workspace, query, may_halve).run(gap);
}

std::vector<Branch> cases_of_outcome(const Plan& plan, const Cuts& cuts, const PatientFacts& patient,
                                     const Workspace& workspace, NodeId node, bool may_halve) {
  const QueryId query = plan[node].query;
  if (plan[node].op == Op::age) return {};  // the day of birth and the window say all
  return Splitter(plan, cuts, patient, workspace, query, may_halve)
      .outcomes(query, plan[node].op == Op::query_truth);
}

}  // namespace eligo
