#pragma once

#include "runtime/model/vocabulary.h"

namespace eligo::saved {

/// Fills what follows from the rest of a vocabulary: the maps by name, code and word, and the narrower facts.
/// False, with the maps unfinished, where one name would mean two things, or a broader fact is none of the
/// vocabulary's.
bool index_vocabulary(Vocabulary& vocabulary);

}  // namespace eligo::saved
