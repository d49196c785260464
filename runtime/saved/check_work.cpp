#include "runtime/saved/plan_check.h"

/// Bounds of the work that one evaluation takes. Nodes may be shared, so a small plan can unfold into a tree
/// without end, and a chain of products into numbers without end.
namespace eligo::saved {
namespace {

constexpr std::uint32_t deepest = 1'000;             ///< nodes one inside the other: recursion
constexpr std::uint64_t most_unfolded = 20'000'000;  ///< nodes of all trees together, shared ones repeated
constexpr std::uint64_t longest_number = 1'000'000;  ///< bits of a numerator or denominator
constexpr std::uint64_t most_arithmetic = 10'000'000'000;  ///< steps of long multiplication, of all nodes
constexpr std::uint64_t data_bits = 1'000;   ///< of a number in a patient's data, with its conversion
constexpr std::uint64_t power_bits = 8'192;  ///< `power` gives none that is longer
constexpr std::uint64_t bits_of_digit = 4;
constexpr std::uint64_t bits_of_word = 64;

/// At most so many bits in numerator and denominator.
struct BitLength {
  std::uint64_t numerator = 1;
  std::uint64_t denominator = 1;
};

BitLength length_of(const Number& number) {
  const std::uint64_t bits = bits_of_digit * number.exact_text().size();
  return {bits, number.is_whole() ? 1 : bits};
}

BitLength sum(const BitLength& a, const BitLength& b) {
  return {std::max(a.numerator + b.denominator, b.numerator + a.denominator) + 1,
          a.denominator + b.denominator};
}
BitLength product(const BitLength& a, const BitLength& b) {
  return {a.numerator + b.numerator, a.denominator + b.denominator};
}
BitLength longer(const BitLength& a, const BitLength& b) {
  return {std::max(a.numerator, b.numerator), std::max(a.denominator, b.denominator)};
}

/// What stands below a node or behind a query.
struct Below {
  std::uint32_t depth = 0;
  std::uint64_t unfolded = 0;

  void add(const Below& other) {
    depth = std::max(depth, other.depth);
    unfolded = std::min(unfolded + other.unfolded, most_unfolded + 1);
  }
};

class WorkCheck {
 public:
  explicit WorkCheck(const Plan& plan)
      : plan_(plan), below_(plan.nodes.size()), lengths_(plan.nodes.size()), queries_(plan.queries.size()) {}

  PlanFault run() {
    std::uint64_t unfolded = 0;
    std::uint64_t arithmetic = 0;
    for (std::uint32_t i = 0; i < plan_.nodes.size(); ++i) {
      below_[i] = below(plan_.nodes[i]);
      lengths_[i] = length(plan_.nodes[i]);
      if (below_[i].depth > deepest) return too_large("its rules are nested too deep");
      unfolded += below_[i].unfolded;
      if (unfolded > most_unfolded) return too_large("its rules are too long, written out in full");
      const std::uint64_t bits = std::max(lengths_[i].numerator, lengths_[i].denominator);
      arithmetic += (bits / bits_of_word) * (bits / bits_of_word);
      if (bits > longest_number || arithmetic > most_arithmetic)
        return too_large("its formulas give too long numbers");
    }
    return std::nullopt;
  }

 private:
  Below below(const Node& node) {
    Below result;
    for (std::uint32_t i = 0; i < node.operand_count; ++i) result.add(below_[operand(node, i).value]);
    if (node.query.exists()) result.add(below(node.query));
    ++result.depth;
    ++result.unfolded;
    return result;
  }

  /// The same whichever node asks, so that it is found once: by then all that it names is known.
  const Below& below(QueryId id) {
    std::optional<Below>& known = queries_[id.value];
    if (known) return *known;
    known.emplace();
    const auto add = [&](NodeId node) {
      if (node.exists()) known->add(below_[node.value]);
    };
    for (const ValueTest& test : plan_[id].tests) {
      add(test.node);
      add(test.when);
    }
    for (const AssumptionId assumption : plan_[id].assumptions) add(plan_.assumptions[assumption.value].when);
    return *known;
  }

  BitLength length(const Node& node) const {
    const auto of = [&](std::uint32_t i) { return lengths_[operand(node, i).value]; };
    switch (node.op) {
      case Op::number: return length_of(node.value);
      case Op::add:
      case Op::subtract: return sum(of(0), of(1));
      case Op::multiply: return product(of(0), of(1));
      case Op::divide: return product(of(0), {of(1).denominator, of(1).numerator});
      case Op::power: return {power_bits, power_bits};
      case Op::scale: return sum(product(of(0), length_of(node.value)), length_of(node.offset));
      case Op::sum: return folded(node, sum);
      case Op::smallest:
      case Op::largest: return folded(node, longer);
      case Op::choose: return longer(of(1), of(2));
      case Op::otherwise: return longer(of(0), of(1));
      case Op::age:
      case Op::query_value: return {data_bits, data_bits};
      default: return {};
    }
  }

  BitLength folded(const Node& node, BitLength (*join)(const BitLength&, const BitLength&)) const {
    BitLength result;
    for (std::uint32_t i = 0; i < node.operand_count; ++i)
      result = join(result, lengths_[operand(node, i).value]);
    return result;
  }

  [[nodiscard]] NodeId operand(const Node& node, std::uint32_t index) const {
    return plan_.operands[node.first_operand + index];
  }

  const Plan& plan_;
  std::vector<Below> below_;        // by NodeId
  std::vector<BitLength> lengths_;  // by NodeId
  std::vector<std::optional<Below>> queries_;
};

}  // namespace

PlanFault check_work(const Plan& plan) { return WorkCheck(plan).run(); }

}  // namespace eligo::saved
