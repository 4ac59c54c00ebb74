/* Makes the file system say no: counts the calls that change files below a folder, and fails the one that is
 * asked for. Stands between a program and the C library, so it reaches Xapian's files as well as ours: link
 * it before the others, or LD_PRELOAD libfault_shim.so and say by environment what to do:
 *   LEIAN_FAULT_BELOW=/folder  LEIAN_FAULT_AT=17  LEIAN_FAULT_ERRNO=28  LEIAN_FAULT_ON=1
 * Counted: write, pwrite, writev, fsync, fdatasync, ftruncate, rename*, link*, mkdir, open and creat that
 * make files, mmap of files. Any thread; the counter is one for the process. */
#pragma once
#ifdef __cplusplus
extern "C" {
#endif

/* From now on: call number `at` (1 is the first; 0: none) fails with `error`; with `on` all later ones too,
 * as on a full disk. `below` is copied. */
void fault_arm(const char* below, long at, int error, int on);
void fault_disarm(void);
/* Calls counted since fault_arm. */
long fault_calls(void);

#ifdef __cplusplus
}
#endif
