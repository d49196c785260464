#pragma once

#include <string>
#include <vector>

#include "runtime/tables/mapping.h"
#include "tools/eligo/needs/needs.h"
#include "tools/eligo/terminal/terminal.h"

namespace eligo {

/// Where a fact that a protocol asks for comes from in the tables of a site.
struct FactCover {
  std::vector<std::string> places;   ///< `labs.csv, Parameter “GPT (ALAT)”`
  std::vector<std::string> perhaps;  ///< columns of names that may name it
  std::vector<std::string> missing;  ///< what none of the places gives: `its upper limit of normal`
};

/// What a mapping of tables gives of all that a protocol asks for.
struct TableCover {
  std::vector<FactCover> facts;                   ///< as `Needs::facts`
  std::vector<std::vector<std::string>> anchors;  ///< as `Needs::anchors`: places
  std::vector<std::pair<std::string, std::string>>
      unasked;                         ///< facts that no criterion asks for, and their places
  std::vector<std::string> undecided;  ///< columns of which nobody has decided what they are

  /// Whether every fact and anchor comes from some column.
  [[nodiscard]] bool is_whole() const;
};

TableCover cover_of(const Plan& plan, const Needs& needs, const tables::Tables& tables);

/// The same for people.
std::string cover_text(const Plan& plan, const Needs& needs, const TableCover& cover, const Style& style);

}  // namespace eligo
