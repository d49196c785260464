#include "runtime/evaluate/dose_sheet.h"

#include <algorithm>

#include "runtime/model/broader.h"
#include "runtime/model/ingredients.h"

namespace eligo {
namespace {

/// A prescription that is taken, or may be.
struct Intake {
  const Prescription* of = nullptr;
  bool is_sure = false;
};

bool is_one_drug(const Prescription& a, const Prescription& b) {
  return a.is_recorded && b.is_recorded && a.fact == b.fact && a.name == b.name;
}

/// Whether two of one drug may be of one dose.
bool may_be_one(const Prescription& a, const Prescription& b) {
  return is_one_drug(a, b) && in_both(a.dose, b.dose).has_value();
}

/// Negative: the range `a` begins, or ends, first. No dose is less than 0.
int compare_lows(const Range& a, const Range& b) {
  if (a.low->value != b.low->value) return a.low->value < b.low->value ? -1 : 1;
  return static_cast<int>(a.low->open) - static_cast<int>(b.low->open);
}
int compare_highs(const Range& a, const Range& b) {
  if (!a.high || !b.high) return static_cast<int>(b.high.has_value()) - static_cast<int>(a.high.has_value());
  if (a.high->value != b.high->value) return a.high->value < b.high->value ? -1 : 1;
  return static_cast<int>(b.high->open) - static_cast<int>(a.high->open);
}

bool comes_first(const Prescription& a, const Prescription& b) {
  if (a.is_recorded != b.is_recorded) return a.is_recorded;
  if (a.fact != b.fact) return a.fact < b.fact;
  if (a.name != b.name) return a.name < b.name;
  const int low = compare_lows(a.dose, b.dose);
  const int order = low != 0 ? low : compare_highs(a.dose, b.dose);
  return order != 0 ? order < 0 : a.candidate < b.candidate;
}

bool is_any(const Prescription& /*one*/) { return true; }
bool is_surely_own(const Prescription& one) { return one.sameness == Sameness::own; }
bool may_be_own(const Prescription& one) { return one.sameness != Sameness::one; }
bool may_be_another_one(const Prescription& one) { return !is_surely_own(one); }

/// Which of some, in the order of the sheet, may be one with another one that is a partner. Of those before
/// it the one whose dose reaches highest is one if any is; of those behind it the next one.
template <typename IsPartner>
std::vector<bool> find_likes(const std::vector<Intake>& some, IsPartner is_partner) {
  std::vector<bool> result(some.size());
  const Prescription* highest = nullptr;
  for (std::size_t i = 0; i < some.size(); ++i) {
    const Prescription& one = *some[i].of;
    const bool is_of_drug = highest != nullptr && is_one_drug(*highest, one);
    result[i] = is_of_drug && may_be_one(*highest, one);
    if (!is_partner(one)) continue;
    if (!is_of_drug || compare_highs(highest->dose, one.dose) < 0) highest = &one;
  }
  const Prescription* next = nullptr;
  for (std::size_t i = some.size(); i-- > 0;) {
    const Prescription& one = *some[i].of;
    if (!result[i] && next != nullptr) result[i] = may_be_one(one, *next);
    if (is_partner(one)) next = &one;
  }
  return result;
}

/// The prescriptions that are taken, or may be, in the order of the sheet.
std::vector<Intake> intakes_of(const std::vector<Prescription>& prescriptions, const DoseSheet::Taken& taken,
                               bool of_dependent_alone = false) {
  std::vector<Intake> there;
  for (const Prescription& one : prescriptions) {
    if (of_dependent_alone && one.is_by_itself) continue;
    const Truth is_taken = taken(*one.candidate);
    if (is_taken.may_hold()) there.push_back({&one, is_taken.is_holding()});
  }
  return there;
}

/// Prescriptions of one drug that are exactly of one dose; or a single one.
struct DoseGroup {
  std::size_t begin = 0, end = 0;
  // Of what is sure, and of all that may be taken: the first in the data, and how many are none with another.
  const Candidate* first_sure = nullptr;
  const Candidate* first = nullptr;
  std::size_t sure_owns = 0;
  std::size_t possible_owns = 0;
};

DoseGroup group_from(const std::vector<Intake>& there, std::size_t begin) {
  DoseGroup group{begin, begin, nullptr, nullptr, 0, 0};
  const Prescription& head = *there[begin].of;
  const auto is_in = [&](const Prescription& one) {
    return &one == &head || (head.dose.is_exact() && one.dose.is_exact() && may_be_one(head, one));
  };
  for (; group.end < there.size() && is_in(*there[group.end].of); ++group.end) {
    const Intake& one = there[group.end];
    if (group.first == nullptr) group.first = one.of->candidate;
    if (may_be_own(*one.of)) ++group.possible_owns;
    if (!one.is_sure) continue;
    if (group.first_sure == nullptr) group.first_sure = one.of->candidate;
    if (is_surely_own(*one.of)) ++group.sure_owns;
  }
  return group;
}

/// Whether one is the first of those that have exactly its dose, and none of the others is one of its own.
bool stands_for_sure(const DoseGroup& group, const Prescription& one) {
  const std::size_t others = group.sure_owns - (is_surely_own(one) ? 1 : 0);
  return one.dose.is_exact() && others == 0 && group.first_sure == one.candidate;
}
bool stands_for_all(const DoseGroup& group, const Prescription& one) {
  const std::size_t others = group.possible_owns - (may_be_own(one) ? 1 : 0);
  return one.dose.is_exact() && others == 0 && group.first == one.candidate;
}

Range sum_of(const std::vector<Intake>& there) {
  const std::vector<bool> has_like = find_likes(there, is_any);
  const std::vector<bool> has_doubtful_like = find_likes(there, may_be_another_one);
  Range least = Range::exactly(0);
  Range most = Range::exactly(0);
  Range highest = Range::exactly(0);  // of those that may be one with another
  for (std::size_t begin = 0; begin < there.size();) {
    const DoseGroup group = group_from(there, begin);
    for (std::size_t i = group.begin; i < group.end; ++i) {
      const Prescription& one = *there[i].of;
      if (there[i].is_sure) {
        highest = larger(highest, one.dose);
        // Of an open dose, which another one that is none of its own may be, that one may be told already.
        const bool is_own = is_surely_own(one) && (one.dose.is_exact() || !has_doubtful_like[i]);
        if (!has_like[i] || is_own || stands_for_sure(group, one)) least = least + one.dose;
      }
      const bool is_apart = may_be_own(one) || !one.dose.is_exact();
      if (!has_like[i] || is_apart || stands_for_all(group, one)) most = most + one.dose;
    }
    begin = group.end;
  }
  return {larger(least, highest).low, most.high};
}

FactId drug_of(const Record& record) { return record.narrower.exists() ? record.narrower : record.fact; }

/// Where it is open whether a record is of a narrower drug, those of that drug may be one with it.
void take_as_one_drug(const QueryRun& run, std::vector<Prescription>& prescriptions) {
  for (const Prescription& one : prescriptions) {
    const FactId broad = run.record(*one.candidate).fact;
    for (const FactId narrower : drugs_it_may_be(run, *one.candidate)) {
      for (Prescription& other : prescriptions) {
        if (other.is_recorded && other.fact == narrower) other.fact = broad;
      }
    }
  }
}

}  // namespace

std::vector<FactId> drugs_it_may_be(const QueryRun& run, const Candidate& candidate) {
  const Record& record = run.record(candidate);
  const bool is_open =
      candidate.record < run.patient.recorded_count() && record.entry == 0 && !record.narrower.exists();
  if (!is_open) return {};
  return drugs_it_may_be(run.plan.vocabulary, run.query, run.patient, record.fact);
}

Range stated_dose(const QueryRun& run, const Candidate& candidate) {
  const Record& record = run.record(candidate);
  const auto stated = [&](FactId ingredient) {
    const FieldValue* dose = run.patient.field(record, run.plan.dose, ingredient);
    const bool is_readable = dose != nullptr && dose->flaw == Flaw::none;
    return is_readable ? larger(dose->quantity, Range::exactly(0)) : Range::at_least(0);
  };
  const std::vector<FactId> ingredients = ingredients_asked(run.plan.vocabulary, run.query, record.fact);
  if (ingredients.empty()) return stated({});
  Range sum = Range::exactly(0);
  for (const FactId ingredient : ingredients) sum = sum + stated(ingredient);
  return sum;
}

DoseSheet::DoseSheet(const QueryRun& run) : first_(run.scratch().candidates.data()) {
  const auto& candidates = run.scratch().candidates;
  prescriptions_.reserve(candidates.size());
  for (const Candidate& one : candidates) {
    const Record& record = run.record(one);
    const bool is_recorded = one.record < run.patient.recorded_count();
    const std::string_view name = record.fact.exists() ? std::string_view{} : record.recorded_name;
    prescriptions_.push_back(
        {&one, stated_dose(run, one), drug_of(record), name, record.sameness, is_recorded, true});
  }
  take_as_one_drug(run, prescriptions_);
  std::sort(prescriptions_.begin(), prescriptions_.end(), comes_first);
  std::vector<Intake> all;
  all.reserve(prescriptions_.size());
  for (const Prescription& one : prescriptions_) all.push_back({&one, true});
  const std::vector<bool> has_like = find_likes(all, is_any);
  const std::vector<bool> has_doubtful_like = find_likes(all, may_be_another_one);
  for (std::size_t i = 0; i < all.size(); ++i) {
    Prescription& one = prescriptions_[i];
    one.is_by_itself = is_surely_own(one) ? !has_doubtful_like[i] : !has_like[i];
  }
}

Range DoseSheet::total(const Taken& taken) const { return sum_of(intakes_of(prescriptions_, taken)); }

Range DoseSheet::total_of_dependent(const Taken& taken) const {
  return sum_of(intakes_of(prescriptions_, taken, true));
}

std::vector<bool> DoseSheet::open_samenesses(const Taken& taken) const {
  const std::vector<Intake> there = intakes_of(prescriptions_, taken);
  const std::vector<bool> has_like = find_likes(there, is_any);
  std::vector<bool> result(prescriptions_.size());
  for (std::size_t i = 0; i < there.size(); ++i) {
    const auto place = static_cast<std::size_t>(there[i].of->candidate - first_);
    result[place] = has_like[i] && there[i].of->sameness == Sameness::open;
  }
  return result;
}

}  // namespace eligo
