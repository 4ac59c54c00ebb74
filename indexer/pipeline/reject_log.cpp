#include "indexer/pipeline/reject_log.hpp"

#include <fmt/chrono.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"

namespace leian {

Result<void> RejectLog::add(const RowError& reject) {
  if (file_.empty()) {
    LEIAN_CHECK(make_folder(folder_));
    file_ = folder_ / fmt::format("{:%Y%m%d-%H%M%S}-{}.jsonl", fmt::gmtime(std::time(nullptr)), ::getpid());
    out_.open(file_, std::ios::binary | std::ios::app);
  }
  const nlohmann::ordered_json line = {{"file", reject.file},        {"line", reject.line},
                                       {"field", reject.field},      {"value", reject.value},
                                       {"reason", reject.reason.zh}, {"reason_en", reject.reason.en}};
  out_ << line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n' << std::flush;
  if (!out_) return err(ErrorCode::Io, Msg::FileUnwritable, file_.string(), std::strerror(errno));
  return {};
}

}  // namespace leian
