#pragma once

// What libc++ takes for granted on its way to copying a file, and WASI has not. Nothing here copies files.
#include <sys/types.h>
#ifdef __cplusplus
inline ssize_t copy_file_range(int, off_t*, int, off_t*, size_t, unsigned) { return -1; }
#endif
