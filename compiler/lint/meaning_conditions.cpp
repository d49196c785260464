#include <algorithm>
#include <unordered_map>

#include "compiler/lint/lint.h"
#include "compiler/lint/regions.h"

/// Conditions that always hold or never can: told from the values that fulfil them, within the plausible
/// ranges of the vocabulary.
namespace eligo::lint {
namespace {

bool is_list(Syntax kind) {
  return kind == Syntax::all_of || kind == Syntax::any_of || kind == Syntax::none_of ||
         kind == Syntax::amount_of || kind == Syntax::conjunction || kind == Syntax::disjunction ||
         kind == Syntax::unless;
}

/// The conditions that a condition is made of; none of a single comparison or question.
std::vector<Place> parts_of(const Place& condition) {
  std::vector<Place> result;
  const Syntax kind = condition.kind();
  if (kind == Syntax::conjunction || kind == Syntax::disjunction || kind == Syntax::unless) {
    for (const Place& side : condition.children()) result.push_back(unwrap_condition(side));
  } else if (kind == Syntax::negation) {
    result.push_back(unwrap_condition(condition.first()));
  } else if (is_list(kind)) {
    for (const Place& item : condition.children(Syntax::item))
      result.push_back(unwrap_condition(item.children().back()));
  }
  return result;
}

enum class Constant : std::uint8_t { no, always, never };

/// Which conditions of the file come to the same for every patient: the innermost ones.
class Constants {
 public:
  explicit Constants(const Checked& program) : program_(program) {}

  [[nodiscard]] Constant of(const Place& condition) const {
    const NodeId node = program_.node(condition);
    if (!node.exists()) return Constant::no;
    const Outcomes& outcomes = program_.regions().of(node);
    if (outcomes.holds.empty()) return Constant::never;
    return outcomes.fails.empty() && outcomes.inapplicable.empty() ? Constant::always : Constant::no;
  }

  /// Calls `visit` for every innermost constant condition below; true if there was one.
  template <typename Visit>
  bool each(const Place& condition, const Visit& visit) const {
    bool found = false;
    for (const Place& part : parts_of(condition)) found = each(part, visit) || found;
    if (found || condition.kind() == Syntax::drug_count) return found;
    const Constant constant = of(condition);
    if (constant == Constant::no) return false;
    visit(condition, constant);
    return true;
  }

  /// The same for every condition that stands in a criterion, its readings or a definition.
  template <typename Visit>
  void each_of_file(const Visit& visit) const {
    for (const Place& block : program_.blocks(
             {Syntax::inclusion, Syntax::exclusion, Syntax::define, Syntax::score, Syntax::definition}))
      each_of_block(block, visit);
  }

 private:
  template <typename Visit>
  void each_of_block(const Place& block, const Visit& visit) const {
    for (const Place& piece : block.children()) {
      switch (piece.kind()) {
        case Syntax::unless: each(unwrap_condition(piece), visit); break;
        case Syntax::only_for:
        case Syntax::entry: each(unwrap_condition(piece.first()), visit); break;
        case Syntax::score_item: each(unwrap_condition(piece.children().back()), visit); break;
        case Syntax::reading:
        case Syntax::domain: each_of_block(piece, visit); break;
        default: break;
      }
    }
  }

