#include "runtime/host/screener_core.h"

#include <utility>

#include "runtime/evaluate/evaluate.h"

namespace eligo {

ScreenerCore::ScreenerCore(const Plan& plan, ReadingChoice readings, const ingest::Dictionary* dictionary)
    : plan_(plan), readings_(std::move(readings)), dictionary_(dictionary), parser_(plan, dictionary) {}

void ScreenerCore::set_limits(const Limits& limits, const std::atomic<bool>* cancelled) {
  parser_.set_limits(limits);
  nesting_ = limits.nesting;
  workspace_.budget = {limits.cases, limits.steps, cancelled};
}

bool ScreenerCore::read(std::string_view json, std::size_t line, DataNotices& notices) {
  if (!fhir::is_fhir(json, form_)) return parser_.parse(json, line, facts_, notices);
  if (!fhir_) fhir_.emplace(plan_.vocabulary, dictionary_);
  fhir_->set_nesting(nesting_);
  if (fhir_->convert(json, run_facts_, document_)) return parser_.parse(document_, line, facts_, notices);
  notices.add(
      {DataNotice::Kind::unreadable, {}, line, 0, "this is no patient that can be read: " + fhir_->error()});
  return false;
}

void ScreenerCore::judge() {
  evaluate(plan_, facts_, workspace_);
  screen(plan_, facts_, workspace_, readings_, outcome_);
}

}  // namespace eligo
