// The console's files and the contract, as they were compiled in.
#include "api/web/files.hpp"

#include <algorithm>

#include "api/http/router.hpp"
#include "corpora/core/messages.hpp"

namespace leian::api {

Reply get_web_file(Service&, const Call& call) {
  const auto files = web_files();
  const auto file =
      std::find_if(files.begin(), files.end(), [&](const WebFile& f) { return f.path == call.path; });
  if (file == files.end())
    return problem_reply(problem_type(ErrorCode::NotFound), Msg::RouteMissing, call.path);
  Reply reply;
  reply.type = file->mime;
  reply.body = file->body;
  reply.headers.emplace_back("Cache-Control", "no-cache");
  return with_etag(std::move(reply), file->etag, call);
}

}  // namespace leian::api
