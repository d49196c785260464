#include "runtime/fhir/bulk_export.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>

#include "runtime/fhir/bundle.h"
#include "runtime/fhir/convert.h"
#include "runtime/fhir/resource_types.h"
#include "runtime/values/contains.h"

namespace eligo::fhir {
namespace {

constexpr std::size_t part_bytes = std::size_t{32} << 20U;
constexpr std::size_t most_parts = 256;

/// FNV-1a: the same on every machine, so that the order of the answers is.
std::size_t part_of(std::string_view person, std::size_t parts) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : person) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 1099511628211U;
  }
  return static_cast<std::size_t>(hash % parts);
}

void append(std::string& out, std::string_view entry, bool& is_first) {
  if (!is_first) out += ',';
  is_first = false;
  out += "{\"resource\":";
  out += entry;
  out += '}';
}

}  // namespace

BulkExport::BulkExport(std::vector<std::string> paths, std::size_t document_bytes)
    : paths_(std::move(paths)), document_bytes_(document_bytes) {
  for (const std::string& path : paths_) {
    std::error_code ignored;
    const auto size = std::filesystem::file_size(path, ignored);
    if (!ignored) size_ += static_cast<std::size_t>(size);
  }
  const std::size_t count = std::min(most_parts, size_ / part_bytes + 1);
  for (std::size_t i = 0; i < count; ++i) {
    parts_.emplace_back(std::tmpfile());
    if (!parts_.back()) error_ = "no temporary file can be made";
  }
}

void BulkExport::lose(const std::string& path, std::size_t number, std::string_view why,
                      DataNotices& notices) {
  ++lost_;
  notices.add(
      {DataNotice::Kind::unreadable,
       {},
       number,
       0,
       path + ": a resource cannot be read, so that every patient's lists stay open: " + std::string(why)});
}

void BulkExport::put(const std::string& person, std::string_view line) {
  std::FILE* file = parts_[part_of(person, parts_.size())].get();
  const std::uint64_t sizes[] = {person.size(), line.size()};
  const bool is_written = std::fwrite(sizes, sizeof sizes, 1, file) == 1 &&
                          std::fwrite(person.data(), 1, person.size(), file) == person.size() &&
                          std::fwrite(line.data(), 1, line.size(), file) == line.size();
  if (!is_written) error_ = std::string("a temporary file cannot be written: ") + std::strerror(errno);
}

void BulkExport::deal_out(std::string_view line, const std::string& path, std::size_t number,
                          DataNotices& notices) {
  thread_local Tree tree;
  if (!tree.read(line)) return lose(path, number, tree.error().text, notices);
  const Element& root = tree.root();
  const std::string_view type = root["resourceType"].text();
  if (type == "Bundle") return lose(path, number, "a bundle stands among single resources", notices);
  const TypeHandling handling = type_handling(type);
  if (handling == TypeHandling::passed_over) return;
  if (handling == TypeHandling::unknown) {
    if (!contains(strange_, std::string(type))) strange_.emplace_back(type);
    return;
  }
  const Resource resource{&root, type, {}, {}};
  if (type == "Patient") return put(resource.name(), line);
  if (type == "Medication") {
    medications_.emplace(resource.name(), line);
    return;
  }
  const Element& subject = subject_of(resource);
  const std::string_view url = subject["reference"].text();
  const std::string person = url.find('?') == std::string_view::npos ? local_name(url) : std::string();
  if (person.starts_with("Patient/")) return put(person, line);
  const bool is_of_nobody = handling == TypeHandling::support || !person.empty();
  if (!is_of_nobody) doubtful_.emplace_back(line);
}

void BulkExport::deal_out(DataNotices& notices) {
  for (const std::string& path : paths_) {
    PatientFile file(path);
    file.set_document_bytes(document_bytes_);
    if (!file.error().empty()) {
      error_ = path + ": " + file.error();
      return;
    }
    if (see_) file.show_to([&](std::string_view bytes) { see_(path, bytes); });
    const std::size_t before = bytes_read_;
    const std::size_t known = notices.all().size();
    std::string_view line;
    std::size_t number = 0;
    while (error_.empty() && file.next(line, number, notices)) {
      deal_out(line, path, number, notices);
      bytes_read_ = before + file.bytes_read();
    }
    const auto& all = notices.all();
    for (std::size_t i = known; i < all.size(); ++i)
      lost_ += all[i].kind == DataNotice::Kind::unreadable ? 1 : 0;
    if (!file.error().empty()) error_ = path + ": " + file.error();
  }
}

