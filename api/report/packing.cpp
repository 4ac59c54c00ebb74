#include "api/report/packing.hpp"

#include <zip.h>

#include <ctime>
#include <memory>

#include "corpora/core/messages.hpp"

namespace leian::api {
namespace {

struct CloseSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, CloseSource>;

struct Discard {
  void operator()(zip_t* zip) const { zip_discard(zip); }
};

Unexpected failed(zip_error_t* error) {
  return err(ErrorCode::Io, Msg::ReportPackage, zip_error_strerror(error));
}

/// libzip's time stamps are local times of day; those of the archive are to read as the document's.
std::time_t local_time(DateTime at) {
  constexpr std::int64_t kDay = 86'400, kHour = 3600, kMinute = 60;
  const Date day = at.date();
  const std::int64_t seconds = at.seconds - day.days * kDay;
  std::tm time{};
  time.tm_year = day.year() - 1900;
  time.tm_mon = day.month() - 1;
  time.tm_mday = day.day();
  time.tm_hour = static_cast<int>(seconds / kHour);
  time.tm_min = static_cast<int>(seconds % kHour / kMinute);
  time.tm_sec = static_cast<int>(seconds % kMinute);
  time.tm_isdst = -1;
  return std::mktime(&time);
}

Result<void> add(zip_t* zip, const PackedFile& file, std::time_t time) {
  zip_source_t* content = zip_source_buffer(zip, file.content.data(), file.content.size(), 0);
  const zip_int64_t index =
      content == nullptr ? -1 : zip_file_add(zip, file.name.c_str(), content, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    if (content != nullptr) zip_source_free(content);
    return failed(zip_get_error(zip));
  }
  if (zip_file_set_mtime(zip, static_cast<zip_uint64_t>(index), time, 0) < 0)
    return failed(zip_get_error(zip));
  return {};
}

Result<std::string> bytes_of(zip_source_t* archive) {
  zip_stat_t about;
  zip_stat_init(&about);
  if (zip_source_stat(archive, &about) < 0 || zip_source_open(archive) < 0)
    return failed(zip_source_error(archive));
  std::string bytes(about.size, '\0');
  const zip_int64_t got = zip_source_read(archive, bytes.data(), bytes.size());
  zip_source_close(archive);
  if (got != static_cast<zip_int64_t>(bytes.size())) return failed(zip_source_error(archive));
  return bytes;
}

}  // namespace

Result<std::string> packed(const std::vector<PackedFile>& files, DateTime at) {
  zip_error_t error;
  zip_error_init(&error);
  const Source archive(zip_source_buffer_create(nullptr, 0, 0, &error));
  if (!archive) return failed(&error);
  zip_source_keep(archive.get());
  std::unique_ptr<zip_t, Discard> zip(zip_open_from_source(archive.get(), ZIP_TRUNCATE, &error));
  if (!zip) {
    zip_source_free(archive.get());
    return failed(&error);
  }
  const std::time_t time = local_time(at);
  for (const PackedFile& file : files) LEIAN_CHECK(add(zip.get(), file, time));
  if (zip_close(zip.get()) < 0) return failed(zip_get_error(zip.get()));
  static_cast<void>(zip.release());
  return bytes_of(archive.get());
}

}  // namespace leian::api
