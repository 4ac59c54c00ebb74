#include "query/suggest/spelling.hpp"

#include "tests/support/catch.hpp"

using namespace leian::query;

TEST_CASE("texts that differ by one character are near", "[query][suggest]") {
  struct Row {
    std::u16string_view a, b;
    bool near;
  };
  for (const Row& row : std::vector<Row>{{u"离婚", u"离昏", true},
                                         {u"离婚", u"离", true},
                                         {u"离", u"离婚", true},
                                         {u"婚", u"离婚", true},
                                         {u"离婚", u"婚离", true},
                                         {u"盗窃罪", u"盗罪窃", true},
                                         {u"盗窃罪", u"罪窃盗", false},
                                         {u"离婚", u"离婚", false},
                                         {u"离婚", u"抚养", false},
                                         {u"", u"离", true},
                                         {u"", u"", false},
                                         {u"离婚纠纷", u"离婚", false}}) {
    CAPTURE(row.a.size(), row.b.size());
    CHECK(differ_by_one(row.a, row.b) == row.near);
    CHECK(differ_by_one(row.b, row.a) == row.near);
  }
}

TEST_CASE("texts sound alike character by character", "[query][suggest]") {
  CHECK(all_sound_alike(u"离婚", u"李昏"));
  CHECK_FALSE(all_sound_alike(u"离婚", u"离"));
  CHECK_FALSE(all_sound_alike(u"离婚", u"离散"));
}
