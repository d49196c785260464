#include <algorithm>
#include <unordered_map>

#include "compiler/lint/lint.h"
#include "compiler/lint/regions.h"

/// Contradictions and repetitions among the criteria of a protocol. Only criteria that limit the same
/// quantity are compared, and of many on one quantity each only with the tightest, so that the cost grows
/// with the file alone.
namespace eligo::lint {
namespace {

struct Passing {
  const CheckedCriterion* criterion = nullptr;
  Region passing;
  Region failing;

  /// A criterion that all or none pass is reported on its own.
  [[nodiscard]] bool decides() const { return !passing.empty() && !failing.empty(); }
};

/// The limits of all criteria, and for each quantity the criteria worth comparing others with.
class Neighbours {
 public:
  explicit Neighbours(const Checked& program) {
    Regions& regions = program.regions();
    for (const CheckedCriterion& criterion : program.criteria())
      all_.push_back({&criterion, regions.passing(*criterion.plan), regions.failing(*criterion.plan)});
    by_axis_.resize(regions.axis_count());
    for (std::uint32_t i = 0; i < all_.size(); ++i) {
      if (!all_[i].decides()) continue;
      for (const Axis axis : axes(all_[i].passing)) keep(by_axis_[axis], i, axis);
    }
  }

  [[nodiscard]] const std::vector<Passing>& all() const { return all_; }

  /// Calls `visit` for the criteria before or behind `index` that it may have to do with, until one returns
  /// true.
  template <typename Visit>
  void each_other(std::uint32_t index, const Visit& visit) const {
    std::vector<std::uint32_t> others;
    for (const Axis axis : axes(all_[index].passing)) {
      const auto& here = by_axis_[axis];
      others.insert(others.end(), here.begin(), here.end());
    }
    std::sort(others.begin(), others.end());
    others.erase(std::unique(others.begin(), others.end()), others.end());
    for (const std::uint32_t other : others) {
      if (other != index && visit(all_[other])) return;
    }
  }

 private:
  static constexpr std::size_t most_kept = 16;

  static std::vector<Axis> axes(const Region& region) {
    std::vector<Axis> result;
    for (const Box& box : region) {
      for (const auto& [axis, values] : box) result.push_back(axis);
    }
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
  }

  /// Where a single limit on the axis begins and ends; nothing for criteria of several parts.
  [[nodiscard]] const Range* limit(std::uint32_t index, Axis axis) const {
    const Region& region = all_[index].passing;
    if (region.size() != 1 || region[0].size() != 1 || region[0][0].first != axis) return nullptr;
    return &region[0][0].second.ranges().front();
  }

  /// The first few criteria on an axis, and later ones in place of some that are less tight.
  void keep(std::vector<std::uint32_t>& kept, std::uint32_t index, Axis axis) const {
    if (kept.size() < most_kept) {
      kept.push_back(index);
      return;
    }
    const Range* mine = limit(index, axis);
    if (mine == nullptr) return;
    // The first two places hold the lowest upper and the highest lower limit.
    const Range* low = limit(kept[0], axis);
    const Range* high = limit(kept[1], axis);
    if (mine->high && (low == nullptr || !low->high || mine->high->value < low->high->value)) kept[0] = index;
    if (mine->low && (high == nullptr || !high->low || mine->low->value > high->low->value)) kept[1] = index;
  }

  std::vector<Passing> all_;
  std::vector<std::vector<std::uint32_t>> by_axis_;
};

bool is_before(const Passing& a, const Passing& b) {
  return a.criterion->block.node < b.criterion->block.node;
}

/// The outcome of one criterion that follows where another one passes.
bool one_implies(const Passing& narrow, const Passing& wide) { return implies(narrow.passing, wide.failing); }

bool is_equal(const Passing& a, const Passing& b) { return one_implies(a, b) && one_implies(b, a); }

template <typename Visit>
void each_pair(const Checked& program, const Visit& visit) {
  const Neighbours neighbours(program);
  for (std::uint32_t i = 0; i < neighbours.all().size(); ++i) {
    const Passing& self = neighbours.all()[i];
    if (!self.decides()) continue;
    neighbours.each_other(i, [&](const Passing& other) {
      return self.criterion->plan->root != other.criterion->plan->root && visit(self, other);
    });
  }
}

}  // namespace

void criteria_contradict(const Checked& program, LintReporter& report) {
  each_pair(program, [&](const Passing& self, const Passing& other) {
    if (!is_before(other, self) || overlap(self.passing, other.passing)) return false;
    report
        .add(self.criterion->head(),
             "nobody can pass both " + self.criterion->id() + " and " + other.criterion->id())
        .note("the other one", other.criterion->head());
    return true;
  });
}

void criterion_implied(const Checked& program, LintReporter& report) {
  each_pair(program, [&](const Passing& self, const Passing& other) {
    if (!one_implies(other, self)) return false;
    if (is_equal(self, other)) {
      const bool is_pair = self.criterion->is_exclusion() != other.criterion->is_exclusion();
      if (is_pair || is_before(self, other)) return false;  // W1211; or reported at the later one
    }
    report
        .add(self.criterion->head(), "whoever passes " + other.criterion->id() + " passes " +
                                         self.criterion->id() + ", which thus decides nothing")
        .note("the one that asks for more", other.criterion->head());
    return true;
  });
}

void exclusion_repeats_inclusion(const Checked& program, LintReporter& report) {
  each_pair(program, [&](const Passing& self, const Passing& other) {
    const bool is_pair = self.criterion->is_exclusion() && !other.criterion->is_exclusion();
    if (!is_pair || !is_equal(self, other)) return false;
    report
        .add(self.criterion->head(),
             self.criterion->id() + " excludes exactly those who do not meet " + other.criterion->id())
        .note("the inclusion", other.criterion->head());
    return true;
  });
}

void duplicate_rule(const Checked& program, LintReporter& report) {
  std::unordered_map<std::uint64_t, const CheckedCriterion*> seen;
  for (const CheckedCriterion& criterion : program.criteria()) {
    const std::uint64_t key =
        std::uint64_t{criterion.plan->root.value} * 2 + (criterion.is_exclusion() ? 1 : 0);
    const auto [first, is_new] = seen.try_emplace(key, &criterion);
    if (is_new) continue;
    report.add(criterion.head(), criterion.id() + " has the same rule as " + first->second->id())
        .note("the first one", first->second->head());
  }
}

}  // namespace eligo::lint
