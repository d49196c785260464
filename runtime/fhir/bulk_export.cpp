#include "runtime/fhir/bulk_export.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "runtime/fhir/bundle.h"
#include "runtime/fhir/resource_types.h"
#include "runtime/values/contains.h"

namespace eligo::fhir {
namespace {

std::size_t size_of(const std::vector<std::string>& paths) {
  std::size_t all = 0;
  for (const std::string& path : paths) {
    std::error_code ignored;
    const auto size = std::filesystem::file_size(path, ignored);
    if (!ignored) all += static_cast<std::size_t>(size);
  }
  return all;
}

void append(std::string& out, std::string_view entry, bool& is_first) {
  if (!is_first) out += ',';
  is_first = false;
  out += "{\"resource\":";
  out += entry;
  out += '}';
}

}  // namespace

BulkExport::BulkExport(std::vector<std::string> paths, const Limits& limits)
    : paths_(std::move(paths)), limits_(limits), size_(size_of(paths_)), parts_(size_) {
  head_.set_nesting(std::min(limits.nesting, Limits{}.nesting));
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

void BulkExport::deal_out(std::string_view line, const std::string& path, std::size_t number,
                          DataNotices& notices) {
  if (!head_.read(line)) return lose(path, number, head_.error().text, notices);
  const std::string_view type = head_.type();
  if (type == "Bundle") return lose(path, number, "a bundle stands among single resources", notices);
  const TypeHandling handling = type_handling(type);
  if (handling == TypeHandling::passed_over) return;
  if (handling == TypeHandling::unknown) {
    if (!contains(strange_, std::string(type))) strange_.emplace_back(type);
    return;
  }
  if (type == "Patient") return parts_.put(head_.name(), line);
  if (type == "Medication") {
    medications_.emplace(head_.name(), line);
    return;
  }
  const std::string_view url = head_.subject();
  const std::string person = url.find('?') == std::string_view::npos ? local_name(url) : std::string();
  if (person.starts_with("Patient/")) return parts_.put(person, line);
  const bool is_of_nobody = handling == TypeHandling::support || !person.empty();
  if (!is_of_nobody) doubtful_.emplace_back(line);
}

void BulkExport::deal_out(DataNotices& notices) {
  for (const std::string& path : paths_) {
    PatientFile file(path);
    file.set_document_bytes(limits_.document_bytes);
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
  if (error_.empty()) error_ = parts_.error();
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

bool BulkExport::next(std::string_view& json, std::size_t& line, DataNotices& notices) {
  if (!is_dealt_out_) {
    is_dealt_out_ = true;
    deal_out(notices);
  }
  if (!error_.empty()) return false;
  std::string person;
  std::vector<std::string_view> lines;
  if (!parts_.next(person, lines)) {
    error_ = parts_.error();
    return false;
  }
  bundle_ = bundle_of(lines);
  json = bundle_;
  line = 0;
  return true;
}

}  // namespace eligo::fhir
