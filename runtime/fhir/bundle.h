#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/fhir/tree.h"

namespace eligo::fhir {

/// A resource as it was given, with all that its place says of it.
struct Resource {
  const Element* node = nullptr;
  std::string_view type;
  std::string_view full_url;        ///< of its entry; may be empty
  std::vector<std::string> doubts;  ///< phrases: why it may not be a record of the patient

  [[nodiscard]] const Element& operator[](std::string_view key) const { return (*node)[key]; }
  /// `Observation/abc`; without an id the address of its entry.
  [[nodiscard]] std::string name() const;
};

/// What a reference leads to.
struct ReferenceTarget {
  enum class Kind : std::uint8_t {
    none,        ///< there is no reference
    found,       ///< to a resource that was given
    outside,     ///< to one that was not
    unresolved,  ///< a search, an identifier, or one that may mean several
  };
  Kind kind = Kind::none;
  const Element* node = nullptr;    ///< found
  const Resource* owner = nullptr;  ///< found; null of a contained one
  std::string name;                 ///< `Patient/p1`, as far as it can be told
  std::string_view display;
};

/// The resources of one person.
struct PersonResources {
  std::string id;
  const Resource* patient = nullptr;      ///< its Patient; may not be among what was given
  std::vector<const Resource*> own;       ///< by their subject
  std::vector<const Resource*> doubtful;  ///< whose subject cannot be told: they may be anybody's
};

/// The resources of a bundle, or a single one, and the references between them. All are views into the tree.
class Bundle {
 public:
  /// Takes in a bundle, with those inside it, or a resource.
  void add(const Element& resource, std::string_view full_url = {});
  /// After the last one: leaves out what was deleted, and all but the last edition of each.
  void finish();

  [[nodiscard]] const std::vector<Resource>& resources() const { return resources_; }
  /// What `reference` (an element of the resource) leads to.
  [[nodiscard]] ReferenceTarget find(const Element& reference, const Resource& from) const;
  /// The resources by the person whose they are.
  [[nodiscard]] std::vector<PersonResources> persons() const;
  /// Why there may be more than was given: phrases.
  [[nodiscard]] const std::vector<std::string>& gaps() const { return gaps_; }
  /// Types of resources, passed over, that are no types of FHIR.
  [[nodiscard]] const std::vector<std::string_view>& strange_types() const { return strange_; }

 private:
  void add_entries(const Element& bundle);
  [[nodiscard]] ReferenceTarget find_url(std::string_view url, const Resource& from) const;
  [[nodiscard]] ReferenceTarget unique(const std::vector<std::size_t>& places, std::string name) const;

  std::vector<Resource> resources_;
  std::vector<std::string> deleted_;
  std::vector<std::string> gaps_;
  std::vector<std::string_view> strange_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_name_;  // `Patient/p1`
  std::unordered_map<std::string, std::vector<std::size_t>> by_url_;
};

/// `Patient/p1` of `http://host/fhir/Patient/p1/_history/3`; empty if it does not end so.
std::string local_name(std::string_view url);

/// The element that says whose a resource of the type is: `subject`, `patient`.
const Element& subject_of(const Resource& resource);

}  // namespace eligo::fhir
