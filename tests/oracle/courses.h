#pragma once

#include <vector>

#include "tests/oracle/completion.h"

namespace eligo::oracle {

/// One drug without interruption.
struct Course {
  int fact = 0;
  Day start = 0;
  Day end = 0;
  Completed* last = nullptr;  ///< the record that ends last; of those the one that began last; of those any
};

/// The courses that records of one drug make up, in the order of their days.
std::vector<Course> courses_of(Completion& completion, std::vector<Completed*> records, int gap);

}  // namespace eligo::oracle
