/* A store of protocols in C: a folder of them, of which changes are taken up while a host runs
 * (eligo/store.h). */
#ifndef ELIGO_C_STORE_H
#define ELIGO_C_STORE_H

#include "eligo/c.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct eligo_store eligo_store;

/* All members zero: the defaults. */
typedef struct eligo_store_options {
  const char* const* library_folders; /* as those of eligo_compile_options */
  size_t library_folder_count;
  int settle_milliseconds; /* files must stay as they are for so long; 0: the default; below 0: no time */
  size_t source_bytes;     /* as those of eligo_compile_options */
  size_t source_files;
} eligo_store_options;

/* Takes up the folder; `options` may be NULL. A file with mistakes is no error, but a problem of the
 * contents. */
ELIGO_API eligo_error* eligo_store_open(const char* folder, const eligo_store_options* options,
                                        eligo_store** store);
/* No other thread may use the store any longer: one that watches is stopped and waited for before. What the
 * store gave out stays good. */
ELIGO_API void eligo_store_free(eligo_store* store);

/* Looks at the folder once; `has_changed`, which may be NULL, becomes 1 if the contents are others than
 * before. */
ELIGO_API eligo_error* eligo_store_refresh(eligo_store* store, int* has_changed);
/* Refreshes again and again, on the calling thread, until another one calls eligo_store_stop. A store that
 * was stopped is not watched again. */
ELIGO_API void eligo_store_watch(eligo_store* store, unsigned interval_milliseconds);
ELIGO_API void eligo_store_stop(eligo_store* store);

/* The number of the version that is in force, by the protocol's name; 0 if there is none. Takes no memory, so
 * that a host may ask before each patient. */
ELIGO_API unsigned long long eligo_store_number(const eligo_store* store, const char* name);
/* That version, as a handle to be freed, and its number; NULL and 0 if there is none. `number` may be NULL.
 */
ELIGO_API eligo_error* eligo_store_find(const eligo_store* store, const char* name, eligo_protocol** protocol,
                                        unsigned long long* number);

/* All that a store holds at one moment; to be freed. The texts belong to it. NULL where memory runs out. */
typedef struct eligo_store_contents eligo_store_contents;
ELIGO_API eligo_store_contents* eligo_store_look(const eligo_store* store);
ELIGO_API void eligo_store_contents_free(eligo_store_contents* contents);

/* Of a protocol from 0, in the order of the names; NULL or 0 beyond the last. */
ELIGO_API size_t eligo_stored_count(const eligo_store_contents* contents);
ELIGO_API const char* eligo_stored_name(const eligo_store_contents* contents, size_t index);
ELIGO_API const char* eligo_stored_version(const eligo_store_contents* contents, size_t index);
ELIGO_API const char* eligo_stored_digest(const eligo_store_contents* contents, size_t index);
ELIGO_API const char* eligo_stored_file(const eligo_store_contents* contents, size_t index);
ELIGO_API unsigned long long eligo_stored_number(const eligo_store_contents* contents, size_t index);

/* Of a file or folder that is not taken up as it is; NULL beyond the last. */
ELIGO_API size_t eligo_problem_count(const eligo_store_contents* contents);
ELIGO_API const char* eligo_problem_file(const eligo_store_contents* contents, size_t index);
ELIGO_API const char* eligo_problem_code(const eligo_store_contents* contents, size_t index);
ELIGO_API const char* eligo_problem_message(const eligo_store_contents* contents, size_t index);
ELIGO_API const char* eligo_problem_repair(const eligo_store_contents* contents, size_t index);
/* The diagnostics of `protocol-invalid` as the program shows them; else empty. */
ELIGO_API const char* eligo_problem_diagnostics(const eligo_store_contents* contents, size_t index);

#ifdef __cplusplus
}
#endif

#endif
