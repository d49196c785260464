#pragma once

#include "runtime/evaluate/candidates.h"

namespace eligo {

/// Records of one drug that may belong together: they touch or overlap, as widely as their dates may be read.
/// Records of different clusters are of different courses in every completion.
struct Cluster {
  std::uint32_t begin = 0, end = 0;  ///< a slice of the candidates
  Truth hit;                         ///< whether it holds a course that is what the query asks for
  Truth dates;                       ///< the same by dates alone, whatever its filters say
  std::uint32_t most = 0;            ///< at most so many such courses
  std::int64_t fewest_days = 0;      ///< together they surely last so long
  std::int64_t most_days = 0;        ///< and at most so long
};

/// Sorts the candidates by drug and start, so that a drug's records stand together.
void sort_by_drug(QueryRun& run);
/// Whether two candidates are of one drug. A name that the vocabulary does not list is a drug of its own.
bool is_same_drug(const QueryRun& run, const Candidate& a, const Candidate& b);

/// The cluster that begins with a candidate.
Cluster cluster_from(QueryRun& run, std::uint32_t begin, const Days& days);

}  // namespace eligo