  const Checked& program_;
};

void report_comparisons(const Checked& program, LintReporter& report, Constant wanted) {
  Constants(program).each_of_file([&](const Place& condition, Constant constant) {
    if (constant != wanted || is_list(condition.kind())) return;
    if (wanted == Constant::always) {
      report.add(condition.span(), "this holds for every patient, so it asks nothing")
          .note("within the plausible values that the vocabulary states");
    } else {
      report.add(condition.span(), "this can hold for no patient")
          .note("within the plausible values that the vocabulary states");
    }
  });
}

void report_lists(const Checked& program, LintReporter& report, Constant wanted) {
  Constants(program).each_of_file([&](const Place& condition, Constant constant) {
    if (constant != wanted || !is_list(condition.kind()) || condition.kind() == Syntax::unless) return;
    report.add(condition.span(),
               wanted == Constant::always
                   ? "taken together, these hold for every patient"
                   : "taken together, these can hold for no patient: they exclude each other");
  });
}

/// Criteria that come to the same for everybody, though none of their parts does.
template <typename Visit>
void each_constant_criterion(const Checked& program, const Visit& visit) {
  const Constants constants(program);
  for (const CheckedCriterion& criterion : program.criteria()) {
    const Outcomes& root = program.regions().of(criterion.plan->root);
    const bool never = root.holds.empty();
    const bool always = root.fails.empty();
    if (!never && !always) continue;
    bool is_reported = constants.each(unwrap_condition(criterion.rule), [](const Place&, Constant) {});
    const Place only_for = criterion.block.child(Syntax::only_for);
    if (only_for.exists())
      is_reported =
          constants.each(unwrap_condition(only_for.first()), [](const Place&, Constant) {}) || is_reported;
    if (!is_reported) visit(criterion, never);
  }
}

/// Lists and joins with the plan's nodes of their items.
struct Items {
  Place list;
  bool all = false;  ///< else any
  std::vector<Place> places;
};

template <typename Visit>
void each_list(const Checked& program, const Visit& visit) {
  const SyntaxTree& tree = program.main().tree;
  for (std::uint32_t node = 0; node < tree.nodes.size(); ++node) {
    const Place place{&program.main(), node};
    const Syntax kind = place.kind();
    const bool is_join = kind == Syntax::conjunction || kind == Syntax::disjunction;
    if (!is_join && kind != Syntax::all_of && kind != Syntax::any_of && kind != Syntax::none_of) continue;
    Items items{place, kind == Syntax::conjunction || kind == Syntax::all_of, parts_of(place)};
    if (items.places.size() > 1) visit(items);
  }
}

}  // namespace

void comparison_always_true(const Checked& program, LintReporter& report) {
  report_comparisons(program, report, Constant::always);
}

void comparison_never_true(const Checked& program, LintReporter& report) {
  report_comparisons(program, report, Constant::never);
}

void list_always_true(const Checked& program, LintReporter& report) {
  report_lists(program, report, Constant::always);
}

void list_never_true(const Checked& program, LintReporter& report) {
  report_lists(program, report, Constant::never);
}

void criterion_always_met(const Checked& program, LintReporter& report) {
  each_constant_criterion(program, [&](const CheckedCriterion& criterion, bool never) {
    if (never) return;
    report.add(criterion.head(),
               criterion.is_exclusion()
                   ? "this exclusion is met wherever it applies: it excludes everybody there"
                   : "this inclusion is met by every patient: it asks nothing");
  });
}

void criterion_never_met(const Checked& program, LintReporter& report) {
  each_constant_criterion(program, [&](const CheckedCriterion& criterion, bool never) {
    if (!never) return;
    report.add(criterion.head(), criterion.is_exclusion()
                                     ? "this exclusion can be met by no patient: it excludes nobody"
                                     : "this inclusion can be met by no patient");
  });
}

void duplicate_item(const Checked& program, LintReporter& report) {
  each_list(program, [&](const Items& items) {
    std::unordered_map<std::uint32_t, Place> seen;
    for (const Place& item : items.places) {
      const NodeId node = program.node(item);
      if (!node.exists()) continue;
      const auto [first, is_new] = seen.try_emplace(node.value, item);
      if (is_new) continue;
      report.add(item.span(), "this stands in the same list already")
          .note("first here", first->second.span());
    }
  });
}

void redundant_item(const Checked& program, LintReporter& report) {
  static constexpr std::size_t longest = 40;  // pairs of a longer list are not compared
  Regions& regions = program.regions();
  each_list(program, [&](const Items& items) {
    if (items.places.size() > longest) return;
    const auto is_plain = [&](const Place& item) {
      const NodeId node = program.node(item);
      if (!node.exists()) return false;
      const Outcomes& o = regions.of(node);
      return !o.holds.empty() && !o.fails.empty() && o.inapplicable.empty();
    };
    for (const Place& item : items.places) {
      if (!is_plain(item)) continue;
      const NodeId self = program.node(item);
      for (const Place& other : items.places) {
        const NodeId stronger = program.node(other);
        if (stronger == self || !is_plain(other)) continue;
        // In `any of` an item that implies another adds nobody; in `all of` one that another implies.
        const Outcomes& narrow = regions.of(items.all ? stronger : self);
        const Outcomes& wide = regions.of(items.all ? self : stronger);
        if (!implies(narrow.holds, wide.fails)) continue;
        const bool is_same = implies(wide.holds, narrow.fails);
        if (is_same && other.node > item.node) continue;  // of two that say the same, the later is reported
        report
            .add(item.span(), items.all
                                  ? "another item of this list asks for more, so this one changes nothing"
                                  : "another item of this list takes in every such patient")
            .note("that one is this", other.span());
        break;
      }
    }
  });
}

void exception_without_effect(const Checked& program, LintReporter& report) {
  const SyntaxTree& tree = program.main().tree;
  for (std::uint32_t node = 0; node < tree.nodes.size(); ++node) {
    const Place place{&program.main(), node};
    if (place.kind() != Syntax::unless || !place.first().next().exists()) continue;
    const NodeId rule = program.node(place.first());
    const NodeId exception = program.node(place.first().next());
    if (!rule.exists() || !exception.exists()) continue;
    const Outcomes& left = program.regions().of(rule);
    const Outcomes& right = program.regions().of(exception);
    if (left.holds.empty() || right.holds.empty() || overlap(left.holds, right.holds)) continue;
    report.add(place.first().next().span(), "no patient to whom the rule speaks is excepted by this")
        .note("the rule", place.first().span());
  }
}

}  // namespace eligo::lint
