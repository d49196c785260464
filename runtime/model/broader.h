#pragma once

#include <vector>

#include "runtime/model/patient.h"
#include "runtime/model/plan.h"

namespace eligo {

/// The facts that say less exactly what the facts asked for are: a record of `cancer` may be one of
/// `lung-cancer`, where `lung-cancer is a cancer`. Sorted; none that is asked for itself. A record of an
/// ingredient is no record of a combination, so that an ingredient is none of them.
std::vector<FactId> broader_facts(const Vocabulary& vocabulary, const std::vector<FactId>& asked);

/// The facts that the query looks at of which a record of a broader fact may be one; first the facts that the
/// author names.
std::vector<FactId> may_be_of(const Vocabulary& vocabulary, const Query& query, FactId broader);

/// Of a query that tells drugs apart, since it asks for courses or doses: the narrower drugs on record of
/// which a record of `drug` may be one. None where it does not matter which drug it is.
std::vector<FactId> drugs_it_may_be(const Vocabulary& vocabulary, const Query& query,
                                    const PatientFacts& patient, FactId drug);

}  // namespace eligo
