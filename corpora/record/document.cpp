#include "corpora/record/document.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "corpora/core/messages.hpp"
#include "corpora/record/strict_json.hpp"

namespace leian {
namespace {

constexpr std::uintmax_t kMaxFileBytes = 16u << 20;

/// A key as a JSON pointer writes it (RFC 6901).
std::string escaped(std::string_view key) {
  std::string out;
  for (const char c : key) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
  return out;
}

std::string listed(std::initializer_list<std::string_view> names) {
  std::string out;
  for (const auto name : names) (out += out.empty() ? "" : ", ") += name;
  return out;
}

bool contains(std::initializer_list<std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

Unexpected Node::fault(const Text& reason) const {
  const std::string place = pointer_.empty() ? "/" : pointer_;
  const Text what{say(origin_->sentence, origin_->file, place, reason.zh).zh,
                  say(origin_->sentence, origin_->file, place, reason.en).en};
  return Unexpected(Error{origin_->code, what, hint_for(origin_->sentence)});
}

bool Node::has(std::string_view key) const { return value_->is_object() && value_->contains(key); }

Node Node::member(std::string_view key) const {
  return {*value_->find(key), pointer_ + "/" + escaped(key), origin_};
}

Node Node::item(std::size_t i) const { return {(*value_)[i], pointer_ + "/" + std::to_string(i), origin_}; }

std::vector<Node> Node::items() const {
  if (!value_->is_array()) return {*this};
  std::vector<Node> all;
  for (std::size_t i = 0; i < value_->size(); ++i) all.push_back(item(i));
  return all;
}

Result<void> Node::check_keys(std::initializer_list<std::string_view> known,
                              std::initializer_list<std::string_view> needed) const {
  if (!value_->is_object()) return fault(say(Msg::NeedsObject));
  for (const auto& [key, value] : value_->items())
    if (!contains(known, key)) return member(key).fault(say(Msg::UnknownKey, key, listed(known)));
  for (const auto key : needed)
    if (!has(key)) return fault(say(Msg::MissingKey, key));
  return {};
}

Result<void> Node::check_array() const {
  if (!value_->is_array()) return fault(say(Msg::NeedsArray));
  return {};
}

Result<std::string> Node::text() const {
  const auto* text = value_->get_ptr<const std::string*>();
  if (text == nullptr || text->empty()) return fault(say(Msg::NeedsText));
  return *text;
}

Result<std::vector<std::string>> Node::texts() const {
  std::vector<std::string> all;
  for (const Node& node : items()) {
    LEIAN_TRY(auto one, node.text());
    all.push_back(std::move(one));
  }
  return all;
}

Result<bool> Node::flag() const {
  if (!value_->is_boolean()) return fault(say(Msg::NeedsFlag));
  return value_->get<bool>();
}

Result<double> Node::number(double least, double most) const {
  const double number = value_->is_number() ? value_->get<double>() : least - 1;
  if (number < least || number > most) return fault(say(Msg::NeedsNumber, least, most));
  return number;
}

Result<Text> Node::label() const {
  LEIAN_CHECK(check_keys({"zh", "en"}, {"zh", "en"}));
  LEIAN_TRY(auto zh, member("zh").text());
  LEIAN_TRY(auto en, member("en").text());
  return Text{std::move(zh), std::move(en)};
}

Result<Document> Document::parse(std::string_view json, std::string_view file, ErrorCode code, Msg sentence) {
  Document document;
  document.origin_ = std::make_shared<const Node::Origin>(Node::Origin{std::string(file), code, sentence});
  auto value = parse_strict_json(json);
  document.value_ = std::make_unique<const nlohmann::json>(value ? std::move(*value) : nlohmann::json());
  if (!value) return document.root().fault(value.error());
  return document;
}

Result<std::string> read_small_file(const std::string& path) {
  std::error_code failure;
  if (!std::filesystem::exists(path, failure)) return err(ErrorCode::NotFound, Msg::FileMissing, path);
  const auto bytes = std::filesystem::file_size(path, failure);
  if (failure) return err(ErrorCode::Io, Msg::FileUnreadable, path, failure.message());
  if (bytes > kMaxFileBytes) return err(ErrorCode::TooLarge, Msg::FileTooLarge, path, kMaxFileBytes >> 20);
  std::ifstream in(path, std::ios::binary);
  if (!in) return err(ErrorCode::Io, Msg::FileUnreadable, path, std::strerror(errno));
  return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace leian
