#include "corpora/readers/column_names.hpp"

#include <set>

#include "corpora/record/value_reader.hpp"

namespace leian {

std::vector<std::string> column_names(const std::vector<std::string>& header) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (std::size_t i = 0; i < header.size(); ++i) {
    std::string base(trim(header[i]));
    if (base.empty()) base = "列" + std::to_string(i + 1);
    std::string name = base;
    for (int times = 2; !taken.insert(name).second; ++times) name = base + "_" + std::to_string(times);
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace leian
