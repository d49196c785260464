#include "compiler/compare/match.h"

#include <algorithm>

#include "compiler/compare/wording.h"

namespace eligo::amendment {
namespace {

/// From here on two quotations are taken to be versions of one sentence: with the same id, and without.
constexpr double alike_by_id = 0.3;
constexpr double alike = 0.6;

class Matching {
 public:
  Matching(const std::vector<MatchSign>& old, const std::vector<MatchSign>& now)
      : old_(old), now_(now), partner_of_old_(old.size()), partner_of_now_(now.size()) {}

  std::vector<Match> run() {
    const auto same_quotation = [](const MatchSign& a, const MatchSign& b) {
      return a.criterion->quotation == b.criterion->quotation;
    };
    const auto same_id = [](const MatchSign& a, const MatchSign& b) {
      return a.criterion->id == b.criterion->id;
    };
    const auto same_rule = [](const MatchSign& a, const MatchSign& b) { return a.rule == b.rule; };
    pair([&](const MatchSign& a, const MatchSign& b) {
      return same_id(a, b) && same_quotation(a, b) && same_rule(a, b);
    });
    pair([&](const MatchSign& a, const MatchSign& b) { return same_quotation(a, b) && same_rule(a, b); });
    pair([&](const MatchSign& a, const MatchSign& b) { return same_id(a, b) && same_quotation(a, b); });
    pair([&](const MatchSign& a, const MatchSign& b) { return same_id(a, b) && same_rule(a, b); });
    pair([&](const MatchSign& a, const MatchSign& b) {
      return same_quotation(a, b) && !a.criterion->quotation.empty();
    });
    pair([&](const MatchSign& a, const MatchSign& b) {
      return same_id(a, b) && likeness(a.criterion->quotation, b.criterion->quotation) >= alike_by_id;
    });
    pair(same_rule);
    by_likeness();
    return ordered();
  }

 private:
  template <typename Same>
  void pair(const Same& same) {
    for (std::uint32_t i = 0; i < now_.size(); ++i) {
      if (partner_of_now_[i]) continue;
      for (std::uint32_t k = 0; k < old_.size(); ++k) {
        if (partner_of_old_[k] || !same(old_[k], now_[i])) continue;
        join(k, i);
        break;
      }
    }
  }

  /// The likest quotations first.
  void by_likeness() {
    struct Candidate {
      double likeness;
      std::uint32_t old, now;
    };
    std::vector<Candidate> candidates;
    for (std::uint32_t k = 0; k < old_.size(); ++k) {
      for (std::uint32_t i = 0; i < now_.size(); ++i) {
        if (partner_of_old_[k] || partner_of_now_[i]) continue;
        const std::string& before = old_[k].criterion->quotation;
        if (before.empty()) continue;
        const double how = likeness(before, now_[i].criterion->quotation);
        if (how >= alike) candidates.push_back({how, k, i});
      }
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.likeness > b.likeness; });
    for (const Candidate& candidate : candidates) {
      if (!partner_of_old_[candidate.old] && !partner_of_now_[candidate.now])
        join(candidate.old, candidate.now);
    }
  }

  void join(std::uint32_t old, std::uint32_t now) {
    partner_of_old_[old] = now;
    partner_of_now_[now] = old;
  }

  std::vector<Match> ordered() const {
    std::vector<Match> result;
    std::uint32_t next_old = 0;
    const auto removed_before = [&](std::uint32_t end) {
      for (; next_old < end; ++next_old) {
        if (!partner_of_old_[next_old]) result.push_back({next_old, std::nullopt});
      }
    };
    for (std::uint32_t i = 0; i < now_.size(); ++i) {
      if (partner_of_now_[i]) removed_before(*partner_of_now_[i]);
      result.push_back({partner_of_now_[i], i});
    }
    removed_before(static_cast<std::uint32_t>(old_.size()));
    return result;
  }

  const std::vector<MatchSign>& old_;
  const std::vector<MatchSign>& now_;
  std::vector<std::optional<std::uint32_t>> partner_of_old_;
  std::vector<std::optional<std::uint32_t>> partner_of_now_;
};

}  // namespace

std::vector<Match> match(const std::vector<MatchSign>& old, const std::vector<MatchSign>& now) {
  return Matching(old, now).run();
}

}  // namespace eligo::amendment
