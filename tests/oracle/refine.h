#pragma once

#include <functional>
#include <optional>

#include "tests/oracle/asks.h"
#include "tests/oracle/patient.h"
#include "tests/oracle/random.h"
#include "tests/oracle/rule.h"

namespace eligo::oracle {

/// What a gap, or a question that would fill it, is about.
struct Subject {
  std::optional<std::size_t> anchor;
  std::optional<Kind> list;  ///< a whole list
  std::optional<int> fact;
  std::optional<std::size_t> record;
};

/// The patient with one gap filled at random, so that every completion is one of the patient before, too.
/// Empty if there is no gap that can be filled. What the rules ask of the recording itself (`otherwise`,
/// `with`, what is assumed if not recorded, the latest on record) is no gap: more on record is something
/// else.
std::optional<Patient> refined(
    const Protocol& protocol, const Patient& patient, Random& random,
    const std::function<bool(const Subject&)>& may_fill = [](const Subject&) { return true; });

}  // namespace eligo::oracle
