/// A few records that the tests of the server ask about.
#pragma once
#include <nlohmann/json.hpp>
#include <vector>

#include "tests/support/temp_index.hpp"

namespace leian::test {

inline std::vector<nlohmann::json> petitions() {
  return {
      {{"id", "p-1"},
       {"kind", "petition"},
       {"title", "小区物业纠纷"},
       {"body", "小区物业收费后不维修电梯，业主多次反映无果。"},
       {"region", "210400"},
       {"channel", "来信"},
       {"opened", "2017-03-02"}},
      {{"id", "p/2"},
       {"kind", "petition"},
       {"title", "噪声扰民"},
       {"body", "楼下饭店排烟噪声扰民，物业不管。"},
       {"region", "210402"},
       {"channel", "网上"},
       {"opened", "2017-05-09"}},
      {{"id", "p-3"},
       {"kind", "petition"},
       {"title", "拖欠工资"},
       {"body", "工地拖欠农民工工资三个月。<b>&"},
       {"region", "210100"},
       {"channel", "网上"},
       {"opened", "2018-01-11"}},
      {{"id", "m-1"},
       {"kind", "mediation_agreement"},
       {"title", "物业服务合同纠纷调解"},
       {"facts", "业主因漏水拒交物业费。"},
       {"cause", "物业纠纷"},
       {"region", "210400"},
       {"opened", "2017-06-01"},
       {"amount", 3000}},
  };
}

/// Built once for all tests that only read.
inline const TempIndex& shared_index() {
  static const TempIndex index(petitions());
  return index;
}

}  // namespace leian::test
