#include "tests/unit/told.h"

using namespace eligo;
using namespace eligo::testing;

namespace {

struct ToldEntries : Told {
  Query any_treatment = query(Selector::any, {drug});

  ToldEntries() {
    any_treatment.is_any_fact = true;
    any_treatment.facts.clear();
    any_treatment.asked.clear();
  }
  /// An entry that is not understood, and may be of the drug; beside a statement that there is none of a
  /// fact.
  void entry(std::optional<FactId> denied = {}) {
    patient.records.clear();
    possible(drug);
    if (denied) absent(*denied, "2025-03-01");
    possible({});
    const auto itself = static_cast<std::uint32_t>(patient.records.size() - 1);
    patient.entries = {{"zzyzx", {}, {}, itself, {0}}};
  }
  void possible(FactId fact) {
    Record& made = span(fact, "2025-01-01", "2025-02-01");
    made.kind = FactKind::treatment;
    made.entry = 1;
    made.is_possible = true;
  }
  std::string tell_as_given(const Query& asked) {
    const NodeId node = condition(asked);
    evaluate(plan, patient, workspace);
    return outcome(workspace[node].truth);
  }
  /// With the records in the order in which they were given.
  std::string tell_all_as_given(const Query& asked) {
    const NodeId node = condition(asked);
    evaluate(plan, patient, workspace);
    return told(node);
  }
};

}  // namespace

TEST_CASE_FIXTURE(ToldEntries,
                  "told of an entry that is not understood: it is some treatment, and maybe this one") {
  entry();
  CHECK(tell_as_given(any_treatment) == "holds");
  CHECK(tell_as_given(query(Selector::any, {drug})) == "holds, fails");
  // A statement that there is none of what it may be speaks against it.
  entry(drug);
  CHECK(tell_as_given(any_treatment) == "holds, fails");
  entry(treatment("other"));
  CHECK(tell_as_given(any_treatment) == "holds");
}

TEST_CASE_FIXTURE(ToldEntries,
                  "told of a record without a date: it happened by the as-of date, whatever day that is") {
  record(alt);
  patient.anchors.front() = date("2025-03");
  const Query any = of(Selector::any);
  CHECK(tell(any) == "holds; 1 decided");
  Query up_to = any;
  up_to.window.to = on(plan.as_of);
  CHECK(tell(up_to) == "holds; 1 decided");
  up_to.window.to->shift = -1;
  CHECK(tell(up_to).starts_with("holds, fails; 1 maybe"));
  Query from = any;
  from.window.from = back(plan.as_of, days(10));
  CHECK(tell(from).starts_with("holds, fails; 1 maybe"));
  patient.records.front().has_bad_date = true;
  CHECK(tell(any).starts_with("holds, fails; 1 maybe"));
}

TEST_CASE_FIXTURE(
    ToldEntries,
    "told of absence without a date: a record that begins on the day it speaks of is no later one") {
  Query before = query(Selector::any, {cancer});
  before.window.to = on(plan.as_of, -1);
  absent(cancer);
  CHECK(tell(before) == "fails; by absence");
  ongoing(lymphoma, "2025-03-01");
  CHECK(tell(before).find("by absence") != std::string::npos);
  patient.records.back().start = date("2025-03-02");
  CHECK(tell(before).starts_with("holds, fails"));
}

TEST_CASE_FIXTURE(ToldEntries, "told of a supposed record: questions about other facts do not see it") {
  const FactId ast = observation("AST");
  result(ast, 40, "2025-02-01");
  patient.supposed.records = 1;
  const auto latest = [this](FactId fact) {
    Query made = query(Selector::most_recent, {fact});
    made.tests = {below_100};
    return tell_as_given(made);
  };
  CHECK(latest(alt) == "holds, fails");
  patient.supposed.finished = {ast};
  CHECK(latest(ast) == "holds");
  CHECK(latest(alt) == "holds, fails");
}

