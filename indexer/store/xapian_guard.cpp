#include "indexer/store/xapian_guard.hpp"

namespace leian {

Error error_from(const Xapian::Error& failure) {
  const auto told = [&](ErrorCode code, Msg message) {
    return err(code, message, failure.get_description()).value();
  };
  if (dynamic_cast<const Xapian::DatabaseLockError*>(&failure) != nullptr)
    return told(ErrorCode::IndexLocked, Msg::XapianLocked);
  if (dynamic_cast<const Xapian::DatabaseVersionError*>(&failure) != nullptr)
    return told(ErrorCode::IndexFormat, Msg::XapianFormat);
  if (dynamic_cast<const Xapian::DatabaseCorruptError*>(&failure) != nullptr ||
      dynamic_cast<const Xapian::DatabaseOpeningError*>(&failure) != nullptr)
    return told(ErrorCode::IndexDamaged, Msg::XapianDamaged);
  if (dynamic_cast<const Xapian::DatabaseError*>(&failure) != nullptr) return told(ErrorCode::Io, Msg::XapianIo);
  return told(ErrorCode::Internal, Msg::XapianOther);
}

}  // namespace leian
