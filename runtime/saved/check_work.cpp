#include <set>

#include "runtime/model/plan_depth.h"
#include "runtime/saved/plan_check.h"

/// Bounds of the work that one evaluation takes: how deep it goes, and how long its numbers grow in a chain
/// of products.
namespace eligo::saved {
namespace {

constexpr std::uint64_t longest_number = 1'000'000;        ///< bits of a numerator or denominator
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

class WorkCheck {
 public:
  explicit WorkCheck(const Plan& plan) : plan_(plan), lengths_(plan.nodes.size()) {}

  PlanFault run() {
    PlanDepths depths(plan_);
    std::uint64_t arithmetic = 0;
    for (std::uint32_t i = 0; i < plan_.nodes.size(); ++i) {
      lengths_[i] = length(plan_.nodes[i]);
      if (depths.of(NodeId{i}) > most_plan_depth) return too_large("its rules are nested too deep");
      const std::uint64_t bits = std::max(lengths_[i].numerator, lengths_[i].denominator);
      arithmetic += (bits / bits_of_word) * (bits / bits_of_word);
      if (bits > longest_number || arithmetic > most_arithmetic)
        return too_large("its formulas give too long numbers");
    }
    return std::nullopt;
  }

 private:
  BitLength length(const Node& node) const {
    const auto of = [&](std::uint32_t i) { return lengths_[operand(node, i).value]; };
    switch (node.op) {
      case Op::number: return length_of(node.value);
      case Op::add:
      case Op::subtract:
      case Op::sum: return summed(node);
      case Op::multiply: return product(of(0), of(1));
      case Op::divide: return product(of(0), {of(1).denominator, of(1).numerator});
      case Op::power: return {power_bits, power_bits};
      case Op::scale: return sum(product(of(0), length_of(node.value)), length_of(node.offset));
      case Op::smallest:
      case Op::largest: return folded(node, longer);
      case Op::choose: return longer(of(1), of(2));
      case Op::otherwise: return longer(of(0), of(1));
      case Op::age:
      case Op::query_value: return {data_bits, data_bits};
      default: return {};
    }
  }

  /// What stands several times in a sum brings no further denominator.
  BitLength summed(const Node& node) const {
    BitLength result;
    std::set<NodeId> known;
    for (std::uint32_t i = 0; i < node.operand_count; ++i) {
      if (known.insert(operand(node, i)).second) {
        result = sum(result, lengths_[operand(node, i).value]);
      } else {
        ++result.numerator;
      }
    }
    return result;
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
  std::vector<BitLength> lengths_;  // by NodeId
};

}  // namespace

PlanFault check_work(const Plan& plan) { return WorkCheck(plan).run(); }

}  // namespace eligo::saved
