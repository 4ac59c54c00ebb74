#include <unistd.h>

#include <iostream>

#include "api/cli/command.hpp"

int main(int argc, char** argv) {
  leian::api::Console console{std::cout, std::cerr, isatty(STDOUT_FILENO) != 0, isatty(STDERR_FILENO) != 0};
  return leian::api::run(argc, argv, console);
}
