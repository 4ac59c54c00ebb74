/// Answers kept under their idempotency keys for a day, so that a request that is sent again is not done
/// again. At most kMaxBytes of them: beyond, the oldest are forgotten early. A clock that is set back makes
/// nothing be forgotten early: what seems to come from the future is taken as of now. One thread at a time.
#pragma once
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/live/journal_entry.hpp"

namespace leian {

class KeptAnswers {
 public:
  static constexpr std::int64_t kSeconds = 24 * 60 * 60;
  static constexpr std::size_t kMaxBytes = 64u << 20;

  /// `sequence`: the journal's entry that holds it.
  void keep(KeptAnswer answer, std::uint64_t sequence);
  struct Found {
    const KeptAnswer* answer = nullptr;
    std::uint64_t sequence = 0;
  };
  /// Null where the key is not known, or no longer.
  Found find(const std::string& key, std::int64_t now);
  void forget_old(std::int64_t now);

  bool empty() const { return by_key_.empty(); }
  std::size_t bytes() const { return bytes_; }
  /// All of them, oldest first.
  std::vector<KeptAnswer> all() const;

 private:
  struct Held {
    KeptAnswer answer;
    std::uint64_t sequence = 0;
  };
  void drop_oldest();

  std::unordered_map<std::string, Held> by_key_;
  std::deque<std::pair<std::string, std::uint64_t>>
      in_order_;  // key and sequence; one kept anew stands twice
  std::size_t bytes_ = 0;
};

}  // namespace leian
