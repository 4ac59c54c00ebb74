/// Petitions that came back: the chains of an index, what people said about them, and where each petition
/// stands in its own. Source: 《信访工作条例》 (2022-05-01) art. 34-36; docs/adr/0030-repeats.md
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "query/repeats/decisions.hpp"
#include "query/repeats/kept_chains.hpp"
#include "query/request.hpp"
#include "query/search/asking.hpp"

namespace leian::query {

/// Where a petition stands in its chain.
enum class ChainPlace {
  First,         ///< 初次
  Repeat,        ///< 重复
  Escalated,     ///< to an organ above all that had the matter before
  AfterRecheck,  ///< after 复核 had closed the matter
};

struct RepeatsRequest {
  std::string kind;             ///< empty: the one kind that is joined; with several, must be given
  std::string id;               ///< only the chain of this record; empty: all chains
  std::vector<Filter> filters;  ///< chains that hold a record within them
  std::string
      standing;  ///< only chains that hold one so standing: repeat, escalated, after_recheck; empty: all
  std::uint32_t least = 2;   ///< members
  std::uint32_t limit = 20;  ///< chains, 0 to kMaxHits
  std::uint32_t offset = 0;  ///< 0 to kMaxOffset
  std::chrono::milliseconds budget{60'000};
};

struct ChainMember {
  Hit hit;
  ChainPlace standing = ChainPlace::First;
};

/// Why `id` was joined to `to`.
struct ChainReason {
  std::string id;
  std::string to;
  double confidence = 0;
  bool same_person = false;
  std::int64_t days = 0;
  std::vector<std::string> shared;
  std::string by;  ///< a person who joined them by hand; empty: the program
};

/// One matter: its petitions in the order in which they came.
struct RepeatChain {
  std::vector<ChainMember> members;
  std::vector<ChainReason> reasons;
};

struct RepeatsAnswer {
  std::string kind;
  std::uint64_t total = 0;          ///< chains
  std::uint64_t members = 0;        ///< petitions in them
  std::uint64_t records = 0;        ///< that were compared when they were joined
  std::vector<RepeatChain> chains;  ///< most members first
  std::uint64_t joined_at = 0;      ///< generation
  std::uint64_t generation = 0;     ///< now; records since are in no chain yet
  double milliseconds = 0;
};

/// A joining of all records of a kind. Costs minutes on a million.
struct JoinRequest {
  std::string kind;
  std::chrono::milliseconds budget{3'600'000};
};
struct JoinAnswer {
  KeptChains chains;
  double milliseconds = 0;
};

/// Errors: UnknownKind, TooLarge, IndexDamaged. Throws OutOfTime and Xapian::Error.
Result<JoinAnswer> join_repeats(const Asking&, const JoinRequest&);

/// What repeats are told from: kept chains and decisions.
struct RepeatsBasis {
  KeptChains kept;
  std::vector<ChainDecision> decisions;
};

/// Errors: NotFound (the id), BadUsage (limits, standing), UnknownField. Throws OutOfTime and Xapian::Error.
Result<RepeatsAnswer> answer_repeats(const Asking&, const RepeatsRequest&, const RepeatsBasis&);

}  // namespace leian::query
