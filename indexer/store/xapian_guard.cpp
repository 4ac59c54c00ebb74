#include "indexer/store/xapian_guard.hpp"

#include <string_view>

#include "corpora/core/messages.hpp"

namespace leian {

Error error_from(const Xapian::Error& failure) {
  const auto told = [&](ErrorCode code, Msg message) {
    return err(code, message, failure.get_description()).value();
  };
  // Xapian's exceptions have no virtual members; their type is told by name.
  const std::string_view type = failure.get_type();
  if (type == "DatabaseLockError") return told(ErrorCode::IndexLocked, Msg::XapianLocked);
  if (type == "DatabaseVersionError") return told(ErrorCode::IndexFormat, Msg::XapianFormat);
  if (type == "DatabaseCorruptError" || type == "DatabaseOpeningError" || type == "DatabaseNotFoundError")
    return told(ErrorCode::IndexDamaged, Msg::XapianDamaged);
  if (type.starts_with("Database")) return told(ErrorCode::Io, Msg::XapianIo);
  return told(ErrorCode::Internal, Msg::XapianOther);
}

}  // namespace leian
