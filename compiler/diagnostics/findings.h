#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/diagnostics/codes.h"
#include "eligo/diagnostic.h"

namespace eligo {

/// A diagnostic in the making, to which a pass adds label, notes and repairs.
class Finding {
 public:
  explicit Finding(Diagnostic& diagnostic) : diagnostic_(diagnostic) {}
  /// Said at the underline.
  Finding& label(std::string text) {
    diagnostic_.label = std::move(text);
    return *this;
  }
  Finding& note(std::string text) {
    diagnostic_.notes.push_back({std::move(text), {}, false});
    return *this;
  }
  Finding& note(std::string text, Span span) {
    diagnostic_.notes.push_back({std::move(text), span, true});
    return *this;
  }
  Finding& fix(std::string label, Span span, std::string text) {
    diagnostic_.fixes.push_back({std::move(label), span, std::move(text)});
    return *this;
  }
  /// Offers each near miss as a repair of the span.
  Finding& did_you_mean(const std::vector<std::string>& words, Span span) {
    for (const auto& word : words) fix("write `" + word + "`", span, word);
    return *this;
  }

 private:
  Diagnostic& diagnostic_;
};

/// Collects the findings of all passes.
class Findings {
 public:
  explicit Findings(std::vector<Diagnostic>& diagnostics) : diagnostics_(diagnostics) {}
  Finding add(const DiagnosticKind& kind, Span span, std::string message) {
    diagnostics_.push_back({kind.code, kind.severity, std::move(message), span, {}, {}, {}});
    return Finding(diagnostics_.back());
  }

  [[nodiscard]] std::size_t count() const { return diagnostics_.size(); }

 private:
  std::vector<Diagnostic>& diagnostics_;
};

}  // namespace eligo
