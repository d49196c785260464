#pragma once

#include <string>
#include <vector>

#include "runtime/screen/verdict.h"

namespace eligo {

/// A record as an explanation shows it.
struct RecordLine {
  RecordId record;
  Role role = Role::decided;
  std::string
      text;  ///< "ALT 200 U/L on 2025-02-27 (normal 0 to 40 U/L)"; converted values beside recorded ones
  std::string why;     ///< for records left out: "entered in error", "outside the window"; else empty
  std::string source;  ///< the resource or row that it comes from; empty where the data name none
};

/// A condition or quantity of the rule with all that led to its answer: a tree that a renderer walks.
struct ExplainedNode {
  std::string text;   ///< the rule's own words; of an instrument or derived quantity its name
  std::string label;  ///< part id (`E3a`), item name, domain name; may be empty
  Truth truth;
  bool is_quantity = false;
  std::string value;   ///< quantities: "80.6 mL/min", "10 to 15"; truths: the count, or empty
  std::string window;  ///< resolved dates: "2024-12-23 to 2025-03-17"; empty without a window
  std::vector<RecordLine> records;
  std::vector<std::string> reasons;  ///< if open
  std::vector<std::string>
      assumptions;  ///< relied on: complete lists, stated absences, assumptions of the file
  std::string file;
  std::uint32_t line = 0;
  std::vector<ExplainedNode> parts;
};

ExplainedNode explain(const Plan& plan, const PatientFacts& patient, const Workspace& workspace, NodeId root);

/// A range for people: `80.6`, `10 to 15`, `at least 3`, `below 10`, `not known`.
std::string range_text(const Range& range);
/// A record in one line, as recorded and, if a unit was converted, as converted.
std::string record_text(const Plan& plan, const PatientFacts& patient, RecordId record);
/// A text for people with the resource or row behind it: `ALT 60 U/L on 2025-05-20 [Observation/alt]`.
std::string with_source(std::string text, std::string_view source);

}  // namespace eligo
