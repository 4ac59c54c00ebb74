/// The one table of sentences shown to people: Chinese and English, with a hint on what to do where there is
/// one. The sentences themselves stand in messages.inc; placeholders are fmt's {0}, {1} … and agree in both
/// languages (tests/corpora/core/messages_test.cpp holds every row to that).
#pragma once
#include "corpora/core/say.hpp"

namespace leian {

enum class Msg : std::uint16_t {
#define LEIAN_MESSAGE(id, zh, en, hint_zh, hint_en) id,
#include "corpora/core/messages.inc"
#undef LEIAN_MESSAGE
};

}  // namespace leian