TEST_CASE_FIXTURE(ToldEntries, "told of a supposed outcome: it stands in where a question has none") {
  const NodeId value = quantity(of(Selector::most_recent));
  const NodeId low = condition(of(Selector::most_recent, {below_100}));
  patient.supposed.results = {{plan[value].query, open, Range::exactly(7)}, {plan[low].query, no, {}}};
  CHECK(range_of(value) == Range::exactly(7));
  CHECK(truth_of(low) == no);
}

TEST_CASE_FIXTURE(ToldEntries, "told of a supposed record: it is no latest one beside one of the data") {
  result(alt, 40, "2025-01-01");
  result(alt, 200, "2025-02-01");
  patient.supposed.records = 1;
  patient.supposed.finished = {alt};
  CHECK(tell_as_given(of(Selector::most_recent, {below_100})) == "holds");
  CHECK(tell_as_given(of(Selector::any, {compared(Comparison::greater, 100)})) == "holds");
}

TEST_CASE_FIXTURE(ToldEntries,
                  "told of a supposed record that a statement of absence denies: what speaks against that") {
  const auto told_with = [this](Flaw flaw, bool is_sure) {
    patient.records.clear();
    absent(cancer, "2025-03-01");
    Record& against = ongoing(cancer, "2024-01-01");
    against.flaw = flaw;
    against.is_confirmed = is_sure;
    span(lymphoma, "2025-01-01", "2025-02-01").is_confirmed = true;
    return tell(query(Selector::any, {lymphoma}));
  };
  patient.supposed.records = 1;
  CHECK(told_with(Flaw::unconfirmed, false) ==
        "holds, fails; 3 maybe; because partial-date 3, unconfirmed-record 2!, list-not-complete lymphoma");
  CHECK(told_with(Flaw::none, false) ==
        "holds, fails; 3 maybe; because partial-date 3, conflicting-results 2, list-not-complete lymphoma");
  CHECK(told_with(Flaw::none, true) == "holds; 3 decided");
}

TEST_CASE_FIXTURE(ToldEntries, "told of a supposed record: it begins after a day on which there was none") {
  const auto begun = [this](std::string_view day) {
    patient.records.clear();
    absent(cancer, "2025-02-10");
    ongoing(lymphoma, day).is_confirmed = true;
    return tell(query(Selector::any, {lymphoma}));
  };
  patient.supposed.records = 1;
  CHECK(begun("2025-02-10") == "holds, fails; because list-not-complete lymphoma");
  CHECK(begun("2025-02-11") == "holds; 2 decided");
  CHECK(begun("2025-02") == "holds, fails; 2 maybe; because partial-date 2, list-not-complete lymphoma");
}

TEST_CASE_FIXTURE(ToldEntries, "told of a supposed record: it does not lie where the list is complete") {
  const auto lying = [this](std::string_view start, std::string_view end) {
    patient.records.clear();
    span(lymphoma, start, end);
    return tell(query(Selector::any, {lymphoma}));
  };
  patient.supposed.records = 1;
  complete(FactKind::condition, {date("2025-02-10").first, date("2025-02-20").last});
  CHECK(lying("2025-01-01", "2025-02-09") == "holds; 1 decided");
  CHECK(lying("2025-01-01", "2025-02-10") == "holds, fails; because list-not-complete lymphoma");
  CHECK(lying("2025-02-20", "2025-02-28") == "holds, fails; because list-not-complete lymphoma");
  CHECK(lying("2025-02-21", "2025-02-28") == "holds; 1 decided");
  CHECK(lying("2025-02", "2025-02-28") ==
        "holds, fails; 1 maybe; because partial-date 1, list-not-complete lymphoma");
}

TEST_CASE_FIXTURE(ToldEntries,
                  "told of an entry that is not understood: a reading that cannot count is not told") {
  entry();
  Query lately = query(Selector::any, {drug});
  lately.window.from = back(plan.as_of, days(10));
  CHECK(tell_all_as_given(lately) == "holds, fails; because list-not-complete drug");
  Query oral = query(Selector::any, {drug});
  oral.filters = {by("oral")};
  with_word(patient.records[0], method, "other");
  CHECK(tell_all_as_given(oral) == "holds, fails; because list-not-complete drug");
  patient.records[0].is_possible = false;
  CHECK(tell_all_as_given(lately) == "holds, fails; 1 outside; because list-not-complete drug");
  CHECK(tell_all_as_given(oral) == "holds, fails; 1 filtered; because list-not-complete drug");
}

