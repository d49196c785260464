#pragma once

#include <cstdint>

namespace eligo {

/// The outcomes of a condition, over all completions of a patient's facts: the set of its possible outcomes.
/// One member: settled. More: unknown. `inapplicable` is the outcome of a criterion whose `only for` fails
/// and of `every` over no records; inside a list it is left out of the count.
class Truth {
 public:
  static constexpr std::uint8_t can_hold = 1, can_fail = 2, can_be_inapplicable = 4;

  constexpr Truth() = default;  ///< unknown: may hold, may fail
  explicit constexpr Truth(std::uint8_t outcomes) : outcomes_(outcomes) {}

  static constexpr Truth holds() { return Truth(can_hold); }
  static constexpr Truth fails() { return Truth(can_fail); }
  static constexpr Truth unknown() { return Truth(can_hold | can_fail); }
  static constexpr Truth inapplicable() { return Truth(can_be_inapplicable); }
  static constexpr Truth of(bool value) { return value ? holds() : fails(); }
  /// No completion at all: the neutral element of `either`.
  static constexpr Truth none() { return Truth(std::uint8_t{0}); }

  [[nodiscard]] constexpr bool is_holding() const { return outcomes_ == can_hold; }
  [[nodiscard]] constexpr bool is_failing() const { return outcomes_ == can_fail; }
  [[nodiscard]] constexpr bool is_inapplicable() const { return outcomes_ == can_be_inapplicable; }
  [[nodiscard]] constexpr bool is_settled() const { return (outcomes_ & (outcomes_ - 1)) == 0; }
  [[nodiscard]] constexpr bool may_hold() const { return (outcomes_ & can_hold) != 0; }
  [[nodiscard]] constexpr bool may_fail() const { return (outcomes_ & can_fail) != 0; }
  [[nodiscard]] constexpr bool may_be_inapplicable() const { return (outcomes_ & can_be_inapplicable) != 0; }
  [[nodiscard]] constexpr std::uint8_t outcomes() const { return outcomes_; }

  friend constexpr bool operator==(Truth, Truth) = default;

 private:
  std::uint8_t outcomes_ = can_hold | can_fail;
};

/// Not: `holds` becomes `fails`; inapplicable stays.
constexpr Truth negate(Truth a) {
  const unsigned o = a.outcomes();
  return Truth(static_cast<std::uint8_t>(((o & 1U) << 1U) | ((o & 2U) >> 1U) | (o & 4U)));
}

/// The outcomes of either: two cases of which it is open which one is real.
constexpr Truth either(Truth a, Truth b) {
  return Truth(static_cast<std::uint8_t>(a.outcomes() | b.outcomes()));
}

/// And, of two conditions taken as independent. Inapplicable is neutral.
Truth both(Truth a, Truth b);
/// Or, of two conditions taken as independent. Inapplicable is neutral.
Truth one_of(Truth a, Truth b);
/// `rule`, and not `exception`. An inapplicable rule stays inapplicable, whatever the exception.
Truth unless(Truth rule, Truth exception);
/// `requirement` where `applies` holds, inapplicable where it fails.
Truth only_where(Truth applies, Truth requirement);

}  // namespace eligo
