/// The convictions that the operative part of a judgment pronounces:
/// 被告人李某犯盗窃罪，判处有期徒刑一年六个月。 Threads: pure functions.
#pragma once
#include <string>
#include <vector>

#include "indexer/extract/names.hpp"
#include "indexer/extract/penalties.hpp"
#include "indexer/extract/text.hpp"

namespace leian::extract {

/// A charge by name: a code of the list, or as it is written.
struct Charge {
  std::string name;
  bool known = false;
  Span words;
};

/// The charges of a list that begins at `at`: 盗窃罪、诈骗罪. Empty where none does.
std::vector<Charge> read_charges(const Text&, const Names&, std::uint32_t at);

struct Conviction {
  std::vector<Charge> charges;
  std::optional<Penalty> penalty;
  std::size_t defendant = 0;  ///< counts up from 0 with every further person sentenced
  Span words;                 ///< from 犯 to the end of the penalty
};

/// What is to be served where several penalties were joined: 决定执行有期徒刑三年.
struct Joined {
  Penalty penalty;
  std::size_t defendant = 0;
};

struct Verdict {
  std::vector<Conviction> convictions;
  std::vector<Joined> joined;
};

/// What the result zone pronounces. Convictions that are set aside there, and earlier ones that are told of,
/// are left out.
Verdict read_verdict(const Text&, const Names&);

}  // namespace leian::extract
