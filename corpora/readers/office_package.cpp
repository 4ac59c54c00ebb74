#include "corpora/readers/office_package.hpp"

#include <algorithm>
#include <filesystem>

#include "corpora/core/messages.hpp"
#include "corpora/readers/faults.hpp"
#include "corpora/readers/limits.hpp"
#include "corpora/readers/xml_stream.hpp"

namespace leian {
namespace {

constexpr std::size_t kMaxRelations = 100'000;

class RelationHandler : public XmlHandler {
 public:
  explicit RelationHandler(std::filesystem::path folder) : folder_(std::move(folder)) {}

  Result<void> start(const XmlName& name, const XmlAttributes& attributes) override {
    if (name.local != "Relationship" || attributes["TargetMode"] == "External" ||
        relations.size() >= kMaxRelations)
      return {};
    const std::string_view type = attributes["Type"], target = attributes["Target"];
    const auto path = target.starts_with('/') ? std::filesystem::path(target.substr(1)) : folder_ / target;
    relations.push_back({std::string(attributes["Id"]), std::string(type.substr(type.rfind('/') + 1)),
                         path.lexically_normal().string()});
    return {};
  }
  Result<void> end(const XmlName&) override { return {}; }

  std::vector<Relation> relations;

 private:
  std::filesystem::path folder_;
};

}  // namespace

Result<std::vector<Relation>> read_relations(ZipArchive& archive, std::string_view part) {
  const std::filesystem::path path(part);
  const auto rels = path.parent_path() / "_rels" / (path.filename().string() + ".rels");
  const ArchiveEntry* entry = archive.find(rels.string());
  if (entry == nullptr) return std::vector<Relation>();
  LEIAN_TRY(const std::string bytes, archive.read(*entry, kMaxXmlPartBytes));
  RelationHandler handler(path.parent_path());
  LEIAN_CHECK(read_xml(bytes, archive.shown(), rels.string(), handler));
  return std::move(handler.relations);
}

const Relation* relation_of_type(const std::vector<Relation>& relations, std::string_view type) {
  const auto at = std::find_if(relations.begin(), relations.end(),
                               [&](const Relation& relation) { return relation.type == type; });
  return at == relations.end() ? nullptr : &*at;
}

Result<std::string> read_part(ZipArchive& archive, std::string_view part) {
  const ArchiveEntry* entry = archive.find(part);
  if (entry == nullptr) return damaged(archive.shown(), say(Msg::FaultPart, part));
  return archive.read(*entry, kMaxXmlPartBytes);
}

}  // namespace leian
