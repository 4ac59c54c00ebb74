#include "corpora/readers/json_readers.hpp"

#include "corpora/core/messages.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

constexpr std::string_view kSpaces = " \t\r\n";

bool blank(std::string_view text) { return text.find_first_not_of(kSpaces) == text.npos; }

/// What both readers share: the window, the file's name, and how to say that something is wrong.
class JsonReader : public RowReader {
 public:
  JsonReader(std::shared_ptr<const std::string> file, TextWindow window)
      : file_(std::move(file)), window_(std::move(window)) {}

  const std::string& name() const override { return *file_; }
  const std::vector<std::string>& columns() const override { return columns_; }
  const std::vector<std::string>& first_row_columns() const override { return first_row_columns_; }
  std::uint64_t bytes_read() const override { return window_.bytes_read(); }

  std::optional<ReadItem> next() final {
    if (!first_) return read_next();
    return *std::exchange(first_, std::nullopt);
  }

  /// Reads the first row ahead, for its columns. Called once, before any other.
  void peek() {
    first_ = read_next();
    const auto* row = *first_ ? std::get_if<SourceRow>(&**first_) : nullptr;
    const auto object = row ? row->object() : tl::unexpected(RowError());
    if (!object) return;
    for (const auto& [key, value] : object->items()) first_row_columns_.push_back(key);
  }

 protected:
  virtual std::optional<ReadItem> read_next() = 0;

  SourceRow row(std::string_view text) const {
    return {file_, window_.line(), std::string(text), nullptr, {}, {}};
  }

  RowError fault(std::string_view text, Text reason) const {
    return {*file_, window_.line(), "", excerpt(text.substr(0, 1000), 200), std::move(reason)};
  }

  /// At the end: an interrupted read is said once.
  std::optional<ReadItem> finish() {
    if (window_.failure().empty() || told_) return std::nullopt;
    told_ = true;
    return fault("", say(Msg::FileUnreadable, *file_, window_.failure()));
  }

  std::shared_ptr<const std::string> file_;
  TextWindow window_;

 private:
  std::vector<std::string> columns_;
  std::vector<std::string> first_row_columns_;
  std::optional<std::optional<ReadItem>> first_;
  bool told_ = false;
};

class JsonLinesReader : public JsonReader {
 public:
  using JsonReader::JsonReader;

  std::optional<ReadItem> read_next() override {
    while (true) {
      const std::size_t end = line_end();
      if (end > kMaxRowBytes) return skip_long_line();
      const std::string_view line = window_.text().substr(0, end);
      if (line.empty() && window_.at_end() && window_.text().empty()) return finish();
      const bool empty = blank(line);
      std::optional<ReadItem> item;
      if (!empty) item = row(line.ends_with('\r') ? line.substr(0, line.size() - 1) : line);
      const bool ended = end < window_.text().size();
      window_.leave(end + ended, ended);
      if (!empty) return item;
    }
  }

 private:
  /// Bytes of the line at the window's start, its line end not counted; more than kMaxRowBytes where it is
  /// longer.
  std::size_t line_end() {
    std::size_t searched = 0;
    while (true) {
      const std::string_view text = window_.text();
      if (const auto at = text.find('\n', searched); at != text.npos) return at;
      searched = text.size();
      if (searched > kMaxRowBytes || !window_.grow()) return searched;
    }
  }

  ReadItem skip_long_line() {
    ReadItem item = fault(window_.text(), say(Msg::RowTooLong, kMaxRowBytes >> 20));
    while (window_.text().find('\n') == std::string_view::npos) {
      window_.leave(window_.text().size(), 0);
      if (!window_.grow()) return item;
    }
    window_.leave(window_.text().find('\n') + 1, 1);
    return item;
  }
};

class JsonValuesReader : public JsonReader {
 public:
  using JsonReader::JsonReader;

  std::optional<ReadItem> read_next() override {
    if (!pass_separators()) return finish();
    std::size_t end = 0;
    while (!(end = value_end(window_.text())))
      if (window_.text().size() > kMaxRowBytes || !window_.grow()) return give_up();
    ReadItem item = row(window_.text().substr(0, end));
    window_.leave(end);
    return item;
  }

 private:
  /// Moves to the next value: over white space, commas and the brackets of the one array around all. False at
  /// the end.
  bool pass_separators() {
    while (true) {
      const auto text = window_.text();
      const auto at = std::min(text.find_first_not_of(in_array_ ? " \t\r\n,]" : kSpaces), text.size());
      window_.leave(at);
      if (at == text.size()) {
        if (!window_.grow()) return false;
      } else if (!started_ && text[at] == '[') {
        in_array_ = started_ = true;
        window_.leave(1);
      } else {
        return started_ = true;
      }
    }
  }

  /// Bytes of the value at the start of `text`; 0 where it goes on beyond.
  std::size_t value_end(std::string_view text) const {
    if (text[0] != '{' && text[0] != '[') {
      const auto end = text.find_first_of(",]\n");
      return end == text.npos ? (window_.at_end() ? text.size() : 0) : std::max<std::size_t>(end, 1);
    }
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if (in_string) {
        if (c == '\\')
          ++i;
        else if (c == '"')
          in_string = false;
      } else if (c == '"') {
        in_string = true;
      } else if (c == '{' || c == '[') {
        ++depth;
      } else if ((c == '}' || c == ']') && --depth == 0) {
        return i + 1;
      }
    }
    return 0;
  }

  /// The value never closes, or is too long: nothing behind it can be trusted.
  ReadItem give_up() {
    const bool long_value = window_.text().size() > kMaxRowBytes;
    ReadItem item =
        fault(window_.text(), long_value ? say(Msg::RowTooLong, kMaxRowBytes >> 20) : say(Msg::JsonUnclosed));
    do window_.leave(window_.text().size());
    while (window_.grow());
    return item;
  }

  bool started_ = false;
  bool in_array_ = false;
};

template <class Reader>
std::unique_ptr<RowReader> peeked(std::shared_ptr<const std::string> file, TextWindow window) {
  auto reader = std::make_unique<Reader>(std::move(file), std::move(window));
  reader->peek();
  return reader;
}

}  // namespace

std::unique_ptr<RowReader> read_json_lines(std::shared_ptr<const std::string> file, TextWindow window) {
  return peeked<JsonLinesReader>(std::move(file), std::move(window));
}

std::unique_ptr<RowReader> read_json_values(std::shared_ptr<const std::string> file, TextWindow window) {
  return peeked<JsonValuesReader>(std::move(file), std::move(window));
}

}  // namespace leian
