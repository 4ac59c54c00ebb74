#include "corpora/readers/xml_stream.hpp"

#include <expat.h>

#include <charconv>
#include <vector>

#include "corpora/core/messages.hpp"
#include "corpora/readers/faults.hpp"
#include "corpora/readers/limits.hpp"
#include "corpora/readers/zip_archive.hpp"

namespace leian {
namespace {

constexpr char kSpaceMark = '|';

std::string_view local_part(std::string_view name) {
  const auto mark = name.rfind(kSpaceMark);
  return mark == name.npos ? name : name.substr(mark + 1);
}

XmlName name_of(const char* full) {
  const std::string_view name(full);
  const auto mark = name.rfind(kSpaceMark);
  if (mark == name.npos) return {XmlSpace::None, name};
  const auto space = name.substr(0, mark);
  const auto holds = [&](std::string_view part) { return space.find(part) != space.npos; };
  XmlName result{XmlSpace::Other, name.substr(mark + 1)};
  if (holds("wordprocessingml") && space.ends_with("/main"))
    result.space = XmlSpace::Word;
  else if (holds("spreadsheetml") && space.ends_with("/main"))
    result.space = XmlSpace::Sheet;
  else if (holds("relationships"))
    result.space = XmlSpace::Relations;
  else if (holds("markup-compatibility"))
    result.space = XmlSpace::Compatibility;
  return result;
}

}  // namespace

std::string_view XmlAttributes::operator[](std::string_view local) const {
  for (const char** at = pairs_; *at != nullptr; at += 2)
    if (local_part(at[0]) == local) return at[1];
  return {};
}

bool XmlAttributes::has(std::string_view local) const {
  for (const char** at = pairs_; *at != nullptr; at += 2)
    if (local_part(at[0]) == local) return true;
  return false;
}

std::optional<std::int64_t> XmlAttributes::number(std::string_view local) const {
  const auto text = (*this)[local];
  std::int64_t value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// From expat's calls to the handler.
struct XmlStream::Hooks {
  static XmlStream& self(void* data) { return *static_cast<XmlStream*>(data); }

  static void stop(XmlStream& stream, const Result<void>& failure) {
    if (!stream.failure_) stream.failure_ = failure.error();
    XML_StopParser(stream.parser_, XML_FALSE);
  }

  static void start(void* data, const char* name, const char** attributes) {
    auto& stream = self(data);
    if (stream.failure_) return;
    if (++stream.depth_ > kMaxXmlDepth)
      return stop(stream, beyond_limit(stream.file_, say(Msg::LimitDepth, kMaxXmlDepth)));
    if (auto done = stream.handler_.start(name_of(name), XmlAttributes(attributes)); !done)
      stop(stream, done);
  }

  static void end(void* data, const char* name) {
    auto& stream = self(data);
    if (stream.failure_) return;
    --stream.depth_;
    if (auto done = stream.handler_.end(name_of(name)); !done) stop(stream, done);
  }

  static void text(void* data, const char* bytes, int length) {
    auto& stream = self(data);
    if (stream.failure_) return;
    if (auto done = stream.handler_.text({bytes, static_cast<std::size_t>(length)}); !done)
      stop(stream, done);
  }

  static void doctype(void* data, const char*, const char*, const char*, int) {
    auto& stream = self(data);
    stop(stream, damaged(stream.file_, say(Msg::FaultDtd, stream.part_)));
  }
};

XmlStream::XmlStream(std::string file, std::string part, XmlHandler& handler)
    : file_(std::move(file)),
      part_(std::move(part)),
      handler_(handler),
      parser_(XML_ParserCreateNS(nullptr, kSpaceMark)) {
  XML_SetUserData(parser_, this);
  XML_SetElementHandler(parser_, Hooks::start, Hooks::end);
  XML_SetCharacterDataHandler(parser_, Hooks::text);
  XML_SetStartDoctypeDeclHandler(parser_, Hooks::doctype);
}

XmlStream::~XmlStream() { XML_ParserFree(parser_); }

Result<void> XmlStream::feed(std::string_view bytes, bool last) {
  fed_ += bytes.size();
  const auto status = XML_Parse(parser_, bytes.data(), static_cast<int>(bytes.size()), last ? 1 : 0);
  if (failure_) return Unexpected(*failure_);
  if (status == XML_STATUS_ERROR)
    return damaged(file_, say(Msg::FaultXml, part_, XML_GetCurrentLineNumber(parser_)));
  const auto told = static_cast<std::uint64_t>(std::max<XML_Index>(XML_GetCurrentByteIndex(parser_), 0));
  if (fed_ > told + kMaxXmlTokenBytes)  // expat is still collecting one tag
    return damaged(file_, say(Msg::FaultXml, part_, XML_GetCurrentLineNumber(parser_)));
  return {};
}

Result<void> read_xml(EntryStream& entry, const std::string& file, const std::string& part,
                      XmlHandler& handler) {
  XmlStream stream(file, part, handler);
  std::vector<char> room(1u << 16);
  while (true) {
    LEIAN_TRY(const std::size_t got, entry.read(room.data(), room.size()));
    LEIAN_CHECK(stream.feed({room.data(), got}, got == 0));
    if (got == 0) return {};
  }
}

Result<void> read_xml(std::string_view bytes, const std::string& file, const std::string& part,
                      XmlHandler& handler) {
  XmlStream stream(file, part, handler);
  constexpr std::size_t kStep = 1u << 16;
  while (bytes.size() > kStep) {
    LEIAN_CHECK(stream.feed(bytes.substr(0, kStep), false));
    bytes.remove_prefix(kStep);
  }
  return stream.feed(bytes, true);
}

}  // namespace leian
