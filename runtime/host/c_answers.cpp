// What C may ask of a screening beside its statuses: reasons and notices one by one, and explanations,
// questions and readings as JSON, since each of these is a tree or a table.
#include <string>
#include <utility>
#include <vector>

#include "eligo/c.h"
#include "runtime/host/c_handles.h"
#include "runtime/host/guarded.h"
#include "runtime/words/json_writer.h"

using namespace eligo;  // NOLINT(google-build-using-namespace): the handles are C's, outside the namespace

namespace {

const OpenReason* reason_at(const eligo_screener* screener, size_t criterion, size_t index) {
  const auto criteria = screener->screening.criteria();
  if (screener->screening.is_empty() || criterion >= criteria.size()) return nullptr;
  const std::vector<OpenReason>& reasons = criteria[criterion].reasons;
  return index < reasons.size() ? &reasons[index] : nullptr;
}

/// A view of a literal or of a name in the plan, so that a zero byte stands behind it.
const char* c_text(std::string_view text) { return text.empty() ? "" : text.data(); }

std::string_view json_bool(bool value) { return value ? "true" : "false"; }

void write_text(JsonWriter& out, std::string_view name, std::string_view text) {
  if (!text.empty()) out.member(name, text);
}

template <typename List, typename Write>
void write_items(JsonWriter& out, std::string_view name, const List& list, Write write) {
  if (list.empty()) return;
  out.key(name);
  out.open('[');
  for (const auto& one : list) write(one);
  out.close(']');
}

std::string_view state_name(ConditionState state) {
  switch (state) {
    case ConditionState::holds: return "holds";
    case ConditionState::fails: return "fails";
    case ConditionState::open: return "open";
    case ConditionState::not_applicable: return "not_applicable";
  }
  return {};
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as the rule, which is limited
void write_explanation(JsonWriter& out, const Explanation& one) {
  out.open('{');
  out.member("text", one.text);
  write_text(out, "label", one.label);
  if (!one.is_quantity) out.member("state", state_name(one.state));
  write_text(out, "value", one.value);
  write_text(out, "window", one.window);
  write_items(out, "records", one.records, [&](const ExplainedRecord& record) {
    out.open('{');
    out.member("text", record.text);
    write_text(out, "why", record.why);
    out.key("decided");
    out.literal(json_bool(record.has_decided));
    write_text(out, "source", record.source);
    out.close('}');
  });
  const auto write_one = [&](const std::string& text) { out.text(text); };
  write_items(out, "reasons", one.reasons, write_one);
  write_items(out, "assumptions", one.assumptions, write_one);
  write_text(out, "file", one.file);
  if (one.line > 0) {
    out.key("line");
    out.literal(std::to_string(one.line));
  }
  write_items(out, "parts", one.parts, [&](const Explanation& part) { write_explanation(out, part); });
  out.close('}');
}

void write_answer(JsonWriter& out, const std::vector<OpenQuestion>& questions) {
  out.open('[');
  for (const OpenQuestion& one : questions) {
    out.open('{');
    out.member("text", one.text);
    write_items(out, "criteria", one.criteria, [&](std::string_view id) { out.text(id); });
    out.key("settles_alone");
    out.literal(json_bool(one.settles_alone));
    out.close('}');
  }
  out.close(']');
}

void write_answer(JsonWriter& out, const std::vector<ReadingResult>& readings) {
  out.open('[');
  for (const ReadingResult& one : readings) {
    out.open('{');
    out.member("criterion", one.criterion);
    out.member("reading", one.reading);
    out.member("status", status_name(one.status));
    out.member("verdict", verdict_name(one.verdict));
    out.close('}');
  }
  out.close(']');
}

void write_answer(JsonWriter& out, const Explanation& explanation) { write_explanation(out, explanation); }

/// Keeps the answer as JSON with the screener; or gives the error.
template <typename Asked>
eligo_error* answer(eligo_screener* screener, const char** json, Asked asked) noexcept {
  *json = nullptr;
  Error error = guarded([&]() -> Error {
    const auto result = asked();
    if (!result) return result.error();
    JsonWriter out;
    write_answer(out, *result);
    screener->answer = out.take();
    *json = screener->answer.c_str();
    return {};
  });
  return error ? error_handle(std::move(error)) : nullptr;
}

}  // namespace

size_t eligo_reason_count(const eligo_screener* screener, size_t criterion) {
  const auto criteria = screener->screening.criteria();
  return screener->screening.is_empty() || criterion >= criteria.size() ? 0
                                                                        : criteria[criterion].reasons.size();
}
const char* eligo_reason_code(const eligo_screener* screener, size_t criterion, size_t index) {
  const OpenReason* reason = reason_at(screener, criterion, index);
  return reason == nullptr ? nullptr : c_text(reason->code);
}
const char* eligo_reason_fact(const eligo_screener* screener, size_t criterion, size_t index) {
  const OpenReason* reason = reason_at(screener, criterion, index);
  return reason == nullptr ? nullptr : c_text(reason->fact);
}
const char* eligo_reason_text(const eligo_screener* screener, size_t criterion, size_t index) {
  const OpenReason* reason = reason_at(screener, criterion, index);
  return reason == nullptr ? nullptr : reason->text.c_str();
}

size_t eligo_notice_count(const eligo_screener* screener) { return screener->screening.notices().size(); }
const char* eligo_notice_text(const eligo_screener* screener, size_t index) {
  const auto notices = screener->screening.notices();
  return index < notices.size() ? notices[index].text.c_str() : nullptr;
}
size_t eligo_notice_line(const eligo_screener* screener, size_t index) {
  const auto notices = screener->screening.notices();
  return index < notices.size() ? notices[index].line : 0;
}

eligo_error* eligo_explain(eligo_screener* screener, const char* criterion, const char** json) {
  return answer(screener, json, [&] { return screener->screener.explain(screener->screening, criterion); });
}
eligo_error* eligo_ask(eligo_screener* screener, const char** json) {
  return answer(screener, json, [&] { return screener->screener.ask(screener->screening); });
}
eligo_error* eligo_readings(eligo_screener* screener, const char** json) {
  return answer(screener, json, [&] { return screener->screener.readings(screener->screening); });
}
