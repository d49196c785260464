#pragma once

// The layout of simdjson's classes depends on this, and its default on the optimisation of each file: sources
// that are compiled differently could not be linked.
#define SIMDJSON_DEVELOPMENT_CHECKS 0
#include <simdjson.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "eligo/limits.h"
#include "runtime/ingest/value.h"

namespace eligo::ingest {

/// A JSON document read once, from front to back. All that is handed out is a view into the document itself,
/// so it lives as long as the document's text. Everything is checked, what nobody asks for too: a document is
/// JSON or is not. Functions return false after an error, and nothing can be read from then on.
class Json {
 public:
  using Value = simdjson::ondemand::value;

  /// Where and why a document cannot be read.
  struct Error {
    std::string text;        ///< a clause: "it is not valid UTF-8"
    std::size_t offset = 0;  ///< of the byte, from 0
    bool is_placed = false;  ///< whether `offset` is known
  };

  /// Calls `visit(key, value)` for each member of the document, which must be an object. `text` must outlive
  /// all views; white space is appended to it, and escaped strings are unescaped where they stand.
  template <typename Visit>
  bool document(std::string& text, Visit&& visit) {
    simdjson::ondemand::object object;
    return begin(text, object) && visit_members(object, visit) && at_end();
  }

  /// Calls `visit(key, value)` for each member of an object. It returns false to stop with an error.
  template <typename Visit>
  bool members(Value value, Visit&& visit) {
    simdjson::ondemand::object object;
    if (const auto error = value.get(object)) return fail(error);
    return visit_members(object, visit);
  }

  /// Calls `visit(value)` for each element of a list. It returns false to stop with an error.
  template <typename Visit>
  bool elements(Value value, Visit&& visit) {
    simdjson::ondemand::array list;
    if (const auto error = value.get(list)) return fail(error);
    for (auto element : list) {
      if (element.error() != simdjson::SUCCESS) return fail(element.error());
      if (!visit(element.value_unsafe())) return false;
    }
    return true;
  }

  /// What stands here, by its first character. Nothing is read yet.
  static RawValue::Kind peek(Value value);
  /// Reads a value; an object or a list is passed over. Once only, since escapes are replaced where they
  /// stand.
  bool read(Value value, RawValue& token) { return read(value, token, 0); }
  /// Passes over a value, checking it.
  bool skip(Value value);

  /// How deep objects and lists may stand one inside the other.
  void set_nesting(int most) { max_depth_ = most; }
  /// Gives the document up for a reason of the caller's.
  bool fail(std::string text);
  [[nodiscard]] const Error& error() const { return error_; }

 private:
  template <typename Visit>
  bool visit_members(simdjson::ondemand::object& object, Visit& visit) {
    for (auto member : object) {
      if (member.error() != simdjson::SUCCESS) return fail(member.error());
      simdjson::ondemand::field field = member.value_unsafe();
      std::string_view key;
      if (!unescape(field.key().raw(), key) || !visit(key, field.value())) return false;
    }
    return true;
  }

  bool read(Value value, RawValue& token, int depth);
  bool begin(std::string& text, simdjson::ondemand::object& object);
  bool at_end();
  bool unescape(const char* begin, std::string_view& string);
  bool fail(simdjson::error_code code);
  bool fail_at(const char* place, std::string text);

  simdjson::ondemand::parser parser_;
  simdjson::ondemand::document document_;
  std::string* text_ = nullptr;
  std::size_t length_ = 0;  // of the document, without the white space appended
  std::string scratch_;
  Error error_;
  int max_depth_ = Limits{}.nesting;
};

}  // namespace eligo::ingest
