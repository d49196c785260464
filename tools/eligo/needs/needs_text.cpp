#include "tools/eligo/needs/needs_text.h"

#include <algorithm>
#include <array>

#include "runtime/model/ingredients.h"
#include "runtime/values/contains.h"
#include "runtime/words/code_words.h"
#include "runtime/words/describe.h"
#include "runtime/words/explain.h"
#include "runtime/words/phrases.h"
#include "tools/eligo/doc/chapters.h"
#include "tools/eligo/needs/groups.h"
#include "tools/eligo/needs/phrases.h"

namespace eligo {
namespace {

std::string joined(const std::vector<std::string>& items, std::string_view sign = ", ") {
  std::string text;
  for (const std::string& item : items) {
    if (!text.empty()) text += sign;
    text += item;
  }
  return text;
}

std::string codes_of(const Fact& fact) {
  std::vector<std::string> codes;
  for (const Code& code : fact.codes) codes.push_back(code.system + ' ' + code_words(fact, code));
  return joined(codes);
}

/// `azathioprine [ATC L04AX01]`
std::string name_with_codes(const Fact& fact) {
  return fact.codes.empty() ? fact.name : fact.name + " [" + codes_of(fact) + ']';
}

class NeedsText {
 public:
  NeedsText(const Plan& plan, const Needs& needs, const Style& style)
      : plan_(plan), needs_(needs), style_(style) {}

  std::string write() {
    out_ = paint(plan_.protocol, Tone::strong, style_);
    if (!plan_.version.empty()) out_ += ", version " + plan_.version;
    out_ += "\nWhat patients' documents must hold so that every criterion can be answered\n";
    write_anchors();
    constexpr std::array kinds{FactKind::attribute, FactKind::observation, FactKind::condition,
                               FactKind::treatment, FactKind::procedure,   FactKind::question};
    for (const FactKind kind : kinds) write_facts(kind);
    write_lists();
    return std::move(out_);
  }

 private:
  void head(const std::string& text) { out_ += '\n' + paint(text, Tone::strong, style_) + '\n'; }

  /// A name, and what it is, beside it or below.
  void entry(const std::string& name, const std::string& label) {
    out_ += "  " + name;
    const bool says_more = !label.empty() && fold_word(label) != fold_word(name);
    const bool fits = display_width(name) + display_width(label) + 4 <= style_.width;
    if (says_more && fits) out_ += paint("  " + label, Tone::dim, style_);
    out_ += '\n';
    if (says_more && !fits) line("meaning", label);
  }

  void line(std::string_view label, const std::string& text) {
    constexpr int label_width = 10;
    constexpr int indent = 4;
    if (text.empty()) return;
    std::string start = std::string(indent, ' ') + paint(padded(label, label_width), Tone::dim, style_);
    for (const std::string& part : wrapped(text, style_.width - indent - label_width)) {
      out_ += start + part + '\n';
      start = std::string(indent + label_width, ' ');
    }
  }

  void asked_by(const std::vector<std::uint32_t>& askers) {
    line("for", joined(asker_names(needs_, askers)));
  }

  void write_anchors() {
    if (needs_.anchors.empty()) return;
    head("Anchors, the days that windows are counted from (`anchors`)");
    for (const AnchorNeed& need : needs_.anchors) {
      const Anchor& anchor = plan_.vocabulary[need.anchor];
      entry(anchor.name, anchor.label);
      if (need.anchor == plan_.as_of) line("is", "the as-of date: nothing that is dated after it counts");
      asked_by(need.askers);
    }
  }

  void write_facts(FactKind kind) {
    const auto groups = needs_alike(plan_, needs_, kind);
    if (groups.empty()) return;
    constexpr std::array<std::string_view, 6> heads{"Attributes", "Results",    "Conditions",
                                                    "Treatments", "Procedures", "Answers to questions"};
    head(std::string(heads[static_cast<std::size_t>(kind)]) + " (`" + std::string(list_name(kind)) + "`)");
    for (const auto& group : groups) write_group(group);
  }

