#include "runtime/saved/plan_reader.h"

#include "runtime/values/utf8.h"

namespace eligo::saved {

std::string_view PlanReader::take(std::size_t size) {
  if (size > rest_.size()) fail();
  const std::string_view bytes = rest_.substr(0, size);
  rest_.remove_prefix(bytes.size());
  return bytes;
}

std::size_t PlanReader::read_size(std::size_t item_size) {
  std::uint32_t size = 0;
  read(size);
  if (size > rest_.size() / item_size) fail();
  return has_failed_ ? 0 : size;
}

void PlanReader::read(std::string& text) {
  const std::size_t size = read_size(1);
  if (size > max_text_size) fail();
  text = take(has_failed_ ? 0 : size);
  if (!is_valid_utf8(text)) fail();
}

void PlanReader::read(Number& number) {
  std::string text;
  read(text);
  if (auto exact = Number::parse_exact(text)) {
    number = *std::move(exact);
  } else {
    fail();
  }
}

void PlanReader::read(Unit& unit) {
  std::string code;
  read(code);
  unit = {};
  if (code.empty()) return;
  auto known = parse_unit(code);
  if (known && known->code == code && known->factor.sign() > 0) {
    unit = *std::move(known);
  } else {
    fail();
  }
}

void PlanReader::read(std::unordered_map<std::uint32_t, std::uint32_t>& map) {
  const std::size_t size = read_size(2 * sizeof(std::uint32_t));
  map.clear();
  std::optional<std::uint32_t> before;
  for (std::size_t i = 0; i < size && !has_failed_; ++i) {
    std::uint32_t key = 0;
    std::uint32_t value = 0;
    (*this)(key, value);
    // A key is a word's id, so it is small: large ones could be chosen to fall into few of the map's buckets.
    if (key >= max_file_size / sizeof(std::uint32_t) || (before && key <= *before)) fail();
    before = key;
    map.emplace(key, value);
  }
}

}  // namespace eligo::saved
