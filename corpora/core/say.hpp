/// Saying a sentence of the message table, for those who only pass a Msg on. Its values, one a sentence,
/// stand in messages.hpp; files that name none need not be built again when a sentence is added. Threads: all
/// functions are pure.
#pragma once
#include <fmt/format.h>

#include <cstdint>
#include <string_view>

#include "corpora/core/error.hpp"

namespace leian {

enum class Msg : std::uint16_t;

/// One row of the table.
struct MessageRow {
  std::string_view id;
  std::string_view zh;
  std::string_view en;
  std::string_view hint_zh;
  std::string_view hint_en;
};

const MessageRow& message_row(Msg);

/// The sentence with its placeholders filled in.
template <class... Args>
Text say(Msg message, const Args&... args) {
  const MessageRow& row = message_row(message);
  return {fmt::vformat(row.zh, fmt::make_format_args(args...)),
          fmt::vformat(row.en, fmt::make_format_args(args...))};
}

/// The same where the last placeholder is filled by a reason, in each language its own.
template <class... Args>
Text say_because(Msg message, const Text& reason, const Args&... args) {
  return {say(message, args..., reason.zh).zh, say(message, args..., reason.en).en};
}

/// What to do about it; empty where the sentence itself says so.
Text hint_for(Msg);

}  // namespace leian
