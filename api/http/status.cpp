#include "api/http/status.hpp"

#include <array>

namespace leian::api {
namespace {

struct CodeRow {
  ErrorCode code;
  int exit;
  ProblemType type;
};

constexpr std::array kCodes{
    CodeRow{ErrorCode::BadUsage, kExitBadInput, {"bad_usage", 400, "参数有误"}},
    CodeRow{ErrorCode::BadInput, kExitBadInput, {"bad_input", 400, "输入有误"}},
    CodeRow{ErrorCode::BadKind, kExitBadInput, {"bad_kind", 400, "种类文件有误"}},
    CodeRow{ErrorCode::BadMapping, kExitBadInput, {"bad_mapping", 400, "映射文件有误"}},
    CodeRow{ErrorCode::BadQuery, kExitBadInput, {"bad_query", 400, "检索式有误"}},
    CodeRow{ErrorCode::UnknownKind, kExitBadInput, {"unknown_kind", 400, "没有这个种类"}},
    CodeRow{ErrorCode::UnknownField, kExitBadInput, {"unknown_field", 400, "没有这个字段"}},
    CodeRow{ErrorCode::NotFound, kExitBadInput, {"not_found", 404, "没有找到"}},
    CodeRow{ErrorCode::Conflict, kExitBadInput, {"conflict", 409, "状态冲突"}},
    CodeRow{ErrorCode::TooLarge, kExitBadInput, {"too_large", 413, "超出限制"}},
    CodeRow{ErrorCode::Timeout, kExitBadInput, {"timeout", 504, "超出时限"}},
    CodeRow{ErrorCode::Unsupported, kExitBadInput, {"unsupported", 415, "不支持"}},
    CodeRow{ErrorCode::Forbidden, kExitBadInput, {"forbidden", 403, "不允许"}},
    CodeRow{ErrorCode::Io, kExitBadInput, {"io", 500, "读写失败"}},
    CodeRow{ErrorCode::IndexMissing, kExitIndexUnusable, {"index_missing", 503, "没有索引"}},
    CodeRow{ErrorCode::IndexFormat, kExitIndexUnusable, {"index_format", 503, "索引版本不符"}},
    CodeRow{ErrorCode::IndexDamaged, kExitIndexUnusable, {"index_damaged", 503, "索引损坏"}},
    CodeRow{ErrorCode::IndexLocked, kExitIndexUnusable, {"index_locked", 503, "索引被占用"}},
    CodeRow{ErrorCode::Internal, kExitBadInput, {"internal", 500, "内部错误"}},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < kCodes.size(); ++i)
    if (static_cast<std::size_t>(kCodes[i].code) != i) return false;
  return true;
}
static_assert(in_order(), "kCodes follows the order of ErrorCode");
static_assert(kCodes.size() == static_cast<std::size_t>(ErrorCode::Internal) + 1,
              "every ErrorCode has its row");

const CodeRow& row_of(ErrorCode code) { return kCodes[static_cast<std::size_t>(code)]; }

}  // namespace

const ProblemType& problem_type(ErrorCode code) { return row_of(code).type; }

int exit_code(ErrorCode code) { return row_of(code).exit; }

std::string_view reason_phrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 411:
      return "Length Required";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    case 504:
      return "Gateway Timeout";
    default:
      return "Error";
  }
}

}  // namespace leian::api
