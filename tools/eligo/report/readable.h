#pragma once

#include <string>
#include <string_view>

#include "runtime/words/explain.h"

namespace eligo {

/// An explanation made fit to be read as a tree: no node repeats what stands right below it.
///  - a list says `any of` and leaves its entries to its parts;
///  - a comparison and the quantity that it compares are one node, with the value;
///  - an item of a score and its condition are one node, labelled with the item's name;
///  - of a condition that holds of each of several drugs, the parts are the drugs' names;
///  - where the root would repeat the whole criterion its text is empty, and its parts speak for it.
ExplainedNode readable(ExplainedNode explanation);

/// The name of a part that adds nothing to what it is a part of: an item of a score without points, a domain
/// or a dose that comes to 0, a drug of which there is no record. Empty if it adds something, or may.
std::string_view nothing_name(const ExplainedNode& parent, const ExplainedNode& part);

}  // namespace eligo
