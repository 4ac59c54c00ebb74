// No page and no web archive does anything but give text or an error.
#include "tests/fuzz/seeds.hpp"

std::vector<std::string> fuzz_seeds() {
  const std::string page =
      "<!DOCTYPE html><html><head><meta "
      "charset=\"gb2312\"><title>t</title></head><body><h1>标题</h1><p>一<b>二</p><pre>a\nb</"
      "pre><table><tr><td>"
      "甲<td>乙<tr><td><table><tr><td>x</table></table><script>1<2</script>&amp;&#20013;&nbsp;<!-- c "
      "--></body></html>";
  const std::string head =
      "From: x\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary=\"b\"\n\n--b\nContent-Type: ";
  return {page, head + "text/html\nContent-Transfer-Encoding: base64\n\nPHA+5L+h6K6/PC9wPg==\n--b--\n",
          head + "text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n" + page +
              "=3D=\n--b\n\nx\n--b--\n",
          "<table><tr><td>" + std::string(100, ' ') + "\xD0\xC5\xB7\xC3</td></tr></table>"};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read_to_the_end("a.html", bytes);
  read_to_the_end("a.mht", bytes);
  return 0;
}
