#include "tools/eligo/report/readable.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <string_view>

namespace eligo {

namespace {

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(),
                     [&](std::string_view start) { return text.starts_with(start); });
}

bool is_bare(const ExplainedNode& node) {
  return node.records.empty() && node.window.empty() && node.reasons.empty() && node.assumptions.empty();
}

/// `any of { A; B }` where A and B are the parts: `any of`.
void shorten_list(ExplainedNode& node) {
  if (node.parts.size() < 2) return;
  if (!starts_with_any(node.text, {"all of", "any of", "none of", "at least", "at most", "exactly"})) return;
  const std::size_t brace = node.text.find(" {");
  if (brace != std::string::npos && node.text.back() == '}') node.text.resize(brace);
}

bool is_each(const ExplainedNode& node) { return node.text.find(" each with ") != std::string::npos; }

/// `at least 2 drugs each with C` says C: below it stand the drugs' names alone.
void name_each(ExplainedNode& node) {
  if (!is_each(node)) return;
  for (ExplainedNode& part : node.parts) {
    if (part.label.empty() || !node.text.ends_with(part.text)) continue;
    part.text = std::move(part.label);
    part.label.clear();
  }
}

/// A label that says nothing new goes; a title goes behind the name that it belongs to.
void place_label(ExplainedNode& node) {
  if (node.label.empty()) return;
  if (node.text.find(node.label) != std::string::npos) {
    node.label.clear();
  } else if (node.label.find(' ') != std::string::npos) {
    node.text += " (" + node.label + ")";
    node.label.clear();
  }
}

/// Takes everything of `part` but its text, value and outcome into `node`, in place of the part itself.
void absorb(ExplainedNode& node, ExplainedNode part) {
  node.window = std::move(part.window);
  node.records = std::move(part.records);
  node.reasons = std::move(part.reasons);
  node.assumptions = std::move(part.assumptions);
  node.parts = std::move(part.parts);
}

/// A comparison above the one quantity that it is about: one node, with the value.
void join_comparison(ExplainedNode& node) {
  if (node.is_quantity || node.parts.size() != 1 || !node.parts.front().is_quantity || !is_bare(node)) return;
  ExplainedNode quantity = std::move(node.parts.front());
  if (starts_with_any(node.text, {"<", ">", "=", "!=", "from ", "is "}))
    node.text = quantity.text + " " + node.text;
  node.value = std::move(quantity.value);
  absorb(node, std::move(quantity));
}

/// A name above its only part, which comes to the same: `NAME: part`.
void join_single_part(ExplainedNode& node) {
  if (node.parts.size() != 1 || !is_bare(node)) return;
  const ExplainedNode& only = node.parts.front();
  if (only.is_quantity != node.is_quantity || only.truth != node.truth || !only.label.empty()) return;
  if (!node.is_quantity && !node.value.empty()) return;
  ExplainedNode part = std::move(node.parts.front());
  if (node.text.find(part.text) == std::string::npos) node.text += ": " + part.text;
  node.value = std::move(part.value);
  absorb(node, std::move(part));
}

bool is_item(const ExplainedNode& node) {
  return !node.is_quantity && !node.text.empty() &&
         std::isdigit(static_cast<unsigned char>(node.text.front())) != 0 &&
         (node.text.find(" point") != std::string::npos) && node.parts.size() == 1;
}

/// `3 points: leukopenia` is labelled `leukopenia` and says `3 points`.
void name_item(ExplainedNode& item) {
  const std::size_t colon = item.text.find(": ");
  if (colon == std::string::npos) return;
  if (item.label.empty() || item.text.substr(colon + 2) == item.label) {
    item.label = item.text.substr(colon + 2);
    item.text.resize(colon);
  }
}

void make_readable(ExplainedNode& node) {  // NOLINT(misc-no-recursion): as deep as the rule
  for (ExplainedNode& part : node.parts) make_readable(part);
  if (is_item(node)) {
    name_item(node);
  } else {
    name_each(node);
    shorten_list(node);
    place_label(node);
  }
  join_comparison(node);
  join_single_part(node);
}

}  // namespace

ExplainedNode readable(ExplainedNode explanation) {
  const bool is_whole_block = starts_with_any(explanation.text, {"inclusion ", "exclusion "});
  if (!is_whole_block) {
    make_readable(explanation);
    return explanation;
  }
  explanation.text.clear();
  for (ExplainedNode& part : explanation.parts) make_readable(part);
  return explanation;
}

std::string_view nothing_name(const ExplainedNode& parent, const ExplainedNode& part) {
  if (part.is_quantity) {
    const bool is_range = part.value.starts_with("0 to ");
    const bool is_zero = part.value == "0" || (part.value.starts_with("0 ") && !is_range);
    return is_zero && part.records.empty() ? std::string_view(part.text) : std::string_view();
  }
  if (is_each(parent) && part.truth.is_failing() && part.records.empty()) return part.text;
  return parent.is_quantity && part.truth.is_failing() ? std::string_view(part.label) : std::string_view();
}

}  // namespace eligo
