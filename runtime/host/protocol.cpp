#include "eligo/protocol.h"

#include <utility>

#include "runtime/model/plan.h"

namespace eligo {
inline namespace v1 {

Protocol::Protocol(std::shared_ptr<const Plan> plan) : plan_(std::move(plan)) {
  auto criteria = std::make_shared<std::vector<CriterionInfo>>();
  criteria->reserve(plan_->criteria.size());
  for (const Criterion& criterion : plan_->criteria) {
    CriterionInfo& info = criteria->emplace_back();
    info.id = criterion.id;
    info.polarity = criterion.polarity;
    info.quotation = criterion.quotation;
    for (const Reading& reading : criterion.readings) info.readings.emplace_back(reading.id);
  }
  criteria_ = std::move(criteria);
}

std::string_view Protocol::name() const noexcept { return plan_->protocol; }
std::string_view Protocol::title() const noexcept { return plan_->title; }
std::string_view Protocol::version() const noexcept { return plan_->version; }
std::string_view Protocol::digest() const noexcept { return plan_->digest; }
std::string_view Protocol::as_of() const noexcept {
  return plan_->as_of.exists() ? std::string_view(plan_->vocabulary[plan_->as_of].name) : std::string_view();
}
std::span<const CriterionInfo> Protocol::criteria() const noexcept { return *criteria_; }

}  // namespace v1
}  // namespace eligo
