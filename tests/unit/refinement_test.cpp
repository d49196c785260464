#include <random>

#include "tests/unit/builder.h"

/// Refinement never contradicts: supplying what is missing of a patient's facts turns what was open into one
/// of the outcomes that it could have, and what was settled stays. Tried with patients, questions and
/// refinements made by chance.
using namespace eligo;
using namespace eligo::testing;

namespace {

class Chance {
 public:
  explicit Chance(unsigned seed) : random_(seed) {}
  int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  bool one_in(int n) { return below(n) == 0; }
  int from_to(int low, int high) { return low + below(high - low + 1); }

 private:
  std::mt19937 random_;
};

constexpr Day base = 20'089;  // 2025-01-01

/// A patient with gaps of every kind, and a way to fill them.
class Gaps {
 public:
  explicit Gaps(unsigned seed) : chance_(seed) {
    broad_ = world_.condition("broad");
    narrow_ = world_.condition("narrow");
    world_.is_a(narrow_, broad_);
    lab_ = world_.observation("lab");
    drug_ = world_.treatment("drug");
    other_drug_ = world_.treatment("other-drug");
    world_.plan.vocabulary.facts[drug_.value].half_life_days = 3;
    response_ = world_.field("response", ValueKind::word);
    world_.plan.dose = world_.field("dose", ValueKind::quantity);
    world_.plan.line = world_.field("line", ValueKind::quantity);
    enrolment_ = world_.anchor("enrolment");
    world_.patient.anchors[0] = DateRange{base + 20, base + 20};
    if (!chance_.one_in(4)) world_.patient.anchors[enrolment_.value] = days(base + 15, base + 25);
    const int count = chance_.from_to(0, 4);
    for (int i = 0; i < count; ++i) record();
    if (chance_.one_in(2)) world_.complete(FactKind::observation);
    if (chance_.one_in(2)) world_.complete(FactKind::treatment);
    if (chance_.one_in(2)) world_.complete(FactKind::condition);
    if (chance_.one_in(6)) world_.absent(chance_.one_in(2) ? broad_ : narrow_).start = days(base, base + 20);
    question();
  }

  /// What the question came to.
  NodeResult answer() {
    world_.run();
    return world_.workspace[node_];
  }

  /// Fills one gap or another, every one of them if `all`.
  void refine(bool all) {
    for (auto& anchor : world_.patient.anchors) {
      if (!all && !chance_.one_in(3)) continue;
      anchor = anchor ? narrowed(*anchor) : days(base + 15, base + 25);
      if (all && anchor) anchor->last = anchor->first;
    }
    for (Record& record : world_.patient.records) {
      if (record.status != RecordStatus::absent && (all || chance_.one_in(3))) refine(record, all);
    }
  }

  /// Adds a record where the list is open, and a question about all that happened can meet one.
  void add_record() {
    if (!is_about_all_) return;
    const std::size_t before = world_.patient.records.size();
    record();
    const FactKind kind = world_.patient.records.back().kind;
    const bool is_closed = std::any_of(world_.patient.complete.begin(), world_.patient.complete.end(),
                                       [kind](const Complete& complete) { return complete.kind == kind; }) ||
                           std::any_of(world_.patient.records.begin(), world_.patient.records.end(),
                                       [kind](const Record& other) {
                                         return other.status == RecordStatus::absent && other.kind == kind;
                                       });
    if (is_closed) world_.patient.records.resize(before);
  }

