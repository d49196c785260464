#include "runtime/host/screener_core.h"

#include <utility>

#include "runtime/evaluate/evaluate.h"

namespace eligo {

ScreenerCore::ScreenerCore(const Plan& plan, ReadingChoice readings, const ingest::Dictionary* dictionary)
    : plan_(plan), readings_(std::move(readings)), parser_(plan, dictionary) {}

void ScreenerCore::set_limits(const Limits& limits, const std::atomic<bool>* cancelled) {
  parser_.set_limits(limits);
  workspace_.budget = {limits.cases, limits.steps, cancelled};
}

bool ScreenerCore::read(std::string_view json, std::size_t line, DataNotices& notices) {
  return parser_.parse(json, line, facts_, notices);
}

void ScreenerCore::judge() {
  evaluate(plan_, facts_, workspace_);
  screen(plan_, facts_, workspace_, readings_, outcome_);
}

}  // namespace eligo
