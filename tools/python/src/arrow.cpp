#include "tools/python/src/arrow.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace eligo::python {

namespace {

struct ArrowFormat {
  std::string_view format;
  ArrowKind kind;
  int width = 0;
};

constexpr std::array<ArrowFormat, 18> arrow_formats{{
    {"n", ArrowKind::null},
    {"b", ArrowKind::truth},
    {"c", ArrowKind::whole, 1},
    {"s", ArrowKind::whole, 2},
    {"i", ArrowKind::whole, 4},
    {"l", ArrowKind::whole, 8},
    {"C", ArrowKind::natural, 1},
    {"S", ArrowKind::natural, 2},
    {"I", ArrowKind::natural, 4},
    {"L", ArrowKind::natural, 8},
    {"f", ArrowKind::real, 4},
    {"g", ArrowKind::real, 8},
    {"u", ArrowKind::text},
    {"U", ArrowKind::long_text},
    {"+l", ArrowKind::list},
    {"+L", ArrowKind::long_list},
    {"+s", ArrowKind::object},
    {"+m", ArrowKind::map},
}};

}  // namespace

ArrowView::ArrowView(const ArrowSchema& schema, const ArrowArray& array) : schema_(&schema), array_(&array) {
  const std::string_view format = schema.format;
  const auto* known = std::ranges::find(arrow_formats, format, &ArrowFormat::format);
  if (known == arrow_formats.end())
    throw std::invalid_argument("no column can have the Arrow type " + std::string(format) + " here");
  kind_ = known->kind;
  width_ = known->width;
  for (std::int64_t i = 0; i < schema.n_children; ++i)
    children_.emplace_back(*schema.children[i], *array.children[i]);
}

bool ArrowView::bit(std::int64_t buffer, std::int64_t row) const {
  const auto at = static_cast<std::uint64_t>(row + array_->offset);
  const auto* bytes = static_cast<const std::uint8_t*>(array_->buffers[buffer]);
  return ((bytes[at / 8] >> (at % 8)) & 1U) != 0;
}

bool ArrowView::is_null(std::int64_t row) const {
  if (kind_ == ArrowKind::null) return true;
  return array_->null_count != 0 && array_->n_buffers > 0 && array_->buffers[0] != nullptr && !bit(0, row);
}

std::string_view ArrowView::text(std::int64_t row) const {
  const auto* bytes = static_cast<const char*>(array_->buffers[2]);
  const auto between = [&](auto* offsets) {
    const auto size = static_cast<std::size_t>(offsets[row + 1] - offsets[row]);
    return size == 0 ? std::string_view() : std::string_view(bytes + offsets[row], size);
  };
  return kind_ == ArrowKind::text ? between(values<std::int32_t>(1)) : between(values<std::int64_t>(1));
}

void ArrowView::write_number(JsonWriter& out, std::int64_t row) const {
  std::array<char, 40> digits;
  const auto write = [&](auto value) {
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.literal({digits.data(), static_cast<std::size_t>(end - digits.data())});
  };
  const auto write_real = [&](auto value) {
    if (std::isfinite(value)) return write(value);
    out.text(std::isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
  };
  if (kind_ == ArrowKind::real)
    return width_ == 4 ? write_real(values<float>(1)[row]) : write_real(values<double>(1)[row]);
  const bool is_signed = kind_ == ArrowKind::whole;
  switch (width_) {
    case 1:
      return is_signed ? write(int{values<std::int8_t>(1)[row]})
                       : write(unsigned{values<std::uint8_t>(1)[row]});
    case 2:
      return is_signed ? write(int{values<std::int16_t>(1)[row]})
                       : write(unsigned{values<std::uint16_t>(1)[row]});
    case 4: return is_signed ? write(values<std::int32_t>(1)[row]) : write(values<std::uint32_t>(1)[row]);
    default: return is_signed ? write(values<std::int64_t>(1)[row]) : write(values<std::uint64_t>(1)[row]);
  }
}

/// Of a list its items, of a map its entries.
void ArrowView::write_entries(JsonWriter& out, std::int64_t row) const {
  std::int64_t begin = 0;
  std::int64_t end = 0;
  if (kind_ == ArrowKind::long_list) {
    begin = values<std::int64_t>(1)[row];
    end = values<std::int64_t>(1)[row + 1];
  } else {
    begin = values<std::int32_t>(1)[row];
    end = values<std::int32_t>(1)[row + 1];
  }
  const ArrowView& items = children_.front();
  if (kind_ != ArrowKind::map) {
    out.open('[');
    for (std::int64_t i = begin; i < end; ++i) items.write(out, i);
    return out.close(']');
  }
  out.open('{');
  const ArrowView& keys = items.children_[0];
  const ArrowView& contents = items.children_[1];
  for (std::int64_t i = begin; i < end; ++i) {
    const std::int64_t at = items.child_row(i);
    if (contents.is_null(at)) continue;
    out.key(keys.text(at));
    contents.write(out, at);
  }
  out.close('}');
}

void ArrowView::write_members(JsonWriter& out, std::int64_t row) const {
  const std::int64_t at = child_row(row);
  for (const ArrowView& child : children_) {
    if (child.is_null(at)) continue;
    out.key(child.name());
    child.write(out, at);
  }
}

void ArrowView::write(JsonWriter& out, std::int64_t row) const {
  if (is_null(row)) return out.literal("null");
  switch (kind_) {
    case ArrowKind::null: return out.literal("null");
    case ArrowKind::truth: return out.literal(bit(1, row) ? "true" : "false");
    case ArrowKind::whole:
    case ArrowKind::natural:
    case ArrowKind::real: return write_number(out, row);
    case ArrowKind::text:
    case ArrowKind::long_text: return out.text(text(row));
    case ArrowKind::list:
    case ArrowKind::long_list:
    case ArrowKind::map: return write_entries(out, row);
    case ArrowKind::object: break;
  }
  out.open('{');
  write_members(out, row);
  out.close('}');
}

ArrowTable::ArrowTable(ArrowArrayStream& stream) {
  const auto fail = [&](int code) {
    const char* words = stream.get_last_error(&stream);
    std::string why = words != nullptr ? words : "the Arrow stream broke off, error " + std::to_string(code);
    release();
    throw std::runtime_error(why);
  };
  if (const int code = stream.get_schema(&stream, &schema_)) fail(code);
  while (true) {
    auto array = std::make_unique<ArrowArray>();
    if (const int code = stream.get_next(&stream, array.get())) fail(code);
    if (array->release == nullptr) break;
    arrays_.push_back(std::move(array));
  }
  try {
    for (const auto& array : arrays_) views_.emplace_back(schema_, *array);
  } catch (...) {
    release();
    throw;
  }
}

ArrowTable::~ArrowTable() { release(); }

void ArrowTable::release() {
  views_.clear();
  for (const auto& array : arrays_) array->release(array.get());
  arrays_.clear();
  if (schema_.release != nullptr) schema_.release(&schema_);
}

}  // namespace eligo::python