TEST_CASE_FIXTURE(ToldEntries,
                  "told of a list that was not read: what is on record beside it can still settle") {
  result(alt, 40, "2025-01-01");
  span(drug, "2025-01-01", "2025-04-01");
  Record& planned = span(drug, "2025-04-01", "2025-05-01");
  planned.status = RecordStatus::planned;
  patient.unread[static_cast<std::size_t>(FactKind::observation)] = RecordId{0};
  patient.unread[static_cast<std::size_t>(FactKind::treatment)] = RecordId{1};
  const auto asked = [this](Selector selector, bool is_course = false) {
    Query made = query(selector, {drug});
    made.is_course = is_course;
    return tell_all_as_given(made);
  };
  CHECK(asked(Selector::any) == "holds; 2 decided");
  CHECK(asked(Selector::any, true) == "holds, fails; because unrecognised-record 2!");
  CHECK(asked(Selector::receiving) == "holds; 2 decided");
  CHECK(asked(Selector::active) == "holds; 2 decided");
  CHECK(asked(Selector::planned) == "holds; 3 decided");
  CHECK(asked(Selector::every) == "holds, fails, inapplicable; because unrecognised-record 2!");
  CHECK(tell_all_as_given(of(Selector::most_recent, {below_100})) ==
        "holds, fails; because unrecognised-record 1!");
  CHECK(tell_all_as_given(of(Selector::any, {below_100})) == "holds; 1 decided");
  CHECK(tell_all_as_given(of(Selector::any, {compared(Comparison::greater, 100)})) ==
        "holds, fails; because unrecognised-record 1!");
}

TEST_CASE_FIXTURE(ToldEntries,
                  "told of an entry that is not understood: why it is open, and that it is one record") {
  entry();
  CHECK(tell_all_as_given(query(Selector::any, {drug})) ==
        "holds, fails; 1 maybe; because unrecognised-record 2!, list-not-complete drug");
  const NodeId number = quantity([this] {
    Query made = any_treatment;
    made.selector = Selector::count;
    return made;
  }());
  CHECK(range_of(number) == Range::at_least(1));
  Query lasting = any_treatment;
  lasting.is_course = true;
  CHECK(tell_all_as_given(lasting) == "holds; 2 decided");
  lasting.lasting = days(10);
  CHECK(tell_all_as_given(lasting) == "holds, fails; 2 decided; because unrecognised-record 2!");
  lasting.lasting.reset();
  lasting.total = days(10);
  CHECK(tell_all_as_given(lasting) == "holds, fails; 2 decided; because unrecognised-record 2!");
}

TEST_CASE_FIXTURE(ToldEntries, "told of the latest: an entry that may be one of its day contradicts none") {
  result(alt, 40, "2025-02-01");
  result(alt, 200, "2025-02-01");
  record({}, "2025-02-01").kind = FactKind::observation;
  Record& reading = patient.records[1];
  reading.entry = 1;
  reading.is_possible = true;
  patient.entries = {{"zzyzx", {}, {}, 2, {1}}};
  CHECK(tell_all_as_given(of(Selector::most_recent, {below_100})) ==
        "holds, fails; 1 maybe, 2 maybe; because unrecognised-record 3!");
  reading.value = Range::between(90, 110);
  CHECK(tell_all_as_given(of(Selector::most_recent, {below_100})) ==
        "holds, fails; 1 maybe, 2 maybe; because unrecognised-record 3!, censored-value 2");
}

