#define _GNU_SOURCE
#include "tests/faults/fault_shim.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static char below[PATH_MAX];
static size_t below_length;
static atomic_long calls;
static atomic_long fail_at;
static int fail_error;
static int fail_on;

void fault_arm(const char* folder, long at, int error, int on) {
  snprintf(below, sizeof below, "%s", folder);
  below_length = strlen(below);
  fail_error = error;
  fail_on = on;
  atomic_store(&calls, 0);
  atomic_store(&fail_at, at);
}

void fault_disarm(void) { below_length = 0; }
long fault_calls(void) { return atomic_load(&calls); }

__attribute__((constructor)) static void arm_by_environment(void) {
  const char* folder = getenv("LEIAN_FAULT_BELOW");
  if (folder == NULL) return;
  const char* at = getenv("LEIAN_FAULT_AT");
  const char* error = getenv("LEIAN_FAULT_ERRNO");
  fault_arm(folder, at != NULL ? atol(at) : 0, error != NULL ? atoi(error) : EIO,
            getenv("LEIAN_FAULT_ON") != NULL);
}

/* Counts a call on that path, and says whether it is to fail; errno is then set. */
static int fails(const char* path) {
  if (below_length == 0 || path == NULL || strncmp(path, below, below_length) != 0) return 0;
  const long number = atomic_fetch_add(&calls, 1) + 1;
  const long at = atomic_load(&fail_at);
  if (at == 0 || number < at || (number > at && !fail_on)) return 0;
  errno = fail_error;
  return 1;
}

static int fails_fd(int fd) {
  if (below_length == 0) return 0;
  const int before = errno;
  char link[64];
  char path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  const ssize_t length = readlink(link, path, sizeof path - 1);
  errno = before;
  if (length < 0) return 0;
  path[length] = '\0';
  return fails(path);
}

/* The C library's own function of that name. */
#define REAL(name)               \
  static __typeof__(&name) real; \
  if (real == NULL) *(void**)&real = dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void* bytes, size_t count) {
  REAL(write);
  return fails_fd(fd) ? -1 : real(fd, bytes, count);
}
ssize_t writev(int fd, const struct iovec* pieces, int count) {
  REAL(writev);
  return fails_fd(fd) ? -1 : real(fd, pieces, count);
}
ssize_t pwrite(int fd, const void* bytes, size_t count, off_t at) {
  REAL(pwrite);
  return fails_fd(fd) ? -1 : real(fd, bytes, count, at);
}
ssize_t pwrite64(int fd, const void* bytes, size_t count, off64_t at) {
  REAL(pwrite64);
  return fails_fd(fd) ? -1 : real(fd, bytes, count, at);
}
int fsync(int fd) {
  REAL(fsync);
  return fails_fd(fd) ? -1 : real(fd);
}
int fdatasync(int fd) {
  REAL(fdatasync);
  return fails_fd(fd) ? -1 : real(fd);
}
int ftruncate(int fd, off_t size) {
  REAL(ftruncate);
  return fails_fd(fd) ? -1 : real(fd, size);
}
int ftruncate64(int fd, off64_t size) {
  REAL(ftruncate64);
  return fails_fd(fd) ? -1 : real(fd, size);
}
int rename(const char* from, const char* to) {
  REAL(rename);
  return fails(to) ? -1 : real(from, to);
}
int renameat(int from_folder, const char* from, int to_folder, const char* to) {
  REAL(renameat);
  return fails(to) ? -1 : real(from_folder, from, to_folder, to);
}
int renameat2(int from_folder, const char* from, int to_folder, const char* to, unsigned flags) {
  REAL(renameat2);
  return fails(to) ? -1 : real(from_folder, from, to_folder, to, flags);
}
int link(const char* from, const char* to) {
  REAL(link);
  return fails(to) ? -1 : real(from, to);
}
int linkat(int from_folder, const char* from, int to_folder, const char* to, int flags) {
  REAL(linkat);
  return fails(to) ? -1 : real(from_folder, from, to_folder, to, flags);
}
int mkdir(const char* path, mode_t mode) {
  REAL(mkdir);
  return fails(path) ? -1 : real(path, mode);
}

/* The mode is there only where a file may be made. */
#define MODE_OF(flags, mode)                                        \
  mode_t mode = 0;                                                  \
  if (((flags)&O_CREAT) != 0 || ((flags)&O_TMPFILE) == O_TMPFILE) { \
    va_list rest;                                                   \
    va_start(rest, flags);                                          \
    mode = va_arg(rest, mode_t);                                    \
    va_end(rest);                                                   \
  }

int open(const char* path, int flags, ...) {
  REAL(open);
  MODE_OF(flags, mode)
  return (flags & O_CREAT) != 0 && fails(path) ? -1 : real(path, flags, mode);
}
int open64(const char* path, int flags, ...) {
  REAL(open64);
  MODE_OF(flags, mode)
  return (flags & O_CREAT) != 0 && fails(path) ? -1 : real(path, flags, mode);
}
int openat(int folder, const char* path, int flags, ...) {
  REAL(openat);
  MODE_OF(flags, mode)
  return (flags & O_CREAT) != 0 && fails(path) ? -1 : real(folder, path, flags, mode);
}
int openat64(int folder, const char* path, int flags, ...) {
  REAL(openat64);
  MODE_OF(flags, mode)
  return (flags & O_CREAT) != 0 && fails(path) ? -1 : real(folder, path, flags, mode);
}
int creat(const char* path, mode_t mode) {
  REAL(creat);
  return fails(path) ? -1 : real(path, mode);
}
void* mmap(void* address, size_t length, int protection, int flags, int fd, off_t at) {
  REAL(mmap);
  return fd >= 0 && fails_fd(fd) ? MAP_FAILED : real(address, length, protection, flags, fd, at);
}
void* mmap64(void* address, size_t length, int protection, int flags, int fd, off64_t at) {
  REAL(mmap64);
  return fd >= 0 && fails_fd(fd) ? MAP_FAILED : real(address, length, protection, flags, fd, at);
}
