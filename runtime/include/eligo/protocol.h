#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eligo/export.h"
#include "eligo/result.h"
#include "eligo/verdict.h"

namespace eligo {

struct Plan;

inline namespace v1 {

/// A criterion as the protocol writes it.
struct CriterionInfo {
  std::string_view id;  ///< `I7`
  Polarity polarity = Polarity::inclusion;
  std::string_view quotation;              ///< the sentence of the trial's document
  std::vector<std::string_view> readings;  ///< names of the other ways to read it
};

/// A compiled protocol. It never changes, costs nothing to copy, and any number of threads may use it at
/// once. Made from text by `compile_protocol` (eligo/compile.h) or from a saved plan by `load_protocol`.
class ELIGO_API Protocol {
 public:
  [[nodiscard]] std::string_view name() const noexcept;  ///< `NCT06710717`
  [[nodiscard]] std::string_view title() const noexcept;
  [[nodiscard]] std::string_view version() const noexcept;  ///< of the protocol, as its head says
  [[nodiscard]] std::string_view digest() const noexcept;   ///< sha256 over its sources: names what was used
  [[nodiscard]] std::string_view as_of() const noexcept;    ///< the anchor whose day the rules are asked on
  [[nodiscard]] std::span<const CriterionInfo> criteria() const noexcept;  ///< in the order written

  /// The inside of the library: of no meaning to a host.
  explicit Protocol(std::shared_ptr<const Plan> plan);
  [[nodiscard]] const std::shared_ptr<const Plan>& plan() const noexcept { return plan_; }

 private:
  std::shared_ptr<const Plan> plan_;
  std::shared_ptr<const std::vector<CriterionInfo>> criteria_;
};

}  // namespace v1
}  // namespace eligo
