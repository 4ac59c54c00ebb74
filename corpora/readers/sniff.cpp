#include "corpora/readers/sniff.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "corpora/core/messages.hpp"
#include "corpora/readers/decode_text.hpp"
#include "corpora/readers/encoding.hpp"
#include "corpora/readers/faults.hpp"
#include "corpora/readers/zip_archive.hpp"

namespace leian {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kHeadBytes = 4096;
constexpr std::size_t kOleSearchBytes = 4u << 20;  ///< the directory of an OLE file is near its start or end

struct Ending {
  std::string_view name;
  FileForm form;
};
constexpr std::array<Ending, 16> kEndings{{{".jsonl", FileForm::JsonLines},
                                           {".ndjson", FileForm::JsonLines},
                                           {".json", FileForm::Json},
                                           {".csv", FileForm::Table},
                                           {".tsv", FileForm::Table},
                                           {".xlsx", FileForm::Xlsx},
                                           {".xlsm", FileForm::Xlsx},
                                           {".xls", FileForm::Xls},
                                           {".docx", FileForm::Docx},
                                           {".doc", FileForm::Doc},
                                           {".pdf", FileForm::Pdf},
                                           {".html", FileForm::Html},
                                           {".htm", FileForm::Html},
                                           {".mht", FileForm::Mhtml},
                                           {".txt", FileForm::Text},
                                           {".zip", FileForm::Zip}}};

struct Magic {
  std::string_view bytes;
  Msg what;
};
constexpr std::array kForeign{Magic{"\x89PNG"sv, Msg::IsImage},
                              Magic{"\xFF\xD8\xFF"sv, Msg::IsImage},
                              Magic{"GIF8"sv, Msg::IsImage},
                              Magic{"II*\0"sv, Msg::IsImage},
                              Magic{"MM\0*"sv, Msg::IsImage},
                              Magic{"Rar!"sv, Msg::IsArchive},
                              Magic{"7z\xBC\xAF"sv, Msg::IsArchive},
                              Magic{"\x1F\x8B"sv, Msg::IsArchive},
                              Magic{"{\\rtf"sv, Msg::IsRtf},
                              Magic{"\x7F"
                                    "ELF"sv,
                                    Msg::IsProgram},
                              Magic{"SQLite format 3"sv, Msg::IsDatabase}};

const Ending* find_ending(std::string_view ending) {
  const auto at =
      std::find_if(kEndings.begin(), kEndings.end(), [&](const Ending& e) { return e.name == ending; });
  return at == kEndings.end() ? nullptr : &*at;
}

/// Text as OLE directories and UTF-16 files hold it.
std::string wide(std::string_view ascii) {
  std::string units;
  for (const char c : ascii) (units += c) += '\0';
  return units;
}

Result<FileForm> sniff_ole(const SourceFile& source) {
  LEIAN_TRY(const std::string bytes, read_head(source, kOleSearchBytes));
  const auto holds = [&](std::string_view name) { return bytes.find(wide(name)) != bytes.npos; };
  if (holds("EncryptedPackage")) return err(ErrorCode::Unsupported, Msg::FileEncrypted, source.shown);
  if (holds("WordDocument")) return FileForm::Doc;
  if (holds("Workbook") || holds("Book")) return FileForm::Xls;
  if (holds("PowerPoint Document")) return other_format(source.shown, say(Msg::IsSlides));
  // A large file may keep its directory far behind; its ending is then as good a guess as any.
  if (source.size() > kOleSearchBytes && source.ending() == ".doc") return FileForm::Doc;
  if (source.size() > kOleSearchBytes && source.ending() == ".xls") return FileForm::Xls;
  return other_format(source.shown, say(Msg::IsOtherOle));
}

Result<FileForm> sniff_zip(const SourceFile& source) {
  LEIAN_TRY(const auto archive, ZipArchive::open(source));
  if (archive->find("xl/workbook.xml") != nullptr) return FileForm::Xlsx;
  if (archive->find("word/document.xml") != nullptr) return FileForm::Docx;
  if (archive->find("xl/workbook.bin") != nullptr) return other_format(source.shown, say(Msg::IsBinarySheet));
  if (archive->find("ppt/presentation.xml") != nullptr) return other_format(source.shown, say(Msg::IsSlides));
  if (archive->find("mimetype") != nullptr && archive->find("content.xml") != nullptr)
    return other_format(source.shown, say(Msg::IsOpenDocument));
  const auto* named = find_ending(source.ending());
  if (named != nullptr && (named->form == FileForm::Xlsx || named->form == FileForm::Docx))
    return damaged(source.shown, say(Msg::FaultPart, named->form == FileForm::Xlsx ? "xl/workbook.xml"
                                                                                   : "word/document.xml"));
  return FileForm::Zip;
}

std::string lower_ascii(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  return text;
}

bool looks_like_mail(std::string_view text) {
  return text.starts_with("mime-version:") ||
         ((text.starts_with("from:") || text.starts_with("content-type:")) &&
          text.find("\nmime-version:") != text.npos);
}

bool looks_like_html(std::string_view text) {
  constexpr std::array kStarts{"<!doctype html"sv, "<html"sv, "<head"sv, "<body"sv, "<table"sv, "<meta"sv};
  return std::any_of(kStarts.begin(), kStarts.end(), [&](auto start) { return text.starts_with(start); }) ||
         (text.starts_with("<?xml") && text.find("<html") != text.npos);
}

/// A file of text: markup gives itself away, for the rest the name decides.
Result<FileForm> sniff_text(const SourceFile& source, std::string_view head) {
  const auto* named = find_ending(source.ending());
  std::string text = lower_ascii(decode_text(head, detect_encoding(head)));
  text.erase(0, std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  const bool rows = named != nullptr && (named->form == FileForm::JsonLines ||
                                         named->form == FileForm::Json || named->form == FileForm::Table);
  if (rows) return named->form;
  if (looks_like_mail(text)) return FileForm::Mhtml;
  if (looks_like_html(text)) return FileForm::Html;
  if (text.starts_with("<?xml") && text.find("schemas-microsoft-com:office") != text.npos)
    return other_format(source.shown, say(Msg::IsXmlSheet));
  if (named == nullptr)
    return err(ErrorCode::Unsupported, Msg::FileEndingUnknown, source.shown, source.ending());
  if (named->form == FileForm::Xls || named->form == FileForm::Xlsx) return FileForm::Table;
  if (named->form == FileForm::Html) return FileForm::Html;
  if (named->form == FileForm::Zip)
    return err(ErrorCode::Unsupported, Msg::FileEndingUnknown, source.shown, ".zip");
  return FileForm::Text;
}

}  // namespace

Result<FileForm> sniff(const SourceFile& source) {
  LEIAN_TRY(const std::string head, read_head(source, kHeadBytes));
  if (head.empty()) return err(ErrorCode::BadInput, Msg::FileEmpty, source.shown);
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06"sv)) return sniff_zip(source);
  if (head.starts_with("\xD0\xCF\x11\xE0"sv)) return sniff_ole(source);
  if (std::string_view(head).substr(0, 1024).find("%PDF-") != std::string_view::npos) return FileForm::Pdf;
  for (const Magic& magic : kForeign)
    if (head.starts_with(magic.bytes)) return other_format(source.shown, say(magic.what));
  if (detect_encoding(head) == Encoding::Binary)
    return err(ErrorCode::Unsupported, Msg::FileBinary, source.shown);
  return sniff_text(source, head);
}

bool is_document(FileForm form) {
  constexpr std::array kDocuments{FileForm::Text, FileForm::Html, FileForm::Mhtml,
                                  FileForm::Docx, FileForm::Doc,  FileForm::Pdf};
  return std::find(kDocuments.begin(), kDocuments.end(), form) != kDocuments.end();
}

bool known_ending(std::string_view ending) { return find_ending(ending) != nullptr; }

}  // namespace leian
