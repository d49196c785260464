#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/lint/quotation.h"
#include "compiler/names/scope.h"
#include "compiler/source/modules.h"
#include "runtime/model/plan.h"

namespace eligo {
class Program;
}

namespace eligo::lint {

class Regions;

/// A criterion of the file at hand: its text, and the plan that was made of it.
struct CheckedCriterion {
  Place block;
  const Criterion* plan = nullptr;
  Place rule;       ///< its condition, without `only for` and readings
  Place quotation;  ///< may not exist
  Quotation words;  ///< of the quotation
  /// The author has dealt with the ambiguity of the sentence: by a note, a review or another reading.
  bool is_answered = false;

  [[nodiscard]] bool is_exclusion() const { return plan->polarity == Polarity::exclusion; }
  [[nodiscard]] Span head() const { return block.child(Syntax::name).span(); }
  [[nodiscard]] std::string id() const { return "`" + plan->id + "`"; }
};

/// A program without errors, as rules see it.
class Checked {
 public:
  Checked(Program& program, const std::vector<SourceText>& files);
  ~Checked();
  Checked(const Checked&) = delete;
  Checked& operator=(const Checked&) = delete;

  [[nodiscard]] const Module& main() const { return main_; }
  [[nodiscard]] const ModuleSet& modules() const { return modules_; }
  [[nodiscard]] const Scope& scope() const { return scope_; }
  [[nodiscard]] const Plan& plan() const { return plan_; }
  [[nodiscard]] const Vocabulary& vocabulary() const { return plan_.vocabulary; }
  [[nodiscard]] const std::vector<SourceText>& files() const { return files_; }
  [[nodiscard]] bool is_protocol() const { return main_.kind == Module::Kind::protocol; }

  [[nodiscard]] const std::vector<CheckedCriterion>& criteria() const { return criteria_; }
  /// The blocks of the file at hand of these kinds.
  [[nodiscard]] std::vector<Place> blocks(std::initializer_list<Syntax> kinds) const;
  /// The node that the condition at a place of the file at hand became; none where it is no condition.
  [[nodiscard]] NodeId node(const Place& condition) const;
  /// The fact that a name stands for; none if it is no fact.
  [[nodiscard]] const Fact* fact(std::string_view name) const;
  /// Which values make conditions hold. Worked out when first asked for.
  [[nodiscard]] Regions& regions() const;

 private:
  const Module& main_;
  const ModuleSet& modules_;
  const Scope& scope_;
  const Plan& plan_;
  const std::vector<SourceText>& files_;
  const std::vector<NodeId>& nodes_;
  std::vector<CheckedCriterion> criteria_;
  mutable std::unique_ptr<Regions> regions_;
};

/// Calls `visit` for a node and all below it, in source order of their ends (children before parents).
template <typename Visit>
void each_below(const Place& place, const Visit& visit) {
  const std::uint32_t size = place.module->tree[place.node].size;
  for (std::uint32_t node = place.node + 1 - size; node <= place.node; ++node) visit(place.at(node));
}

/// Whether a node of one of the kinds stands below the place, or the place is one.
bool has_below(const Place& place, std::initializer_list<Syntax> kinds);

/// Through the levels of a condition that hold a single operand: `((a))` and a lone `a` are a.
Place unwrap_condition(Place place);

/// The same for a quantity: a lone selection, literal or name.
Place unwrap_quantity(Place place);

/// The name of the fact, group or instrument that a record question asks about; may not exist.
Place asked_name(const Place& question);

/// An empty span at the beginning or the end of another, to insert at.
inline Span before(Span span) { return {span.file, span.begin, span.begin}; }
inline Span behind(Span span) { return {span.file, span.end, span.end}; }

}  // namespace eligo::lint