  /// What is asked, and of what, for a failure's message.
  std::string described() const {
    const Query& query = world_.plan.queries.back();
    const QueryResult& answer = world_.workspace.queries.back();
    std::string text = "selector " + std::to_string(static_cast<int>(query.selector));
    if (query.is_course) text += ", courses";
    if (query.lasting) text += ", lasting " + std::to_string(query.lasting->days);
    if (query.total) text += ", in total " + std::to_string(query.total->days);
    if (!query.filters.empty()) text += query.filters[0].kind == Filter::Kind::is ? ", good" : ", not good";
    text += ", " + date_text(answer.from) + " … " + date_text(answer.to) + "\n";
    for (std::uint32_t i = 0; i < world_.patient.records.size(); ++i) {
      text += "  " + record_text(world_.plan, world_.patient, {i});
      const Flaw flaw = world_.patient.records[i].flaw;
      text += flaw == Flaw::none ? "\n" : ", flaw " + std::to_string(static_cast<int>(flaw)) + "\n";
    }
    return text;
  }

  void shuffle() {
    auto& records = world_.patient.records;
    for (std::size_t i = records.size(); i > 1; --i) {
      std::swap(records[i - 1], records[static_cast<std::size_t>(chance_.below(static_cast<int>(i)))]);
    }
  }

 private:
  DateRange days(Day low, Day high) {
    const Day first = chance_.from_to(low, high);
    return {first, chance_.one_in(2) ? first : chance_.from_to(first, high)};
  }

  DateRange narrowed(const DateRange& range) {
    const Day low = std::max(range.first, base - 40);
    const Day high = std::min(range.last, base + 60);
    if (low > high) return range;
    const Day first = chance_.from_to(low, high);
    return {first, chance_.from_to(first, high)};
  }

  void record() {
    const std::array facts{broad_, narrow_, lab_, lab_, drug_, drug_, other_drug_};
    Record& made = world_.record(facts[static_cast<std::size_t>(chance_.below(7))]);
    made.has_date = !chance_.one_in(6);
    if (made.has_date) made.start = days(base - 10, base + 25);
    const bool lasts = made.kind == FactKind::condition || made.kind == FactKind::treatment;
    made.end = lasts ? DateRange{made.start.first, latest_day} : made.start;
    if (lasts && !chance_.one_in(4)) {
      if (chance_.one_in(3)) {
        made.is_ongoing = true;
        made.end = {latest_day, latest_day};
      } else if (made.has_date) {
        made.end = days(made.start.last, base + 30);
      }
    }
    const bool has_no_end = made.kind == FactKind::condition && made.end.last == latest_day;
    made.is_over = has_no_end && !made.is_ongoing && chance_.one_in(2);
    made.value = value(chance_.from_to(0, 3));
    if (chance_.one_in(8)) made.flaw = Flaw::bad_value;
    if (chance_.one_in(10)) made.flaw = Flaw::bad_status;
    if (chance_.one_in(10)) made.has_bad_date = true;
    if (made.has_bad_date) made.start = made.end = {};
    if (made.flaw == Flaw::bad_value) made.value = Range::anything();
    if (!chance_.one_in(3)) made.upper_limit = Range::exactly(chance_.from_to(1, 2));
    if (chance_.one_in(2)) world_.with_word(made, response_, chance_.one_in(2) ? "good" : "bad");
    if (chance_.one_in(2)) world_.with_number(made, world_.plan.dose, chance_.from_to(1, 2));
    if (chance_.one_in(2)) world_.with_number(made, world_.plan.line, chance_.from_to(1, 2));
  }

  Range value(int low) {
    if (chance_.one_in(3)) return Range::between(low, low + chance_.from_to(0, 2));
    return Range::exactly(low);
  }

  // ---- refining

