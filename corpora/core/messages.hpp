/// The one table of sentences shown to people: Chinese and English, with a hint on what to do where there is
/// one. The sentences themselves stand in messages.inc; placeholders are fmt's {0}, {1} … and agree in both
/// languages (tests/corpora/core/messages_test.cpp holds every row to that). Threads: all functions are pure.
#pragma once
#include <fmt/format.h>

#include <string_view>

#include "corpora/core/error.hpp"

namespace leian {

enum class Msg {
#define LEIAN_MESSAGE(id, zh, en, hint_zh, hint_en) id,
#include "corpora/core/messages.inc"
#undef LEIAN_MESSAGE
};

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
