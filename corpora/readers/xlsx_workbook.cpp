#include "corpora/readers/xlsx_workbook.hpp"

#include <algorithm>
#include <map>

#include "corpora/core/messages.hpp"
#include "corpora/readers/faults.hpp"
#include "corpora/readers/limits.hpp"
#include "corpora/readers/office_package.hpp"
#include "corpora/readers/xml_stream.hpp"

namespace leian {
namespace {

constexpr std::size_t kMaxSheets = 10'000;
constexpr std::size_t kMaxStyles = 100'000;

class WorkbookHandler : public XmlHandler {
 public:
  Result<void> start(const XmlName& name, const XmlAttributes& attributes) override {
    if (name.local == "workbookPr")
      since_1904 = attributes["date1904"] == "1" || attributes["date1904"] == "true";
    if (name.local == "sheet" && sheets.size() < kMaxSheets)  // `part` holds the relation's id for now
      sheets.push_back({std::string(attributes["name"]), std::string(attributes["id"]),
                        !attributes["state"].empty() && attributes["state"] != "visible"});
    return {};
  }
  Result<void> end(const XmlName&) override { return {}; }

  std::vector<WorkbookSheet> sheets;
  bool since_1904 = false;
};

class StylesHandler : public XmlHandler {
 public:
  Result<void> start(const XmlName& name, const XmlAttributes& attributes) override {
    if (name.local == "cellXfs") in_cells_ = true;
    if (name.local == "numFmt" && formats_.size() < kMaxStyles)
      formats_[attributes.number("numFmtId").value_or(0)] = read_format(attributes["formatCode"]);
    if (name.local == "xf" && in_cells_ && styles.size() < kMaxStyles) {
      const auto id = attributes.number("numFmtId").value_or(0);
      const auto own = formats_.find(id);
      styles.push_back(own == formats_.end() ? builtin_format(id) : own->second);
    }
    return {};
  }
  Result<void> end(const XmlName& name) override {
    if (name.local == "cellXfs") in_cells_ = false;
    return {};
  }

  std::vector<NumberFormat> styles;

 private:
  bool in_cells_ = false;
  std::map<std::int64_t, NumberFormat> formats_;
};

/// The texts of <si>, rich ones joined; how a word is read out (<rPh>) is not part of it.
class StringsHandler : public XmlHandler {
 public:
  StringsHandler(std::string file, StringPool& pool) : file_(std::move(file)), pool_(pool) {}

  Result<void> start(const XmlName& name, const XmlAttributes&) override {
    if (name.local == "si") {
      text_.clear();
      too_long_ = false;
    }
    in_phonetic_ += name.local == "rPh";
    in_text_ = name.local == "t" && in_phonetic_ == 0;
    return {};
  }
  Result<void> end(const XmlName& name) override {
    in_text_ = false;
    in_phonetic_ -= name.local == "rPh";
    if (name.local != "si") return {};
    if (too_long_)
      pool_.add_too_long();
    else if (!pool_.add(unescape_cell(text_)))
      return beyond_limit(file_, say(Msg::LimitStrings, kMaxSharedStringBytes / kMebi));
    if (text_.capacity() > kMebi) text_ = {};
    return {};
  }
  Result<void> text(std::string_view part) override {
    if (!in_text_ || too_long_) return {};
    too_long_ = text_.size() + part.size() > kMaxCellBytes;
    if (!too_long_) text_ += part;
    return {};
  }

 private:
  std::string file_;
  StringPool& pool_;
  std::string text_;
  bool in_text_ = false;
  bool too_long_ = false;
  int in_phonetic_ = 0;
};

/// Reads a part that a workbook may lack.
Result<void> read_optional(ZipArchive& archive, const Relation* relation, XmlHandler& handler) {
  const ArchiveEntry* entry = relation == nullptr ? nullptr : archive.find(relation->target);
  if (entry == nullptr) return {};
  LEIAN_TRY(auto stream, archive.stream(*entry));
  return read_xml(stream, archive.shown(), entry->name, handler);
}

Result<void> read_sheets(Workbook& book, const std::vector<Relation>& relations) {
  WorkbookHandler handler;
  LEIAN_TRY(const std::string bytes, read_part(*book.archive, "xl/workbook.xml"));
  LEIAN_CHECK(read_xml(bytes, book.archive->shown(), "xl/workbook.xml", handler));
  book.since_1904 = handler.since_1904;
  for (WorkbookSheet& sheet : handler.sheets) {
    const auto at = std::find_if(relations.begin(), relations.end(),
                                 [&](const Relation& relation) { return relation.id == sheet.part; });
    if (at == relations.end()) return damaged(book.archive->shown(), say(Msg::FaultPart, sheet.name));
    if (at->type != "worksheet") continue;  // a chart or a dialogue
    sheet.part = at->target;
    book.sheets.push_back(std::move(sheet));
  }
  return {};
}

}  // namespace

bool StringPool::add(std::string_view text) {
  constexpr std::size_t kBlock = 1u << 20;
  bytes_ += text.size() + sizeof(std::string_view);
  if (bytes_ > kMaxSharedStringBytes) return false;
  if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < text.size()) {
    blocks_.emplace_back();
    blocks_.back().reserve(std::max(kBlock, text.size()));
  }
  std::string& block = blocks_.back();
  const char* place = block.data() + block.size();
  block += text;
  strings_.emplace_back(place, text.size());
  return true;
}

Result<std::shared_ptr<const Workbook>> open_workbook(const SourceFile& source) {
  auto book = std::make_shared<Workbook>();
  LEIAN_TRY(book->archive, ZipArchive::open(source));
  LEIAN_TRY(const auto relations, read_relations(*book->archive, "xl/workbook.xml"));
  LEIAN_CHECK(read_sheets(*book, relations));
  StylesHandler styles;
  LEIAN_CHECK(read_optional(*book->archive, relation_of_type(relations, "styles"), styles));
  book->styles = std::move(styles.styles);
  StringsHandler strings(source.shown, book->strings);
  LEIAN_CHECK(read_optional(*book->archive, relation_of_type(relations, "sharedStrings"), strings));
  return std::shared_ptr<const Workbook>(std::move(book));
}

}  // namespace leian
