#include "api/export/text_writers.hpp"

#include <fmt/format.h>

#include "api/export/csv_line.hpp"
#include "api/export/row_writer.hpp"
#include "api/json/problem.hpp"
#include "corpora/core/messages.hpp"

namespace leian::api {
namespace {

constexpr std::size_t kBlock = 1u << 16;

/// Hands bytes on block by block.
class Blocks {
 public:
  explicit Blocks(WriteBytes write) : write_(std::move(write)) {}

  Result<void> add(std::string_view text) {
    block_ += text;
    if (block_.size() < kBlock) return {};
    return flush();
  }
  Result<void> flush() {
    if (!block_.empty() && !write_(block_)) return err(ErrorCode::Io, Msg::OutputFailed);
    block_.clear();
    return {};
  }

 private:
  WriteBytes write_;
  std::string block_;
};

class NdjsonWriter final : public RecordWriter {
 public:
  explicit NdjsonWriter(WriteBytes write) : blocks_(std::move(write)) {}
  Result<void> add(const Record& record) override { return blocks_.add(one_line(to_json(record)) + '\n'); }
  Result<void> finish() override { return blocks_.flush(); }

 private:
  Blocks blocks_;
};

struct CsvCell {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const std::string& text) const { return csv_quoted(text); }
  std::string operator()(double number) const { return to_display(Scalar(number)); }
  std::string operator()(const Date& date) const { return to_string(date); }
  std::string operator()(const DateTime& moment) const { return to_display(Scalar(moment)); }
};

class CsvWriter final : public RowWriter {
 public:
  CsvWriter(std::vector<std::string> header, WriteBytes write)
      : header_(std::move(header)), blocks_(std::move(write)) {}

  Result<void> add(const std::vector<Cell>& cells) override {
    LEIAN_CHECK(begin());
    std::vector<std::string> texts;
    for (const Cell& cell : cells) texts.push_back(std::visit(CsvCell{}, cell));
    return line(texts);
  }
  Result<void> finish() override {
    LEIAN_CHECK(begin());
    return blocks_.flush();
  }

 private:
  Result<void> begin() {
    if (begun_) return {};
    begun_ = true;
    LEIAN_CHECK(blocks_.add(kByteOrderMark));
    std::vector<std::string> header;
    for (const std::string& label : header_) header.push_back(csv_quoted(label));
    return line(header);
  }
  Result<void> line(const std::vector<std::string>& cells) {
    return blocks_.add(fmt::format("{}\r\n", fmt::join(cells, ",")));
  }

  std::vector<std::string> header_;
  Blocks blocks_;
  bool begun_ = false;
};

}  // namespace

std::unique_ptr<RecordWriter> make_ndjson_writer(WriteBytes write) {
  return std::make_unique<NdjsonWriter>(std::move(write));
}

std::unique_ptr<RowWriter> make_csv_rows(std::vector<std::string> header, WriteBytes write) {
  return std::make_unique<CsvWriter>(std::move(header), std::move(write));
}

}  // namespace leian::api
