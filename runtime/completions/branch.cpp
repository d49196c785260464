#include "runtime/completions/branch.h"

#include <algorithm>
#include <utility>

namespace eligo {
namespace {

Attribute* find(PatientFacts& patient, FactId fact) {
  return const_cast<Attribute*>(patient.attribute(fact));
}

Range* find(Supposition& supposed, const Supposition::Ratio& ratio) {
  return const_cast<Range*>(supposed.ratio(ratio.record, ratio.is_upper));
}

}  // namespace

Supposed::Supposed(PatientFacts& patient, const Branch& one) : patient_(patient), branch_(one) {
  std::visit([this](const auto& each) { apply(each); }, one);
}

void Supposed::apply(const RecordBranch& one) {
  record_ = std::exchange(patient_.records[one.record], one.as);
}

/// One of the records of an entry stays: the reading, else the one that stands for the entry.
void Supposed::apply(const EntryBranch& one) {
  const UnknownEntry& entry = patient_.entries[one.entry - 1];
  const std::uint32_t kept = one.reading.value_or(entry.itself);
  const auto decide = [&](std::uint32_t index) {
    Record& record = patient_.records[index];
    statuses_.push_back(record.status);
    record.is_possible = false;
    if (index != kept) record.status = RecordStatus::void_;
  };
  decide(entry.itself);
  for (const std::uint32_t reading : entry.readings) decide(reading);
}

void Supposed::undo(const EntryBranch& one) {
  const UnknownEntry& entry = patient_.entries[one.entry - 1];
  std::size_t next = 0;
  const auto restore = [&](std::uint32_t index) {
    patient_.records[index].is_possible = true;
    patient_.records[index].status = statuses_[next++];
  };
  restore(entry.itself);
  for (const std::uint32_t reading : entry.readings) restore(reading);
}

/// The record's fields move to the end of all, where the new one has room.
void Supposed::apply(const FieldBranch& one) {
  Record& record = patient_.records[one.record];
  record_ = record;
  fields_ = patient_.fields.size();
  record.first_field = static_cast<std::uint32_t>(fields_);
  for (std::uint32_t i = 0; i < record_.field_count; ++i) {
    const FieldValue value = patient_.fields[record_.first_field + i];
    const bool is_it = value.field == one.as.field && value.ingredient == one.as.ingredient;
    if (!is_it) patient_.fields.push_back(value);
  }
  patient_.fields.push_back(one.as);
  record.field_count = static_cast<std::uint32_t>(patient_.fields.size() - fields_);
}

void Supposed::apply(const AttributeBranch& one) {
  if (Attribute* attribute = find(patient_, one.as.fact)) {
    attribute_ = std::exchange(*attribute, one.as);
  } else {
    patient_.attributes.push_back(one.as);
  }
}

void Supposed::apply(const AnchorBranch& one) {
  anchor_ = std::exchange(patient_.anchors[one.anchor.value], one.day);
}

void Supposed::apply(const RatioBranch& one) {
  if (Range* ratio = find(patient_.supposed, one.ratio)) {
    ratio_ = std::exchange(*ratio, one.ratio.range);
  } else {
    patient_.supposed.ratios.push_back(one.ratio);
  }
}

void Supposed::apply(const ResultBranch& one) { patient_.supposed.results.push_back(one.outcome); }

void Supposed::finish(const std::vector<FactId>& facts) {
  auto& finished = patient_.supposed.finished;
  finished_ = finished.size();
  finished.insert(finished.end(), facts.begin(), facts.end());
}

void Supposed::apply(const FinishedBranch& one) {
  finish(one.facts);
  if (one.kind) patient_.supposed.finished_kinds.push_back(*one.kind);
}

void Supposed::apply(const FurtherBranch& one) {
  finish(one.finished);
  patient_.records.push_back(one.record);
  ++patient_.supposed.records;
}

Supposed::~Supposed() {
  if (const auto* record = std::get_if<RecordBranch>(&branch_)) {
    patient_.records[record->record] = record_;
  } else if (const auto* entry = std::get_if<EntryBranch>(&branch_)) {
    undo(*entry);
  } else if (const auto* field = std::get_if<FieldBranch>(&branch_)) {
    patient_.records[field->record] = record_;
    patient_.fields.resize(fields_);
  } else if (const auto* attribute = std::get_if<AttributeBranch>(&branch_)) {
    if (attribute_) {
      *find(patient_, attribute->as.fact) = *attribute_;
    } else {
      patient_.attributes.pop_back();
    }
  } else if (const auto* anchor = std::get_if<AnchorBranch>(&branch_)) {
    patient_.anchors[anchor->anchor.value] = anchor_;
  } else if (const auto* ratio = std::get_if<RatioBranch>(&branch_)) {
    if (ratio_) {
      *find(patient_.supposed, ratio->ratio) = *ratio_;
    } else {
      patient_.supposed.ratios.pop_back();
    }
  } else if (std::holds_alternative<ResultBranch>(branch_)) {
    patient_.supposed.results.pop_back();
  } else if (const auto* finished = std::get_if<FinishedBranch>(&branch_)) {
    if (finished->kind) patient_.supposed.finished_kinds.pop_back();
    patient_.supposed.finished.resize(finished_);
  } else {
    patient_.supposed.finished.resize(finished_);
    patient_.records.pop_back();
    --patient_.supposed.records;
  }
}

PatientFacts copy_of(const PatientFacts& patient) {
  PatientFacts copy;
  copy.id = patient.id;
  copy.anchors = patient.anchors;
  copy.anchor_times = patient.anchor_times;
  copy.bad_anchors = patient.bad_anchors;
  copy.attributes = patient.attributes;
  copy.records = patient.records;
  copy.entries = patient.entries;
  copy.unread = patient.unread;
  copy.supposed = patient.supposed;
  copy.fields = patient.fields;
  copy.complete = patient.complete;
  return copy;
}

}  // namespace eligo
