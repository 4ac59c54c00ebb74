#include "corpora/readers/faults.hpp"

#include "corpora/core/messages.hpp"

namespace leian {
namespace {

Unexpected because(ErrorCode code, Msg message, const std::string& file, const Text& reason) {
  return Unexpected(Error{code, say_because(message, reason, file), hint_for(message)});
}

}  // namespace

Unexpected damaged(const std::string& file, const Text& how) {
  return because(ErrorCode::BadInput, Msg::FileDamaged, file, how);
}

Unexpected beyond_limit(const std::string& file, const Text& limit) {
  return because(ErrorCode::TooLarge, Msg::FileBeyondLimit, file, limit);
}

Unexpected other_format(const std::string& file, const Text& format) {
  return because(ErrorCode::Unsupported, Msg::FileIsOther, file, format);
}

}  // namespace leian
