#pragma once

#include <memory>
#include <string>

#include "tools/eligo/screen/cohort.h"
#include "tools/eligo/screen/screener.h"

namespace eligo {

/// The report: one HTML page that needs nothing else. Patients are taken in one after another and kept
/// compactly; of a cohort that is larger than the limits the page holds the sums of all, and says how many
/// patients it shows.
class ReportPage {
 public:
  static constexpr std::size_t max_patients = 20'000;  ///< listed with their outcomes and reasons
  static constexpr std::size_t max_trees = 300;        ///< with the whole explanation

  ReportPage(const Plan& plan, ReadingChoice readings);
  ~ReportPage();
  ReportPage(const ReportPage&) = delete;
  ReportPage& operator=(const ReportPage&) = delete;

  void add(const Screened& screened);
  /// The page.
  [[nodiscard]] std::string text(const Cohort& cohort) const;

 private:
  struct Data;
  std::unique_ptr<Data> data_;
};

}  // namespace eligo