  void refine(Record& record, bool all) {
    if (record.has_bad_date) {
      record.has_bad_date = false;
      record.has_date = true;
      record.start = days(base - 10, base + 25);
      record.end = record.start;
      if (record.kind == FactKind::treatment || record.kind == FactKind::condition) {
        record.end =
            record.is_ongoing ? DateRange{latest_day, latest_day} : days(record.start.last, base + 30);
      }
    }
    if (!record.has_date) {
      // It happened by the as-of date; what is over was over before it.
      const bool is_over =
          record.kind == FactKind::condition && record.is_over && record.flaw != Flaw::bad_status;
      const Day last = std::min(is_over ? base + 19 : base + 20, record.end.last);
      record.has_date = true;
      record.start = {last - 10, last};
      record.start = narrowed(record.start);
      const bool is_point = record.kind == FactKind::observation;
      if (is_point) record.end = record.start;
      if (record.end.last == latest_day && !record.is_ongoing) record.end = {record.start.first, latest_day};
    }
    refine_days(record, all);
    if (record.flaw == Flaw::bad_value) {
      record.flaw = Flaw::none;
      record.value = Range::exactly(chance_.from_to(0, 3));
    }
    if (record.flaw == Flaw::bad_status) {
      record.flaw = Flaw::none;
      if (chance_.one_in(2)) record.status = RecordStatus::void_;
    }
    if (!record.value.is_exact() && record.value.low) record.value = Range::exactly(record.value.low->value);
    if (!record.upper_limit) record.upper_limit = Range::exactly(chance_.from_to(1, 2));
    refine_fields(record);
  }

  void refine_days(Record& record, bool all) {
    const bool is_point = record.kind == FactKind::observation;
    const bool has_end = record.end.last < latest_day;
    const DateRange was = record.start;
    record.start = narrowed(record.start);
    if (all) record.start.last = record.start.first;
    if (is_point) {
      record.end = record.start;
      return;
    }
    if (record.is_ongoing) return;
    if (!has_end) {
      if (!all && chance_.one_in(2)) {
        record.end = {record.start.first, latest_day};
        return;
      }
      // Over by the as-of date, or without a word on its end: that may be any day.
      const bool is_over = record.is_over && record.flaw != Flaw::bad_status && was.last < base + 20;
      const Day last = is_over ? base + 19 : base + 40;
      record.end = {record.start.last, last};
    }
    record.end = narrowed(record.end);
    if (all) record.end.last = record.end.first;
  }

  void refine_fields(Record& record) {
    const std::vector<FieldValue> old(
        world_.patient.fields.begin() + record.first_field,
        world_.patient.fields.begin() + record.first_field + record.field_count);
    record.field_count = 0;
    for (const FieldValue& field : old) world_.with(record, field);
    const auto has = [&](FieldId id) {
      return std::any_of(old.begin(), old.end(), [id](const FieldValue& field) { return field.field == id; });
    };
    if (!has(response_)) world_.with_word(record, response_, chance_.one_in(2) ? "good" : "bad");
    if (!has(world_.plan.dose)) world_.with_number(record, world_.plan.dose, chance_.from_to(0, 2));
    if (!has(world_.plan.line)) world_.with_number(record, world_.plan.line, chance_.from_to(1, 2));
  }

  // ---- questions

  void question() {
    switch (chance_.below(3)) {
      case 0: about_results(); break;
      case 1: about_conditions(); break;
      default: about_drugs();
    }
  }

  Window window() {
    Window made;
    const AnchorId anchor = chance_.one_in(2) ? world_.plan.as_of : enrolment_;
    if (chance_.one_in(3)) return made;
    made.to = World::on(anchor, -chance_.below(2));
    if (!chance_.one_in(3)) made.from = World::back(anchor, {0, chance_.from_to(0, 25)});
    return made;
  }

  ValueTest test() {
    const auto comparison = static_cast<Comparison>(chance_.below(6));
    if (chance_.one_in(4)) return World::times_upper(comparison, chance_.from_to(1, 2));
    return World::compared(comparison, chance_.from_to(0, 4));
  }

  void ask(Op op, Query query, bool is_about_all) {
    query.window = window();
    is_about_all_ = is_about_all;
    if (chance_.one_in(3)) {
      const auto kind = chance_.one_in(2) ? Filter::Kind::is : Filter::Kind::is_not;
      query.filters = {{kind, response_, {world_.word("good")}, {}, Comparison::equal, {}}};
    }
    node_ = world_.ask(op, std::move(query));
  }