bool BulkExport::load_part() {
  while (next_part_ < parts_.size()) {
    const TemporaryFile file = std::move(parts_[next_part_++]);
    const long size = std::ftell(file.get());
    if (size <= 0) continue;
    std::rewind(file.get());
    part_.resize(static_cast<std::size_t>(size));
    if (std::fread(part_.data(), 1, part_.size(), file.get()) != part_.size()) {
      error_ = "a temporary file cannot be read back";
      return false;
    }
    std::string_view rest = part_;
    while (!rest.empty()) {
      std::uint64_t sizes[2] = {};
      std::memcpy(sizes, rest.data(), sizeof sizes);
      rest.remove_prefix(sizeof sizes);
      persons_[std::string(rest.substr(0, sizes[0]))].push_back(rest.substr(sizes[0], sizes[1]));
      rest.remove_prefix(sizes[0] + sizes[1]);
    }
    return true;
  }
  return false;
}

std::string BulkExport::bundle_of(const std::vector<std::string_view>& lines) const {
  std::string out = R"({"resourceType":"Bundle","type":"collection",)";
  if (lost_ > 0) out += R"("modifierExtension":[{"url":"lines that cannot be read"}],)";
  out += "\"entry\":[";
  bool is_first = true;
  std::vector<std::string_view> drugs;
  const auto add = [&](std::string_view line) {
    append(out, line, is_first);
    constexpr std::string_view mark = "\"Medication/";
    for (auto at = line.find(mark); at != std::string_view::npos; at = line.find(mark, at + 1)) {
      const std::size_t end = line.find('"', at + 1);
      const auto found = medications_.find(std::string(line.substr(at + 1, end - at - 1)));
      if (found == medications_.end() || contains(drugs, std::string_view(found->first))) continue;
      drugs.push_back(found->first);
    }
  };
  for (const std::string_view line : lines) add(line);
  for (const std::string& line : doubtful_) add(line);
  for (const std::string_view drug : drugs) append(out, medications_.at(std::string(drug)), is_first);
  for (const std::string& type : strange_) {
    JsonWriter entry;
    entry.open('{');
    entry.member("resourceType", type);
    entry.close('}');
    append(out, entry.take(), is_first);
  }
  return out + "]}";
}

bool BulkExport::next(std::string& bundle, DataNotices& notices) {
  if (!is_dealt_out_) {
    is_dealt_out_ = true;
    if (error_.empty()) deal_out(notices);
  }
  if (!error_.empty()) return false;
  if (persons_.empty() && !load_part()) return false;
  const auto person = persons_.begin();
  bundle = bundle_of(person->second);
  persons_.erase(person);
  return true;
}

std::vector<FileGroup> grouped_files(const std::vector<std::string>& paths) {
  std::vector<FileGroup> groups;
  constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::size_t bulk = none;
  for (const std::string& path : paths) {
    std::error_code ignored;
    bool is_bulk = false;
    if (path != "-" && std::filesystem::is_regular_file(path, ignored)) {
      PatientFile file(path);
      DataNotices notices;
      std::string_view first;
      std::size_t line = 0;
      Tree tree;
      if (file.next(first, line, notices) && is_fhir(first) && tree.read(first)) {
        const Element& type = tree.root()["resourceType"];
        is_bulk =
            type.is_text() && type.text() != "Bundle" && type_handling(type.text()) != TypeHandling::unknown;
      }
    }
    if (is_bulk && bulk < groups.size()) {
      groups[bulk].paths.push_back(path);
    } else {
      if (is_bulk) bulk = groups.size();
      groups.push_back({{path}, is_bulk});
    }
  }
  return groups;
}

}  // namespace eligo::fhir
