#include "runtime/ingest/json.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "runtime/values/ascii.h"
#include "runtime/values/utf8.h"

namespace eligo::ingest {
namespace {

void skip_digits(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of("0123456789"), text.size()));
}

/// The number grammar of RFC 8259: no leading zeros, no bare point. simdjson finds tokens but does not check
/// them.
bool is_number(std::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  if (text.empty() || !is_digit(text.front())) return false;
  if (text.front() == '0') {
    text.remove_prefix(1);
  } else {
    skip_digits(text);
  }
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    if (text.empty() || !is_digit(text.front())) return false;
    skip_digits(text);
  }
  if (!text.empty() && (text.front() == 'e' || text.front() == 'E')) {
    text.remove_prefix(1);
    if (!text.empty() && (text.front() == '+' || text.front() == '-')) text.remove_prefix(1);
    if (text.empty() || !is_digit(text.front())) return false;
    skip_digits(text);
  }
  return text.empty();
}

/// Offset of the first byte that is not UTF-8.
std::size_t invalid_utf8(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (!is_valid_utf8(text.substr(i, length))) return i;
    i += length;
  }
  return i;
}

/// Throws std::bad_alloc for the one code that says nothing of the document.
std::string described(simdjson::error_code code) {
  switch (code) {
    case simdjson::MEMALLOC: throw std::bad_alloc();
    case simdjson::EMPTY: return "it is empty";
    case simdjson::CAPACITY: return "it is too large";
    case simdjson::UNESCAPED_CHARS: return "it holds a control character inside a text";
    case simdjson::UNCLOSED_STRING: return "a text is not closed by a quotation mark";
    case simdjson::STRING_ERROR: return "a text holds an escape that JSON does not know";
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT: return "an object or a list is not closed";
    case simdjson::INCORRECT_TYPE: return "it is no JSON object";
    default: return "it is no JSON: something is missing or out of place here";
  }
}

}  // namespace

bool Json::begin(std::string& text, simdjson::ondemand::object& object) {
  text_ = &text;
  length_ = text.size();
  error_ = {};
  text.append(simdjson::SIMDJSON_PADDING, ' ');
  const auto error = parser_.iterate(text.data(), length_, text.size()).get(document_);
  if (error == simdjson::UTF8_ERROR) {
    const std::size_t offset = invalid_utf8(std::string_view(text).substr(0, length_));
    return fail_at(text.data() + offset, "it is not valid UTF-8 here");
  }
  if (error != simdjson::SUCCESS) {
    error_.text = described(error);
    return false;
  }
  if (const auto wrong = document_.get_object().get(object)) {
    const auto first = std::find_if_not(text.begin(), text.end(), is_space);
    return *first == '{' ? fail(wrong) : fail_at(&*first, described(simdjson::INCORRECT_TYPE));
  }
  return true;
}

bool Json::at_end() {
  const char* place = nullptr;
  if (document_.current_location().get(place) != simdjson::SUCCESS) return true;
  return fail_at(place, "there is something behind the end of the object");
}

RawValue::Kind Json::peek(Value value) {
  const std::string_view raw = value.raw_json_token();
  switch (raw.empty() ? '\0' : raw.front()) {
    case '"': return RawValue::Kind::text;
    case '{': return RawValue::Kind::object;
    case '[': return RawValue::Kind::list;
    case 't':
    case 'f': return RawValue::Kind::truth;
    case 'n': return RawValue::Kind::missing;
    default: return RawValue::Kind::number;
  }
}

bool Json::read(Value value, RawValue& token,
                int depth) {  // NOLINT(misc-no-recursion): bounded by max_depth_
  std::string_view raw = value.raw_json_token();
  while (!raw.empty() && is_space(raw.back())) raw.remove_suffix(1);
  token = {peek(value), {}};
  bool is_json = true;
  switch (token.kind) {
    case RawValue::Kind::text: {
      // It must be taken: simdjson takes a text left where it is for a key if a colon follows, and reads on.
      simdjson::ondemand::raw_json_string string;
      if (const auto error = value.get(string)) return fail(error);
      return unescape(string.raw(), token.text);
    }
    case RawValue::Kind::list:
    case RawValue::Kind::object: break;
    case RawValue::Kind::missing: is_json = raw == "null"; break;
    case RawValue::Kind::truth: is_json = raw == "true" || raw == "false"; break;
    case RawValue::Kind::number: is_json = is_number(raw); break;
  }
  if (!is_json) return fail_at(raw.data(), described(simdjson::TAPE_ERROR));
  if (!token.is_container()) {
    if (!token.is_missing()) token.text = raw;
    return true;
  }
  if (depth >= max_depth_)  // simdjson on demand sets no limit of its own
    return fail_at(raw.data(), "objects and lists are nested too deeply here (limit nesting)");
  RawValue inner;
  if (token.kind == RawValue::Kind::list) {
    return elements(value, [&](Value element) { return read(element, inner, depth + 1); });
  }
  return members(value, [&](std::string_view, Value member) { return read(member, inner, depth + 1); });
}

bool Json::skip(Value value) {
  RawValue token;
  return read(value, token);
}

/// The string that starts at `begin`, behind its quotation mark. An escaped one is unescaped in place: it
/// only shrinks.
bool Json::unescape(const char* begin, std::string_view& string) {
  const char* end = begin;
  while (*end != '"' && *end != '\\') ++end;
  if (*end == '"') {
    string = {begin, static_cast<std::size_t>(end - begin)};
    return true;
  }
  while (*end != '"') end += *end == '\\' ? 2 : 1;

  scratch_.resize(static_cast<std::size_t>(end - begin) + simdjson::SIMDJSON_PADDING);
  const simdjson::ondemand::raw_json_string raw(reinterpret_cast<const std::uint8_t*>(begin));
  auto* target = reinterpret_cast<std::uint8_t*>(scratch_.data());
  std::string_view plain;
  if (const auto error = parser_.unescape(raw, target).get(plain)) return fail_at(begin, described(error));
  char* place = text_->data() + (begin - text_->data());
  std::memcpy(place, plain.data(), plain.size());
  string = {place, plain.size()};
  return true;
}

bool Json::fail(simdjson::error_code code) {
  const char* place = nullptr;
  if (document_.current_location().get(place) == simdjson::SUCCESS) return fail_at(place, described(code));
  error_.text = described(code);
  return false;
}

bool Json::fail(std::string text) {
  error_ = {std::move(text), 0, false};
  return false;
}

bool Json::fail_at(const char* place, std::string text) {
  const auto offset = static_cast<std::size_t>(place - text_->data());
  error_ = {std::move(text), std::min(offset, length_), true};
  return false;
}

}  // namespace eligo::ingest
