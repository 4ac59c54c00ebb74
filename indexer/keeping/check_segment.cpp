#include "indexer/keeping/check_segment.hpp"

#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "corpora/core/messages.hpp"
#include "indexer/analysis/terms.hpp"
#include "indexer/store/segment_facts.hpp"
#include "indexer/store/segment_writer.hpp"
#include "indexer/store/xapian_guard.hpp"

namespace leian {
namespace {

constexpr const char* kRecords = "records.bin";

/// The id in a stored record, or nothing where it is no record.
std::optional<std::string> id_of(const std::string& stored) {
  const auto parsed = nlohmann::json::parse(stored, nullptr, false);
  if (!parsed.is_object() || !parsed.contains("id") || !parsed["id"].is_string()) return std::nullopt;
  return parsed["id"].get<std::string>();
}

class SegmentDoctor {
 public:
  SegmentDoctor(const std::filesystem::path& db, const SegmentEntry& entry)
      : entry_(entry), folder_(segment_folder(db, entry.name)) {}

  SegmentCheck run() {
    read_facts();
    check_sums();
    check_records();
    check_hashes();
    check_columns();
    check_texts();
    check_if_there<Titles>(kTitlesFile);
    check_if_there<ValueNames>(kNamesFile);
    check_grams();
    check_postings();
    return std::move(check_);
  }

 private:
  void find(std::string_view file, Text what, Remedy remedy = Remedy::Rebuild) {
    check_.findings.push_back({fmt::format("segments/{}/{}", entry_.name, file), std::move(what), remedy});
  }
  /// A file that is not what it was; it is not looked at further.
  void find_bad(const std::string& file, Text what) {
    find(file, std::move(what), file == kRecords ? Remedy::Restore : Remedy::Rebuild);
    bad_.insert(file);
  }
  bool is_bad(const std::string& file) const { return bad_.contains(file); }

  void read_facts() {
    auto facts = read_segment_facts(folder_, entry_.sum);
    if (facts && facts->rows == entry_.rows) {
      facts_ = std::move(*facts);
      if (facts_.files.empty()) find(kFactsFile, say(Msg::DoctorNoSums), Remedy::None);
      return;
    }
    find(kFactsFile, say(Msg::DoctorFactsDamaged));
    for (const std::string& name : files_of_segment(folder_))
      if (name.ends_with(".col")) facts_.columns.push_back(name.substr(0, name.size() - 4));
  }

  void check_sums() {
    const auto present = files_of_segment(folder_);
    check_.files = present.size() + 1;
    for (const auto& [name, should] : facts_.files) check_sum(name, should);
    for (const std::string& name : present) {
      std::error_code ignored;
      check_.bytes += std::filesystem::file_size(folder_ / name, ignored);
      if (!facts_.files.empty() && !facts_.files.contains(name))
        find(name, say(Msg::DoctorLeftOver), Remedy::CleanUp);
    }
  }

  void check_sum(const std::string& name, const FileSum& should) {
    const auto is = sum_of_file(folder_ / name);
    const bool in_postings = name.starts_with("postings.glass");
    if (is && *is == should) return;
    if (in_postings) bad_.insert("postings.glass");
    if (!is && is.error().code == ErrorCode::NotFound) return find_bad(name, say(Msg::DoctorFileMissing));
    if (!is) return find_bad(name, say(Msg::DoctorFileUnreadable, is.error().what.zh));
    find_bad(name, is->size != should.size ? say(Msg::DoctorSizeDiffers, should.size, is->size)
                                           : say(Msg::DoctorSumDiffers));
  }

  /// Opens one of the mapped parts; null where it is damaged, which is then said.
  template <class Part>
  std::optional<Part> open(const std::string& name) {
    if (is_bad(name)) return std::nullopt;
    auto part = Part::open(folder_ / name);
    if (!part) {
      const bool missing = part.error().code == ErrorCode::NotFound;
      find_bad(name, say(missing ? Msg::DoctorFileMissing : Msg::DoctorFormDamaged));
      return std::nullopt;
    }
    if (part->rows() != entry_.rows) {
      find_bad(name, say(Msg::DoctorRowsDiffer, entry_.rows, part->rows()));
      return std::nullopt;
    }
    return std::move(*part);
  }

  void check_records() {
    const auto records = open<StoredRecords>(kRecords);
    if (!records) return;
    for (std::uint32_t row = 0; row < entry_.rows; ++row) {
      const auto stored = records->json(row);
      const auto id = stored ? id_of(*stored) : std::nullopt;
      if (!id) {
        find_bad(kRecords, say(Msg::DoctorRecordDamaged, row));
        check_.ids.clear();
        return;
      }
      contents_.push_back(content_hash(*stored));
      check_.ids.push_back(content_hash(*id));
      id_terms_.push_back(id_term(*id));
    }
  }

  /// Flat files of one number a row.
  template <class T>
  std::span<const T> map_rows(MappedFile& file, const std::string& name) {
    if (is_bad(name)) return {};
    auto mapped = MappedFile::open(folder_ / name);
    if (!mapped) {
      find_bad(name, say(Msg::DoctorFileMissing));
      return {};
    }
    file = std::move(*mapped);
    if (file.size() != entry_.rows * sizeof(T)) {
      find_bad(name, say(Msg::DoctorSizeDiffers, entry_.rows * sizeof(T), file.size()));
      return {};
    }
    return file.array<T>(0, entry_.rows);
  }

