/* Compiling in C: a text or a file of the language becomes an eligo_protocol, or diagnostics. */
#ifndef ELIGO_C_COMPILE_H
#define ELIGO_C_COMPILE_H

#include "eligo/c.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct eligo_compilation eligo_compilation;

typedef struct eligo_compile_options {
  const char* const* library_folders; /* searched for `use`, behind the file's own folder */
  size_t library_folder_count;
  int wants_lint;      /* not 0: the lint rules run, too */
  size_t source_bytes; /* the longest file; 0: the default, which can only be lowered (docs/limits.md) */
  size_t source_files; /* that a protocol may take in by `use`; 0: the default, likewise */
} eligo_compile_options;

/* `options` may be NULL. NULL where there is no memory; else to be freed, whether it compiled or not. */
ELIGO_API eligo_compilation* eligo_compile_file(const char* path, const eligo_compile_options* options);
ELIGO_API eligo_compilation* eligo_compile_text(const char* text, size_t size, const char* name,
                                                const eligo_compile_options* options);
ELIGO_API void eligo_compilation_free(eligo_compilation* compilation);

/* The protocol, to be freed by eligo_protocol_free; NULL if there was an error, or where memory runs out.
 * Once: a call after one that gave it gives NULL. */
ELIGO_API eligo_protocol* eligo_compilation_protocol(eligo_compilation* compilation);
/* Why nothing could be compiled, or empty; and the same as a code: `file-unreadable`, `no-criteria`,
 * `out-of-memory`. */
ELIGO_API const char* eligo_compilation_unreadable(const eligo_compilation* compilation);
ELIGO_API const char* eligo_compilation_unreadable_code(const eligo_compilation* compilation);

ELIGO_API size_t eligo_compilation_diagnostics(const eligo_compilation* compilation);
/* Of a diagnostic from 0, in the order of the text; NULL beyond the last. */
ELIGO_API const char* eligo_diagnostic_code(const eligo_compilation* compilation, size_t index); /* `E0104` */
ELIGO_API const char* eligo_diagnostic_severity(const eligo_compilation* compilation,
                                                size_t index); /* `error` … */
ELIGO_API const char* eligo_diagnostic_message(const eligo_compilation* compilation, size_t index);
/* As the program shows it: the lines of the file, underlined. */
ELIGO_API const char* eligo_diagnostic_text(const eligo_compilation* compilation, size_t index);
/* File, and line and column from 1. */
ELIGO_API const char* eligo_diagnostic_file(const eligo_compilation* compilation, size_t index);
ELIGO_API unsigned eligo_diagnostic_line(const eligo_compilation* compilation, size_t index);
ELIGO_API unsigned eligo_diagnostic_column(const eligo_compilation* compilation, size_t index);

/* The text in the canonical layout; a text with syntax errors as it is. To be freed; NULL where memory runs
 * out. */
typedef struct eligo_formatted eligo_formatted;
ELIGO_API eligo_formatted* eligo_format(const char* text, size_t size);
ELIGO_API const char* eligo_formatted_text(const eligo_formatted* formatted, size_t* size);
ELIGO_API int eligo_formatted_has_errors(const eligo_formatted* formatted);
ELIGO_API void eligo_formatted_free(eligo_formatted* formatted);

#ifdef __cplusplus
}
#endif

#endif
