#include "tools/eligo/terminal/progress.h"

#include <algorithm>
#include <cstdio>

#include "tools/eligo/terminal/terminal.h"

namespace eligo {

namespace {

constexpr auto patience = std::chrono::milliseconds(700);  // a run shorter than this shows nothing
constexpr auto interval = std::chrono::milliseconds(100);
constexpr int bar_width = 30;

std::string bar(double part) {
  const int filled = static_cast<int>(std::clamp(part, 0.0, 1.0) * bar_width);
  std::string text;
  for (int i = 0; i < bar_width; ++i) text += i < filled ? "█" : "░";
  return text;
}

}  // namespace

ProgressBar::ProgressBar() : is_watched_(is_terminal(stderr)), next_(Clock::now() + patience) {}

ProgressBar::~ProgressBar() { clear(); }

void ProgressBar::show(const std::string& file, std::size_t bytes_read, std::size_t size,
                       std::size_t patients) {
  if (!is_watched_ || Clock::now() < next_) return;
  next_ = Clock::now() + interval;
  is_shown_ = true;
  std::string line = size > 0 ? bar(static_cast<double>(bytes_read) / static_cast<double>(size)) + " " : "";
  line += counted(patients, "patient", "patients") + "  " + file;
  std::fprintf(stderr, "\r\033[K%s", shortened(harmless(line), style_of(stderr).width - 1).c_str());
  std::fflush(stderr);
}

void ProgressBar::clear() {
  if (is_shown_) std::fputs("\r\033[K", stderr);
  is_shown_ = false;
}

}  // namespace eligo
