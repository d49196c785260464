// The formatter: one layout for every file, and never another meaning.
//
//     inclusion I1 "Aged 18 to 65"   age   from 18 to 65 years
//
// becomes
//
//     inclusion I1 "Aged 18 to 65"
//       age from 18 to 65 years
//
// 1. The text is parsed; a file with a syntax error stays as it is.
// 2. `lay_out` walks the tree and lists its tokens, each with the kind of break that may stand before it
//    and the group of tokens that break together (layout.h, constructs.h).
// 3. `align` widens the space before tokens that form columns.
// 4. `print` writes the tokens, and breaks a group where the author broke it or where it does not fit the
//    line.
//
// The result is parsed again. If its tree, tokens or comments differ from those of the original, the
// layout is refused and the file stays as it is: a mistake of the formatter can never change a criterion.
#include "eligo/format.h"

#include <algorithm>

#include "compiler/diagnostics/findings.h"
#include "compiler/format/layout.h"
#include "compiler/source/modules.h"
#include "grammar/parse.h"
#include "runtime/host/guarded.h"

namespace eligo {
namespace {

using format::Layout;

bool same_shape(const SyntaxTree& a, const SyntaxTree& b) {
  return std::equal(
      a.nodes.begin(), a.nodes.end(), b.nodes.begin(), b.nodes.end(),
      [](const SyntaxNode& x, const SyntaxNode& y) { return x.kind == y.kind && x.size == y.size; });
}

/// Equal tokens and comments in the same order. White space in texts counts as one space.
bool same_words(const Layout& a, const Layout& b) {
  const auto same_token = [](const format::LayoutToken& x, const format::LayoutToken& y) {
    if (x.text == y.text) return true;
    return x.text.front() == '"' && y.text.front() == '"' && text_content(x.text) == text_content(y.text);
  };
  const auto same_remark = [](const format::Remark& x, const format::Remark& y) { return x.text == y.text; };
  return std::equal(a.tokens.begin(), a.tokens.end(), b.tokens.begin(), b.tokens.end(), same_token) &&
         std::equal(a.remarks.begin(), a.remarks.end(), b.remarks.begin(), b.remarks.end(), same_remark);
}

Formatted laid_out(std::string_view source) {
  Formatted result;
  Findings findings(result.diagnostics);
  const Parse parsed = parse(source);
  report_syntax_errors(parsed.errors, 0, source, findings);
  result.text = source;
  if (!parsed.errors.empty()) return result;

  Layout layout = format::lay_out(parsed.tree);
  format::align(parsed.tree, layout);
  std::string text = format::print(layout);

  const Parse again = parse(text);
  if (!again.errors.empty() || !same_shape(parsed.tree, again.tree) ||
      !same_words(layout, format::lay_out(again.tree))) {
    result.is_refused = true;
    return result;
  }
  result.text = std::move(text);
  return result;
}

}  // namespace

inline namespace v1 {

Result<Formatted> format_source(std::string_view source) noexcept {
  return guarded([&]() -> Result<Formatted> { return laid_out(source); });
}

}  // namespace v1

}  // namespace eligo