  void about_results() {
    const std::array selectors{Selector::most_recent, Selector::previous, Selector::first, Selector::highest,
                               Selector::lowest,      Selector::any,      Selector::every, Selector::count};
    const Selector selector = selectors[static_cast<std::size_t>(chance_.below(8))];
    Query query = world_.query(selector, {lab_});
    const bool is_count = selector == Selector::count;
    const bool is_truth =
        selector == Selector::any || selector == Selector::every || (!is_count && chance_.one_in(2));
    if (is_truth || is_count) query.tests = {test()};
    if (is_count && chance_.one_in(2)) query.apart = Period{0, chance_.from_to(0, 10)};
    const bool is_latest = selector == Selector::most_recent || selector == Selector::previous;
    ask(is_truth ? Op::query_truth : Op::query_value, query, !is_latest);
  }

  void about_conditions() {
    const std::array selectors{Selector::any, Selector::active, Selector::count};
    const Selector selector = selectors[static_cast<std::size_t>(chance_.below(3))];
    const Query query = world_.query(selector, {chance_.one_in(2) ? broad_ : narrow_});
    ask(selector == Selector::count ? Op::query_value : Op::query_truth, query, true);
  }

  void about_drugs() {
    const std::array selectors{Selector::any,  Selector::receiving,      Selector::count,
                               Selector::dose, Selector::unchanged_dose, Selector::lines};
    const Selector selector = selectors[static_cast<std::size_t>(chance_.below(6))];
    Query query =
        world_.query(selector, chance_.one_in(2) ? std::vector{drug_} : std::vector{drug_, other_drug_});
    query.is_course = selector == Selector::receiving || (selector != Selector::dose && chance_.one_in(2));
    if (selector == Selector::lines || selector == Selector::unchanged_dose) query.is_course = false;
    if (query.is_course && chance_.one_in(2)) query.lasting = Period{0, chance_.from_to(1, 20)};
    if (query.is_course && chance_.one_in(4)) query.total = Period{0, chance_.from_to(1, 20)};
    if (query.is_course && chance_.one_in(4)) query.bridged_days = chance_.below(4);
    const bool is_value =
        selector == Selector::count || selector == Selector::dose || selector == Selector::lines;
    // A further record of a drug may lengthen its last course, and with it change what that course is.
    ask(is_value ? Op::query_value : Op::query_truth, query,
        !query.is_course && selector != Selector::dose && selector != Selector::unchanged_dose);
  }

  World world_;
  Chance chance_;
  FactId broad_, narrow_, lab_, drug_, other_drug_;
  FieldId response_;
  AnchorId enrolment_;
  NodeId node_;
  bool is_about_all_ = false;
};

bool lies_within(const Range& inner, const Range& outer) { return hull(inner, outer) == outer; }

constexpr unsigned patients = 20'000;

}  // namespace

TEST_CASE("refinement: never contradicts") {
  for (unsigned seed = 0; seed < patients; ++seed) {
    Gaps gaps(seed);
    NodeResult before = gaps.answer();
    for (int step = 0; step < 4; ++step) {
      const std::string was = gaps.described();
      if (step == 1) gaps.add_record();
      gaps.refine(step == 3);
      const NodeResult after = gaps.answer();
      INFO("patient ", seed, ", step ", step, ": ", was, "became ", gaps.described());
      CHECK(either(before.truth, after.truth) == before.truth);
      CHECK_MESSAGE(lies_within(after.range, before.range), range_text(before.range), " became ",
                    range_text(after.range));
      before = after;
    }
  }
}

TEST_CASE("refinement: the order of the records does not matter") {
  for (unsigned seed = 0; seed < patients / 10; ++seed) {
    Gaps gaps(seed);
    const NodeResult before = gaps.answer();
    gaps.shuffle();
    const NodeResult after = gaps.answer();
    INFO("patient ", seed);
    CHECK(before.truth == after.truth);
    CHECK(before.range == after.range);
  }
}
