// A document of Word 97-2003, by antiword, as DocBook in UTF-8: paragraphs and tables stay apart there.
#include <unistd.h>

#include "corpora/readers/extract/extract.hpp"

namespace leian::extract {

int extract_doc() {
  ::execlp("antiword", "antiword", "-x", "db", "-m", "UTF-8.txt", kInput, static_cast<char*>(nullptr));
  return 1;
}

}  // namespace leian::extract
