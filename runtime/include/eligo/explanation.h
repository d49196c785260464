#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace eligo {
inline namespace v1 {

/// How a condition stands for a patient.
enum class ConditionState : std::uint8_t { holds, fails, open, not_applicable };

/// A record as an explanation shows it.
struct ExplainedRecord {
  std::string text;  ///< "ALT 200 U/L on 2025-02-27 (normal 0 to 40 U/L)"
  std::string why;   ///< of a record left out: "entered in error", "outside the window"; else empty
  bool has_decided = false;
  std::string source;  ///< the resource or row that it comes from, as the document names it; may be empty
};

/// A condition or quantity of a rule with all that led to its answer.
struct Explanation {
  std::string text;   ///< the rule's own words; of an instrument or derived quantity its name
  std::string label;  ///< part id (`E3a`), item or domain name; may be empty
  bool is_quantity = false;
  ConditionState state = ConditionState::open;  ///< of a condition
  std::string value;                            ///< of a quantity: "80.6 mL/min", "10 to 15"
  std::string window;                           ///< the days asked about: "2024-12-23 to 2025-03-17"
  std::vector<ExplainedRecord> records;
  std::vector<std::string> reasons;      ///< why it is open
  std::vector<std::string> assumptions;  ///< complete lists, stated absences, assumptions of the file
  std::string file;                      ///< where the rule stands
  std::uint32_t line = 0;
  std::vector<Explanation> parts;
};

}  // namespace v1
}  // namespace eligo