  void write_group(const std::vector<const FactNeed*>& group) {
    const FactNeed& need = *group.front();
    const Fact& fact = plan_.vocabulary[need.fact];
    if (group.size() > 1) {
      std::vector<std::string> names;
      names.reserve(group.size());
      for (const FactNeed* one : group) names.push_back(name_with_codes(plan_.vocabulary[one->fact]));
      entry("any of " + std::to_string(group.size()), {});
      line("these", joined(names));
    } else {
      entry(fact.name, fact.label);
      write_fact(fact, need.fact);
    }
    write_use(need);
  }

  void write_fact(const Fact& fact, FactId id) {
    if (fact.type.kind != ValueKind::none) line("value", values_of(plan_.vocabulary, fact.type));
    if (fact.type.plausible)
      line("plausible", with_unit(range_text(*fact.type.plausible), fact.type.unit_text));
    line("asked of", fact.judged_by.empty() ? "" : "the " + fact.judged_by);
    line("codes", codes_of(fact));
    line("also", joined(fact.aliases));
    std::vector<std::string> narrower;
    std::vector<std::string> combinations;
    for (const FactId one : fact.narrower) {
      const bool is_part = is_ingredient(plan_.vocabulary, id, one);
      (is_part ? combinations : narrower).push_back(name_with_codes(plan_.vocabulary[one]));
    }
    line("kinds", joined(narrower));
    line("also in", joined(combinations));
  }

  void write_use(const FactNeed& need) {
    if (need.wants_lower_limit || need.wants_upper_limit) {
      const bool wants_both = need.wants_lower_limit && need.wants_upper_limit;
      line("reference", wants_both               ? "both limits of normal of its laboratory"
                        : need.wants_upper_limit ? "the upper limit of normal of its laboratory"
                                                 : "the lower limit of normal of its laboratory");
    }
    std::vector<std::string> fields;
    for (const FieldNeed& field : need.fields) fields.push_back(field_words(field));
    line("fields", joined(fields, "; "));
    const bool asks_dose = std::any_of(need.fields.begin(), need.fields.end(),
                                       [&](const FieldNeed& field) { return field.field == plan_.dose; });
    if (asks_dose && is_in_combinations(need.fact))
      line("", "the dose in a combination is that of its `ingredients`, not its own");
    line("window", joined(window_phrases(plan_, need.windows), "; "));
    asked_by(need.askers);
  }

  /// Whether records of a combination may be asked for as records of the fact, or of a kind of it.
  bool is_in_combinations(FactId fact) const {
    const auto& narrower = plan_.vocabulary[fact].narrower;
    return std::any_of(narrower.begin(), narrower.end(), [&](FactId one) {
      const auto& ingredients = plan_.vocabulary[one].ingredients;
      return std::any_of(ingredients.begin(), ingredients.end(), [&](FactId ingredient) {
        return ingredient == fact || contains(plan_.vocabulary[ingredient].broader, fact);
      });
    });
  }

  /// `method (one of: elisa, farr)`
  std::string field_words(const FieldNeed& need) const {
    const Field& field = plan_.vocabulary[need.field];
    const std::string values =
        need.facts.empty() ? values_of(plan_.vocabulary, field.type) : facts_words(plan_, need.facts);
    return field.name + " (" + values + ')';
  }

  void write_lists() {
    if (needs_.lists.empty()) return;
    head("Lists that must be complete for a \"there was none\" (`complete`)");
    for (const ListNeed& need : needs_.lists) {
      entry(std::string(list_name(need.kind)), {});
      line("any entry", need.any_record.empty()
                            ? ""
                            : "of whatever name, for " + joined(asker_names(needs_, need.any_record)));
      line("window", joined(window_phrases(plan_, need.windows), "; "));
      asked_by(need.askers);
      line("assumed", need.assuming.empty() ? ""
                                            : "by the protocol, where nothing is recorded, for " +
                                                  joined(asker_names(needs_, need.assuming)));
    }
  }

  const Plan& plan_;
  const Needs& needs_;
  const Style& style_;
  std::string out_;
};

}  // namespace

std::string needs_text(const Plan& plan, const Needs& needs, const Style& style) {
  return NeedsText(plan, needs, style).write();
}

}  // namespace eligo
