/// In what two records of a kind can be alike, and how much that counts: the channels of a look-up of similar
/// cases. A kind file may set them ("similar"); all channels are in this one table, with the weights that
/// hold where a kind file says nothing. A kind has a channel when it has a field with one of its roles.
/// Threads: constant data, pure functions. Source: docs/kinds.md, docs/adr/0022-channels-of-likeness.md
#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "corpora/record/field.hpp"

namespace leian {

enum class LikenessChannel : std::uint8_t {
  Cause,          ///< the cause or charge, as given, as recorded and as predicted from the texts
  Terms,          ///< words of the facts
  Disputes,       ///< words of the disputed issues
  Circumstances,  ///< values both have
  Articles,
  Amount,    ///< sums of the same order
  Relation,  ///< how the parties stand to each other, as their words tell
  Region,
  Organ,
};

/// The senses in which cases may be alike, in the order of a channel's weights.
inline constexpr std::array<std::string_view, 4> kSenses{"all", "facts", "disputes", "law"};
using SenseWeights = std::array<double, kSenses.size()>;

struct LikenessRow {
  LikenessChannel channel;
  std::string_view name;  ///< in kind files and answers
  Text label;
  std::vector<Role> from;  ///< the fields it compares, unless the kind file says otherwise
  SenseWeights weights;    ///< at most what it adds to a score, in each sense
  bool leads = true;       ///< false: counts only beside another channel
};

/// Every channel, in the order of the enum.
const std::vector<LikenessRow>& all_likeness();
inline const LikenessRow& row_of(LikenessChannel channel) {
  return all_likeness()[static_cast<std::size_t>(channel)];
}

/// A channel as a kind has it.
struct ChannelSpec {
  LikenessChannel channel = LikenessChannel::Terms;
  std::vector<Role> from;
  SenseWeights weights{};
};

inline constexpr double kMaxLikenessWeight = 10;

}  // namespace leian
