#include "corpora/core/messages.hpp"

namespace leian {
namespace {

// A plain array: clang 14 deduces a std::array of no more than 256 elements.
constexpr MessageRow kRows[]{
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
