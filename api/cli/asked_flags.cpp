#include "api/cli/asked_flags.hpp"

#include <iostream>

#include "api/cli/flags.hpp"
#include "api/json/given_case.hpp"
#include "api/json/parameters.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/record/document.hpp"
#include "corpora/record/strict_json.hpp"
#include "corpora/text/utf8.hpp"

namespace leian::api {
namespace {

constexpr std::string_view kStandardInput = "-";

Result<std::string> read_all(std::istream& in, const std::string& name) {
  std::string text;
  char block[1 << 16];
  while (in.read(block, sizeof block) || in.gcount() > 0) {
    text.append(block, static_cast<std::size_t>(in.gcount()));
    if (text.size() > query::kMaxTextBytes)
      return err(ErrorCode::TooLarge, Msg::FileTextTooLong, name, query::kMaxTextBytes);
  }
  if (in.bad()) return err(ErrorCode::Io, Msg::FileUnreadable, name, "I/O");
  return text;
}

/// The text of standard input, the record or text that a document is.
Result<void> read_case_file(const std::string& name, const KindSet& kinds, query::SimilarRequest& request) {
  if (name != kStandardInput) return read_case(SourceFile(name), kinds, request);
  LEIAN_TRY(request.text, read_all(std::cin, name));
  if (!valid_utf8(request.text)) return err(ErrorCode::BadInput, Msg::NotUtf8, name);
  if (request.text.empty()) return err(ErrorCode::BadUsage, Msg::SimilarNoWords);
  return {};
}

Result<void> read_form_file(const std::string& name, const KindSet& kinds, query::SimilarRequest& request) {
  LEIAN_TRY(const std::string text, read_small_file(name));
  auto form = parse_strict_json(text);
  if (!form)
    return Unexpected(Error{ErrorCode::BadInput, say_because(Msg::FormNotJson, form.error(), name),
                            hint_for(Msg::FormNotJson)});
  LEIAN_TRY(request.given, given_record(std::move(*form), request.kind, kinds));
  return {};
}

}  // namespace

void add_asked(CLI::App& app, AskedFlags& flags, bool needed) {
  CLI::Option_group* subject = app.add_option_group("subject");
  subject->add_option("--id", flags.id, both(Msg::FlagId))->type_name("ID");
  subject->add_option("--text", flags.file, both(Msg::FlagSimilarText))->type_name("FILE|-");
  subject->add_option("--given", flags.given, both(Msg::FlagGiven))->type_name("FILE.json");
  subject->require_option(needed ? 1 : 0, 1);
  app.add_option("--kind", flags.kind, both(Msg::FlagSimilarKind))->type_name("KIND|*");
  add_repeatable(app, "--cause", flags.causes, Msg::FlagCauses)->type_name("C");
  add_filters(app, flags.filters);
  add_tiers(app, flags.tiers);
}

Result<query::SimilarRequest> look_up_of(const AskedFlags& flags, const KindSet& kinds) {
  query::SimilarRequest request;
  request.kind = flags.kind;
  if (!flags.id.empty())
    request.id = flags.id;
  else if (!flags.given.empty())
    LEIAN_CHECK(read_form_file(flags.given, kinds, request));
  else
    LEIAN_CHECK(read_case_file(flags.file, kinds, request));
  request.causes = flags.causes;
  LEIAN_TRY(request.filters, parse_filters(flags.filters));
  LEIAN_CHECK(read_tiers(flags.tiers, request));
  return request;
}

}  // namespace leian::api
