#pragma once

#include <string>

#include "tools/eligo/doc/document.h"

namespace eligo {

/// A document as one HTML page that needs nothing else: no script, no further file.
std::string document_page(const Document& document);

/// A rule as the page shows it: in words as nested lists, then as written.
std::string rule_html(const RuleText& rule);
/// Reviews, notes and assumptions; reviews bear the ids `ID-review-1`, …
std::string remarks_html(const Remarks& remarks, const std::string& id);
/// The criteria beside the source text.
std::string criteria_html(const Document& document);
/// What is still to be settled, with links to where it stands; empty if nothing is.
std::string open_points_html(const Document& document);
/// Instruments, derived quantities.
std::string instruments_html(const Document& document);
std::string derived_html(const Document& document);
/// Groups and facts.
std::string vocabulary_html(const Document& document);

}  // namespace eligo
