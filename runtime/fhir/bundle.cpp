#include "runtime/fhir/bundle.h"

#include <algorithm>

#include "runtime/fhir/resource_types.h"
#include "runtime/ingest/value.h"
#include "runtime/values/ascii.h"
#include "runtime/values/contains.h"

namespace eligo::fhir {
namespace {

using ingest::in_quotes;

std::string text_of(const Element& node) {
  JsonWriter json;
  write(json, node);
  return json.take();
}

/// Whether `a` is surely a later edition than `b`.
bool is_later(const Element& a, const Element& b) {
  const std::string_view version_a = a["meta"]["versionId"].text();
  const std::string_view version_b = b["meta"]["versionId"].text();
  const auto is_number = [](std::string_view text) {
    constexpr std::size_t most_digits = 18;
    return !text.empty() && text.size() <= most_digits && std::all_of(text.begin(), text.end(), is_digit);
  };
  if (is_number(version_a) && is_number(version_b) && version_a != version_b)
    return version_a.size() != version_b.size() ? version_a.size() > version_b.size() : version_a > version_b;
  // Instants of one form can be compared as they stand.
  const std::string_view time_a = a["meta"]["lastUpdated"].text();
  const std::string_view time_b = b["meta"]["lastUpdated"].text();
  const bool are_alike =
      time_a.size() == time_b.size() && !time_a.empty() && time_a.back() == 'Z' && time_b.back() == 'Z';
  return are_alike && time_a > time_b;
}

}  // namespace

std::string local_name(std::string_view url) {
  if (const auto history = url.find("/_history/"); history != std::string_view::npos)
    url = url.substr(0, history);
  const std::size_t slash = url.rfind('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == url.size()) return {};
  const std::size_t before = url.rfind('/', slash - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  const std::string_view type = url.substr(begin, slash - begin);
  const bool is_type = !type.empty() && type.front() >= 'A' && type.front() <= 'Z' &&
                       std::all_of(type.begin(), type.end(), is_letter);
  return is_type ? std::string(url.substr(begin)) : std::string();
}

std::string Resource::name() const {
  const Element& id = (*node)["id"];
  if (id.is_scalar() && !id.text().empty()) return std::string(type) + "/" + std::string(id.text());
  return full_url.empty() ? std::string(type) : std::string(full_url);
}

const Element& subject_of(const Resource& resource) {
  const Element& subject = resource.node->any_of({"subject", "patient", "individual"});
  return subject;
}

void Bundle::add(const Element& resource, std::string_view full_url) {  // NOLINT(misc-no-recursion): by depth
  const std::string_view type = resource["resourceType"].text();
  if (type == "Bundle") {
    add_entries(resource);
    return;
  }
  if (type_handling(type) == TypeHandling::unknown) {
    if (!contains(strange_, type)) strange_.push_back(type);
    return;
  }
  resources_.push_back({&resource, type, full_url, {}});
}

void Bundle::add_entries(const Element& bundle) {  // NOLINT(misc-no-recursion): bounded by the tree's depth
  for (const std::string_view key : {"implicitRules", "modifierExtension"}) {
    if (bundle[key].exists()) gaps_.push_back("the bundle's " + std::string(key) + " is not understood");
  }
  each(bundle["link"], [&](const Element& link) {
    if (link["relation"].text() == "next") gaps_.emplace_back("the bundle has further pages");
  });
  for (const Element* member = bundle.first(); member != nullptr; member = member->next()) {
    static constexpr std::string_view known[] = {
        "resourceType",      "id",    "meta", "implicitRules", "language",  "type",
        "timestamp",         "total", "link", "entry",         "signature", "identifier",
        "modifierExtension", "issues"};
    const std::string_view key = member->key().starts_with('_') ? member->key().substr(1) : member->key();
    if (std::find(std::begin(known), std::end(known), key) == std::end(known) && member->exists())
      gaps_.push_back("the bundle's " + in_quotes(key) + " is not known");
  }
  each(bundle["entry"], [&](const Element& entry) {
    const Element& resource = entry["resource"];
    const Element& request = entry["request"];
    const std::string_view method = request["method"].text();
    if (method == "DELETE") {
      deleted_.push_back(local_name(request["url"].text()));
      deleted_.emplace_back(entry["fullUrl"].text());
    }
    if (resource.is_object() && method != "DELETE") {
      const std::size_t before = resources_.size();
      add(resource, entry["fullUrl"].text());
      for (std::size_t i = before; i < resources_.size(); ++i) {
        if (entry["modifierExtension"].exists())
          resources_[i].doubts.emplace_back("its entry's modifierExtension is not understood");
        if (method == "PATCH") resources_[i].doubts.emplace_back("it is a change of another resource");
      }
    }
    if (!resource.is_object() && method != "DELETE" && method != "GET" && method != "HEAD")
      gaps_.emplace_back("an entry of the bundle holds no resource");
  });
}

void Bundle::finish() {
  std::vector<bool> is_out(resources_.size());
  std::unordered_map<std::string, std::vector<std::size_t>> same;
  for (std::size_t i = 0; i < resources_.size(); ++i) {
    Resource& one = resources_[i];
    const std::string name = one.name();
    is_out[i] =
        contains(deleted_, name) || (!one.full_url.empty() && contains(deleted_, std::string(one.full_url)));
    if (is_out[i] || name == one.type) continue;
    // One id at two servers is two resources.
    const bool has_base = one.full_url.find("://") != std::string_view::npos;
    std::vector<std::size_t>& others = same[has_base ? std::string(one.full_url) : name];
    for (const std::size_t k : others) {
      Resource& other = resources_[k];
      if (is_out[k]) continue;
      if (is_later(*one.node, *other.node)) {
        is_out[k] = true;
      } else if (is_later(*other.node, *one.node) || text_of(*one.node) == text_of(*other.node)) {
        is_out[i] = true;
      } else {
        const std::string why = "it stands twice and says two things";
        one.doubts.push_back(why);
        if (!contains(other.doubts, why)) other.doubts.push_back(why);
      }
    }
    others.push_back(i);
  }
  std::vector<Resource> kept;
  kept.reserve(resources_.size());
  for (std::size_t i = 0; i < resources_.size(); ++i) {
    if (!is_out[i]) kept.push_back(std::move(resources_[i]));
  }
  resources_ = std::move(kept);
  for (std::size_t i = 0; i < resources_.size(); ++i) {
    const Resource& one = resources_[i];
    const std::string name = one.name();
    if (name != one.type) by_name_[name].push_back(i);
    if (!one.full_url.empty()) by_url_[std::string(one.full_url)].push_back(i);
  }
}

ReferenceTarget Bundle::unique(const std::vector<std::size_t>& places, std::string name) const {
  const Resource& first = resources_[places.front()];
  // Two editions that cannot be told apart are one resource as far as its name goes.
  const bool is_one = std::all_of(places.begin(), places.end(),
                                  [&](std::size_t i) { return resources_[i].full_url == first.full_url; });
  if (!is_one) return {ReferenceTarget::Kind::unresolved, nullptr, nullptr, std::move(name), {}};
  return {ReferenceTarget::Kind::found, first.node, &first, std::move(name), {}};
}

ReferenceTarget Bundle::find_url(std::string_view url, const Resource& from) const {
  const std::string name = local_name(url);
  const bool is_absolute = url.find("://") != std::string_view::npos || url.starts_with("urn:");
  std::string plain(url);
  if (const auto history = plain.find("/_history/"); history != std::string::npos) plain.resize(history);
  if (const auto found = by_url_.find(plain); found != by_url_.end())
    return unique(found->second, name.empty() ? plain : name);
  if (!is_absolute && !name.empty() && from.full_url.find("://") != std::string_view::npos) {
    const std::string own = local_name(from.full_url);
    if (!own.empty()) {
      const std::string base(from.full_url.substr(0, from.full_url.rfind(own)));
      if (const auto found = by_url_.find(base + name); found != by_url_.end())
        return unique(found->second, name);
    }
  }
  if (name.empty()) return {ReferenceTarget::Kind::outside, nullptr, nullptr, plain, {}};
  const auto found = by_name_.find(name);
  if (found == by_name_.end())
    return {ReferenceTarget::Kind::outside, nullptr, nullptr, is_absolute ? plain : name, {}};
  // An address at one server is no resource of another.
  if (is_absolute) {
    const bool is_elsewhere = std::all_of(found->second.begin(), found->second.end(), [&](std::size_t i) {
      return resources_[i].full_url.find("://") != std::string_view::npos;
    });
    if (is_elsewhere) return {ReferenceTarget::Kind::outside, nullptr, nullptr, plain, {}};
  }
  return unique(found->second, name);
}

ReferenceTarget Bundle::find(const Element& reference, const Resource& from) const {
  if (!reference.exists()) return {};
  const std::string_view url = reference["reference"].text();
  ReferenceTarget target;
  if (url.starts_with('#')) {
    target.kind = ReferenceTarget::Kind::unresolved;
    target.name = std::string(url);
    each(from["contained"], [&](const Element& one) {
      if (one["id"].text() != url.substr(1)) return;
      target.kind = ReferenceTarget::Kind::found;
      target.node = &one;
      target.name = std::string(one["resourceType"].text()) + std::string(url);
    });
  } else if (url.empty() || url.find('?') != std::string_view::npos) {
    target.kind = ReferenceTarget::Kind::unresolved;
    target.name = url.empty() ? std::string(reference["identifier"]["value"].text()) : std::string(url);
  } else {
    target = find_url(url, from);
  }
  target.display = reference["display"].text();
  return target;
}

std::vector<PersonResources> Bundle::persons() const {
  std::vector<PersonResources> persons;
  std::unordered_map<std::string, std::size_t> by_id;
  std::unordered_map<const Element*, std::size_t> by_node;
  const auto add_person = [&](const std::string& key, std::string id, const Resource* patient) {
    const auto [found, is_new] = by_id.try_emplace(key, persons.size());
    if (is_new) persons.push_back({std::move(id), patient, {}, {}});
    return found->second;
  };
  for (const Resource& one : resources_) {
    if (one.type != "Patient") continue;
    const std::string key = one.full_url.empty() ? one.name() : std::string(one.full_url);
    const std::string_view id = one["id"].text();
    by_node[one.node] = add_person(key, std::string(id.empty() ? one.full_url : id), &one);
  }
  std::vector<const Resource*> doubtful;
  for (const Resource& one : resources_) {
    if (type_handling(one.type) != TypeHandling::record) continue;
    const ReferenceTarget subject = find(subject_of(one), one);
    if (subject.kind == ReferenceTarget::Kind::found) {
      const auto found = by_node.find(subject.node);
      if (found != by_node.end()) {
        persons[found->second].own.push_back(&one);
      } else if (subject.owner == nullptr && (*subject.node)["resourceType"].text() == "Patient") {
        doubtful.push_back(&one);
      }
    } else if (subject.kind == ReferenceTarget::Kind::outside) {
      const std::string name = local_name(subject.name);
      constexpr std::string_view patient = "Patient/";
      if (name.empty()) {
        doubtful.push_back(&one);
      } else if (name.starts_with(patient)) {
        persons[add_person(subject.name, name.substr(patient.size()), nullptr)].own.push_back(&one);
      }
    } else {
      doubtful.push_back(&one);
    }
  }
  for (PersonResources& person : persons) person.doubtful = doubtful;
  return persons;
}

}  // namespace eligo::fhir
