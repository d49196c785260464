#include "tools/python/src/store.h"

#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <chrono>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "eligo/store.h"
#include "tools/python/src/core_error.h"
#include "tools/python/src/diagnostics.h"

namespace nb = nanobind;
using namespace nb::literals;

namespace eligo::python {
namespace {

/// A version: protocol, file, number.
using Stored = std::tuple<Protocol, std::string, std::uint64_t>;

/// A ProtocolStore that lets Python go on while it reads files.
class StoreHandle {
 public:
  StoreHandle(const std::string& folder, const std::vector<std::string>& library_folders, int settle)
      : store_(value_of(ProtocolStore::open(folder, options_of(library_folders, settle)))) {}

  [[nodiscard]] std::optional<Stored> find(const std::string& name) const {
    const auto found = store_.find(name);
    if (!found) return std::nullopt;
    return Stored(found->protocol, found->file, found->number);
  }
  bool refresh() { return value_of(store_.refresh()); }
  [[nodiscard]] std::vector<Stored> protocols() const {
    std::vector<Stored> all;
    const auto contents = store_.contents();
    for (const StoredProtocol& one : contents->protocols)
      all.emplace_back(one.protocol, one.file, one.number);
    return all;
  }
  [[nodiscard]] FieldsList problems() const {
    nb::list list;
    const auto contents = store_.contents();
    for (const StoreProblem& one : contents->problems) {
      nb::dict problem;
      problem["file"] = one.file;
      problem["code"] = one.error.code;
      problem["message"] = one.error.message;
      problem["place"] = one.error.place;
      problem["repair"] = one.error.repair;
      problem["diagnostics"] = diagnostics_of(one.diagnostics, one.files);
      list.append(problem);
    }
    return list;
  }

 private:
  static StoreOptions options_of(const std::vector<std::string>& library_folders, int settle) {
    StoreOptions options;
    options.library_folders = library_folders;
    options.settle = std::chrono::milliseconds(settle);
    return options;
  }

  ProtocolStore store_;
};

}  // namespace

void define_store(nb::module_& module) {
  using WithoutGil = nb::call_guard<nb::gil_scoped_release>;
  nb::class_<StoreHandle>(module, "Store")
      .def(nb::init<const std::string&, const std::vector<std::string>&, int>(), "folder"_a, "folders"_a,
           "settle_milliseconds"_a, WithoutGil())
      .def("find", &StoreHandle::find, "name"_a)
      .def("refresh", &StoreHandle::refresh, WithoutGil())
      .def("protocols", &StoreHandle::protocols)
      .def("problems", &StoreHandle::problems);
}

}  // namespace eligo::python
