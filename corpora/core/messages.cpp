#include "corpora/core/messages.hpp"

#include <array>

namespace leian {
namespace {

constexpr std::array kRows{
#define LEIAN_MESSAGE(id, zh, en, hint_zh, hint_en) MessageRow{#id, zh, en, hint_zh, hint_en},
#include "corpora/core/messages.inc"
#undef LEIAN_MESSAGE
};

}  // namespace

const MessageRow& message_row(Msg message) { return kRows[static_cast<std::size_t>(message)]; }

Text hint_for(Msg message) {
  const MessageRow& row = message_row(message);
  return {std::string(row.hint_zh), std::string(row.hint_en)};
}

}  // namespace leian
