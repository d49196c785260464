#pragma once

#include <string>

#include "runtime/model/plan.h"

namespace eligo {

/// One look into the records, in words, without the limit of its value: `the latest result of ALT
/// (alanine aminotransferase) up to and including the day of the screening visit`. `subject` stands for the
/// facts asked about; empty: they are named.
std::string query_words(const Plan& plan, const Query& query, const std::string& subject = {});

/// The demand of one test on a value: `is below 5 times the upper limit of normal of its laboratory`. Without
/// the quantity of another node, which the caller words.
std::string test_words(const Plan& plan, const Query& query, const ValueTest& test);

}  // namespace eligo
