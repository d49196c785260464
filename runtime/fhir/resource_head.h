#pragma once

#include <string>
#include <string_view>

#include "runtime/ingest/json.h"

namespace eligo::fhir {

/// What a line of a bulk export is dealt out by: its type, its id, and whose it is. The rest is checked and
/// passed over, which is quicker than to take it in.
class ResourceHead {
 public:
  /// See Limits.
  void set_nesting(int most) { json_.set_nesting(most); }
  /// False if the text is no JSON object; `error` then says why. The views last until the next call.
  bool read(std::string_view text);

  [[nodiscard]] std::string_view type() const { return type_; }
  /// `Observation/abc`; without an id the type alone.
  [[nodiscard]] std::string name() const;
  /// The address that its subject refers to; empty if there is none.
  [[nodiscard]] std::string_view subject() const { return subject_; }
  [[nodiscard]] const ingest::Json::Error& error() const { return json_.error(); }

 private:
  bool read_reference(ingest::Json::Value value, std::string_view& reference);

  ingest::Json json_;
  std::string text_;
  std::string_view type_, id_, subject_;
};

}  // namespace eligo::fhir
