#include "tests/oracle/both_sides.h"

namespace eligo::oracle {

bool BothSides::take(const Protocol& protocol) {
  std::string source = text(protocol);
  if (source != source_) {
    runtime_.emplace(source, path_);
    source_ = std::move(source);
    protocol_ = protocol;
  }
  return runtime_->error().empty();
}

std::optional<Answers> BothSides::ask(const Patient& patient) {
  auto answer = runtime_->screen(patient);
  if (!answer) return std::nullopt;
  return Answers{std::move(*answer), screen(protocol_, patient, limit_)};
}

}  // namespace eligo::oracle