TEST_CASE_FIXTURE(
    ToldEntries,
    "told of a supposed record: of another fact, for the latest alone, and with a field that is open") {
  const FactId ast = observation("AST");
  result(ast, 40, "2025-02-01").is_confirmed = true;
  patient.supposed.records = 1;
  patient.supposed.finished = {ast, alt};
  CHECK(tell_as_given(of(Selector::most_recent, {below_100})) == "holds, fails");
  const Query any = query(Selector::any, {ast});
  CHECK(tell_all_as_given(any) == "holds; 1 decided");
  Query recorded = any;
  recorded.filters = {{Filter::Kind::recorded, method, {}, {}, Comparison::equal, {}}};
  CHECK(tell_all_as_given(recorded) == "holds, fails; 1 maybe; because field-not-recorded 1 method");
  with_word(patient.records.front(), method, "elisa");
  CHECK(tell_all_as_given(recorded) == "holds; 1 decided");
  patient.records.front().is_for_latest = true;
  CHECK(tell_all_as_given(any) == "fails");
}

TEST_CASE_FIXTURE(ToldEntries,
                  "told of a supposed record that a statement of absence denies: of no other record") {
  absent(cancer, "2025-03-01");
  Record& against = ongoing(cancer, "2024-01-01");
  against.entry = 1;
  against.is_possible = true;
  span(drug, "2025-01-01", "2025-02-01").flaw = Flaw::unconfirmed;
  record({}, "2024-01-01").kind = FactKind::condition;
  patient.entries = {{"zzyzx", {}, {}, 3, {1}}};
  span(lymphoma, "2025-01-01", "2025-02-01").is_confirmed = true;
  patient.supposed.records = 1;
  CHECK(tell_all_as_given(query(Selector::any, {lymphoma})) ==
        "holds, fails; 5 maybe; because partial-date 5, unrecognised-record 4!, conflicting-results 2, "
        "list-not-complete lymphoma");
}

TEST_CASE_FIXTURE(ToldEntries, "told of a supposed course: it lengthens none, wherever it begins") {
  Query number = query(Selector::count, {drug});
  number.is_course = true;
  complete(FactKind::condition);
  const auto beside = [&](std::string_view start, std::string_view end) {
    patient.records.clear();
    span(drug, "2024-01-01", "2024-01-31");
    span(drug, "2024-02-01", "2024-02-28");
    span(drug, start, end).is_confirmed = true;
    const NodeId node = quantity(number);
    evaluate(plan, patient, workspace);
    return told(node);
  };
  patient.supposed.records = 1;
  patient.supposed.finished = {drug};
  CHECK(beside("2024-03-01", "2024-03-31") == "2; 1 decided, 2 decided, 3 decided");
  CHECK(beside("2024-01-15", "2024-01-20") == "2; 1 decided, 2 decided, 3 decided");
  CHECK(beside("2023-12-01", "2023-12-31") == "2; 1 decided, 2 decided, 3 decided");
}

TEST_CASE_FIXTURE(ToldEntries,
                  "told of a quantity of a list that was not read: a value of it or another one") {
  result(alt, 40, "2025-01-01");
  const NodeId value = quantity(of(Selector::most_recent));
  const NodeId or_five = op(Op::otherwise, {value, World::number(5)});
  const NodeId are_equal = compare(value, Comparison::equal, or_five);
  CHECK(truth_of(are_equal) == yes);
  patient.unread[static_cast<std::size_t>(FactKind::observation)] = RecordId{0};
  CHECK(truth_of(are_equal) == open);
}

TEST_CASE_FIXTURE(ToldEntries,
                  "told of a supposed multiple of a limit of normal: it has the sign of the value") {
  const NodeId high = condition(of(Selector::most_recent, {times_upper(Comparison::less, 2)}));
  result(alt, 40, "2025-02-01");
  const auto is_admissible = [&](const Range& ratio) {
    patient.supposed.ratios = {{0, true, ratio}};
    static_cast<void>(truth_of(high));
    return !workspace.is_inadmissible;
  };
  CHECK(is_admissible(Range::above(0)));
  CHECK_FALSE(is_admissible(Range::below(0)));
  CHECK_FALSE(is_admissible(Range::exactly(0)));
}
