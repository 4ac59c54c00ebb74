/// XML read as a stream of events, safely: no document type declaration (hence no entities), a bound on depth
/// and on the length of a tag, nothing held but what the handler keeps. Names come without prefix; their
/// namespace is told by a letter, so that transitional and strict OOXML look alike. One thread at a time.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "corpora/core/result.hpp"

struct XML_ParserStruct;

namespace leian {

class EntryStream;

/// Which of the vocabularies of office files a name belongs to.
enum class XmlSpace { None, Word, Sheet, Relations, Compatibility, Other };

struct XmlName {
  XmlSpace space = XmlSpace::None;
  std::string_view local;
};

/// The attributes of a start tag, by local name.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  /// Empty where absent.
  std::string_view operator[](std::string_view local) const;
  bool has(std::string_view local) const;
  std::optional<std::int64_t> number(std::string_view local) const;

 private:
  const char** pairs_;
};

/// What happens at each event. An error given back ends the reading.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual Result<void> start(const XmlName&, const XmlAttributes&) = 0;
  virtual Result<void> end(const XmlName&) = 0;
  virtual Result<void> text(std::string_view) { return {}; }
};

class XmlStream {
 public:
  /// `file` and `part` are for messages; `handler` must outlive this.
  XmlStream(std::string file, std::string part, XmlHandler& handler);
  ~XmlStream();
  XmlStream(const XmlStream&) = delete;
  XmlStream& operator=(const XmlStream&) = delete;

  /// Errors: BadInput (not well-formed, a DTD), TooLarge (depth, a tag), the handler's.
  Result<void> feed(std::string_view bytes, bool last);

 private:
  struct Hooks;
  friend struct Hooks;

  std::string file_;
  std::string part_;
  XmlHandler& handler_;
  XML_ParserStruct* parser_;
  int depth_ = 0;
  std::uint64_t fed_ = 0;
  std::optional<Error> failure_;
};

/// All of a part of an archive through one handler. Errors: those of feed and of EntryStream::read.
Result<void> read_xml(EntryStream&, const std::string& file, const std::string& part, XmlHandler&);
Result<void> read_xml(std::string_view bytes, const std::string& file, const std::string& part, XmlHandler&);

}  // namespace leian