  /// Where sums are known and records.bin is what it was, a hash that differs was written wrongly, and is
  /// rebuilt. Without sums nobody can tell which of the two changed.
  void check_hashes() {
    MappedFile file;
    const auto hashes = map_rows<ContentHash>(file, "hashes.bin");
    if (hashes.empty() || contents_.size() != hashes.size()) return;
    const auto [content, hash] = std::mismatch(contents_.begin(), contents_.end(), hashes.begin());
    if (content == contents_.end()) return;
    const bool known = !facts_.files.empty();
    find(known ? "hashes.bin" : kRecords, say(Msg::DoctorHashDiffers, content - contents_.begin()),
         known ? Remedy::Rebuild : Remedy::Restore);
  }

  void check_columns() {
    for (const std::string& column : facts_.columns) {
      const std::string name = column + ".col";
      if (is_bad(name)) continue;
      const auto file = ColumnFile::open(folder_ / name);
      if (!file) {
        const bool missing = file.error().code == ErrorCode::NotFound;
        find_bad(name, say(missing ? Msg::DoctorFileMissing : Msg::DoctorFormDamaged));
      } else if (file->column().rows() != entry_.rows) {
        find_bad(name, say(Msg::DoctorRowsDiffer, entry_.rows, file->column().rows()));
      } else if (!file->column().is_whole()) {
        find_bad(name, say(Msg::DoctorFormDamaged));
      }
    }
  }

  void check_texts() { open<Texts>("texts.bin"); }

  /// Segments that are older than such a file lack it.
  template <class Part>
  void check_if_there(std::string_view file) {
    const std::string name(file);
    std::error_code gone;
    if (is_bad(name) || !std::filesystem::exists(folder_ / name, gone)) return;
    if (!Part::open(folder_ / name)) find_bad(name, say(Msg::DoctorFormDamaged));
  }

  void check_grams() {
    const auto grams = open<Grams>("grams.bin");
    MappedFile file;
    const auto lengths = map_rows<std::uint32_t>(file, "lengths.bin");
    if (!grams) return;
    std::vector<std::uint32_t> sums(entry_.rows, 0);
    for (std::size_t i = 0; i < grams->grams().size(); ++i)
      if (!add_list(*grams, i, sums)) return find_bad("grams.bin", say(Msg::DoctorFormDamaged));
    if (lengths.size() != sums.size()) return;
    const auto [sum, length] = std::mismatch(sums.begin(), sums.end(), lengths.begin());
    if (sum != sums.end()) find("lengths.bin", say(Msg::DoctorLengthDiffers, sum - sums.begin()));
  }

  static bool add_list(const Grams& grams, std::size_t index, std::vector<std::uint32_t>& sums) {
    GramList list = grams.list_at(index);
    PostingBlock block;
    std::uint32_t rows = 0;
    do {
      if (!list.read(block)) return false;
      for (std::uint32_t k = 0; k < block.size; ++k) sums[block.rows[k]] += block.counts[k];
      rows += block.size;
    } while (block.size > 0);
    return rows == grams.sizes()[index] && (index == 0 || grams.grams()[index - 1] < grams.grams()[index]);
  }

  void check_postings() {
    const std::string name = "postings.glass";
    if (is_bad(name)) return;
    const std::string path = (folder_ / name).string();
    const auto checked = xapian_guard([&]() -> Result<void> {
      if (const auto errors = errors_of_tables(path); errors > 0)
        find_bad(name, say(Msg::DoctorXapian, errors));
      else
        check_ids(Xapian::Database(path), name);
      return {};
    });
    if (!checked) find_bad(name, checked.error().what);
  }

  /// Xapian's own check opens tables for writing (and does not write). Where that is not allowed every list
  /// is read instead. Throws Xapian::Error.
  static std::size_t errors_of_tables(const std::string& path) {
    std::ostringstream said;
    if (::access(path.c_str(), W_OK) == 0) return Xapian::Database::check(path, 0, &said);
    const Xapian::Database database(path);
    std::size_t errors = 0;
    for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
      const auto rows = std::distance(database.postlist_begin(*term), database.postlist_end(*term));
      errors += static_cast<Xapian::doccount>(rows) == term.get_termfreq() ? 0 : 1;
    }
    return errors;
  }

  /// Every record's id leads to its row. Throws Xapian::Error.
  void check_ids(const Xapian::Database& database, const std::string& name) {
    if (database.get_doccount() != entry_.rows)
      return find_bad(name, say(Msg::DoctorRowsDiffer, entry_.rows, database.get_doccount()));
    for (std::uint32_t row = 0; row < id_terms_.size(); ++row) {
      auto at = database.postlist_begin(id_terms_[row]);
      const auto end = database.postlist_end(id_terms_[row]);
      if (at != end) at.skip_to(row + 1);
      if (at == end || *at != row + 1) return find_bad(name, say(Msg::DoctorIdAbsent, row));
    }
  }

  const SegmentEntry& entry_;
  std::filesystem::path folder_;
  SegmentFacts facts_;
  std::set<std::string> bad_;
  std::vector<ContentHash> contents_;
  std::vector<std::string> id_terms_;
  SegmentCheck check_;
};

}  // namespace

SegmentCheck check_segment(const std::filesystem::path& db, const SegmentEntry& entry) {
  return SegmentDoctor(db, entry).run();
}

}  // namespace leian
