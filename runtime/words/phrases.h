#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/model/plan.h"

/// The phrases that wordings are put together from.
namespace eligo {

/// `is below`, `is at least`, …
std::string_view comparison_words(Comparison comparison);
/// `ALT (alanine aminotransferase)`: the name, and the label where it says more.
std::string fact_words(const Plan& plan, FactId fact);
/// Facts as asked, a fact that is a kind of another left to it: `cancer, with its 30 kinds`.
std::string facts_words(const Plan& plan, const std::vector<FactId>& facts);
/// A unit as people read it: `10*9/L` → `10⁹/L`, `mm[Hg]` → `mmHg`.
std::string unit_words(std::string_view unit);
/// A number with its unit: `80.6 mL/min`, `1 × 10⁹/L`.
std::string with_unit(const std::string& number, std::string_view unit);
/// `a, b or c`
std::string alternatives(const std::vector<std::string>& items);
/// `12 weeks (84 days)`, `3 months`, `2 years`
std::string period_words(const Period& period);
/// ` from 28 days before the day of screening to that day, both included`, with a blank before it. Where no
/// window was written, the one that then counts.
std::string window_words(const Plan& plan, const Query& query);
/// ` where method is ELISA, with no dose recorded`: the filters, each with a blank before it.
std::string filter_words(const Plan& plan, const std::vector<Filter>& filters);
/// A number in the value kind of a fact: `200 U/L`, `1:80`, `III`.
std::string limit_words(const Plan& plan, const ValueType& type, const Number& number);

}  // namespace eligo
