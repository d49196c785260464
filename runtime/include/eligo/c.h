/* The front door in C, for every language that calls C: screening by a saved plan, or by a protocol that
 * <eligo/c_compile.h> compiled.
 *
 *     eligo_protocol* protocol = NULL;
 *     eligo_screener* screener = NULL;
 *     eligo_error* error = eligo_protocol_load_file("trial.plan", &protocol);
 *     if (!error) error = eligo_screener_make(protocol, NULL, &screener);
 *     if (!error) error = eligo_screen(screener, document, size);
 *     if (!error) puts(eligo_verdict(screener));
 *     eligo_screener_free(screener);
 *     eligo_protocol_free(protocol);
 *
 * A function that can fail gives an error to free, or NULL. Handles are freed by their `_free`, which takes
 * NULL; in any order, since a screener keeps its protocol. A text that is given back belongs to its handle:
 * that of a protocol lasts as long as the protocol, that of a screener up to its next call of eligo_screen or
 * of the same function. All texts are UTF-8 and end with a zero byte. A protocol is immutable and shared by
 * threads; a screener belongs to one thread at a time. Nothing throws, and nothing is global. */
#ifndef ELIGO_C_H
#define ELIGO_C_H

#include <stddef.h>

#include "eligo/export.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Rises when a function or a struct changes in a way that a built host would notice. */
#define ELIGO_C_VERSION 2

/* What the library was built with: ELIGO_C_VERSION, and the program's version, `0.1.0`. */
ELIGO_API int eligo_c_version(void);
ELIGO_API const char* eligo_program_version(void);

/* ---- errors */

typedef struct eligo_error eligo_error;

ELIGO_API const char* eligo_error_code(const eligo_error* error);    /* stable: `document-unreadable` */
ELIGO_API const char* eligo_error_message(const eligo_error* error); /* one sentence */
ELIGO_API const char* eligo_error_place(const eligo_error* error);   /* `line 3, column 7`, or empty */
ELIGO_API const char* eligo_error_repair(const eligo_error* error);  /* what to do about it, or empty */
ELIGO_API void eligo_error_free(eligo_error* error);

/* ---- protocols */

typedef struct eligo_protocol eligo_protocol;

/* Loads what `eligo compile` or eligo_protocol_save wrote. On an error `*protocol` is NULL. */
ELIGO_API eligo_error* eligo_protocol_load(const void* bytes, size_t size, eligo_protocol** protocol);
ELIGO_API eligo_error* eligo_protocol_load_file(const char* path, eligo_protocol** protocol);
/* The protocol as a saved plan; the bytes last as long as the protocol or up to the next call. NULL where
 * memory runs out. */
ELIGO_API const void* eligo_protocol_save(eligo_protocol* protocol, size_t* size);
ELIGO_API void eligo_protocol_free(eligo_protocol* protocol);

ELIGO_API const char* eligo_protocol_name(const eligo_protocol* protocol); /* `NCT06710717` */
ELIGO_API const char* eligo_protocol_title(const eligo_protocol* protocol);
ELIGO_API const char* eligo_protocol_version(const eligo_protocol* protocol); /* as its head says */
ELIGO_API const char* eligo_protocol_digest(const eligo_protocol* protocol);  /* SHA-256 over its sources */
ELIGO_API size_t eligo_protocol_criteria(const eligo_protocol* protocol);
/* Of a criterion from 0, in the order written; NULL beyond the last. */
ELIGO_API const char* eligo_protocol_criterion(const eligo_protocol* protocol, size_t index);
ELIGO_API const char* eligo_protocol_quotation(const eligo_protocol* protocol, size_t index);

/* ---- screening */

typedef struct eligo_screener eligo_screener;

/* Options of a screener; the defaults at first. NULL where memory runs out. */
typedef struct eligo_screener_options eligo_screener_options;
ELIGO_API eligo_screener_options* eligo_screener_options_make(void);
/* Sets an option by its name, as the command line does without its dashes; all but `dictionary` may be given
 * again:
 *   reading     name of a reading to take in place of the file's own
 *   dictionary  text of a dictionary (`eligo names`)
 *   limit       `steps=1000`: what one patient may cost (docs/limits.md has the names)
 *   anchor      of patients in FHIR, `enrolment=2025-09-18`: the day of an anchor
 *   complete    of patients in FHIR, `conditions` or `conditions=2020-01-01..`: a list that holds all there
 * is Errors: `option-unknown`, `limit-invalid`; what else does not fit, eligo_screener_make says. */
ELIGO_API eligo_error* eligo_screener_options_set(eligo_screener_options* options, const char* name,
                                                  const char* value);
ELIGO_API void eligo_screener_options_free(eligo_screener_options* options);

/* `options` may be NULL; they are copied. Errors: `reading-unknown`, `dictionary-invalid`, `anchor-invalid`,
 * `complete-invalid`. */
ELIGO_API eligo_error* eligo_screener_make(const eligo_protocol* protocol,
                                           const eligo_screener_options* options, eligo_screener** screener);
ELIGO_API void eligo_screener_free(eligo_screener* screener);

/* Screens one patient: a document of docs/patients.md. After an error there is no answer: the functions below
 * give NULL. */
ELIGO_API eligo_error* eligo_screen(eligo_screener* screener, const char* document, size_t size);

/* Of the patient screened last. */
ELIGO_API const char* eligo_patient(const eligo_screener* screener);
ELIGO_API const char* eligo_verdict(
    const eligo_screener* screener); /* `eligible`, `ineligible`, `undetermined` */
/* `met`, `not_met`, `unknown` or `not_applicable`, by the index of the criterion in the protocol. */
ELIGO_API const char* eligo_status(const eligo_screener* screener, size_t index);
/* Why a criterion is open: the reasons of an unknown outcome, each from 0; NULL beyond the last. Code and
 * fact are stable names (`no-reference-range`, `ALT`), the fact empty where it is none; the text is for
 * people. */
ELIGO_API size_t eligo_reason_count(const eligo_screener* screener, size_t criterion);
ELIGO_API const char* eligo_reason_code(const eligo_screener* screener, size_t criterion, size_t index);
ELIGO_API const char* eligo_reason_fact(const eligo_screener* screener, size_t criterion, size_t index);
ELIGO_API const char* eligo_reason_text(const eligo_screener* screener, size_t criterion, size_t index);
/* What the document held that could not be used, and in which of its lines, from 1. */
ELIGO_API size_t eligo_notice_count(const eligo_screener* screener);
ELIGO_API const char* eligo_notice_text(const eligo_screener* screener, size_t index);
ELIGO_API size_t eligo_notice_line(const eligo_screener* screener, size_t index);

/* The text of the next three lasts up to the next call of one of them.
 *
 * Everything that led to the outcome of one criterion, as a JSON object: `text`, `label`, `state` (`holds`,
 * `fails`, `open`, `not_applicable`) or `value`, `window`, `records` (each `text`, `why` if it was left out,
 * `decided`, `source` if the document names one), `reasons`, `assumptions`, `file`, `line`, and `parts`,
 * which are objects of the same kind. Empty members are left out. Errors: `criterion-unknown`,
 * `screening-stale` (none was screened). */
ELIGO_API eligo_error* eligo_explain(eligo_screener* screener, const char* criterion, const char** json);
/* The questions of an undetermined patient, the one first that the most criteria wait for: a JSON list of
 * objects with `text`, `criteria` and `settles_alone`. Error: `screening-stale`. */
ELIGO_API eligo_error* eligo_ask(eligo_screener* screener, const char** json);
/* The other readings that would change the verdict: a JSON list of objects with `criterion`, `reading`,
 * `status` and `verdict`. Error: `screening-stale`. */
ELIGO_API eligo_error* eligo_readings(eligo_screener* screener, const char** json);

/* The whole answer as one line of JSON: the bytes that `eligo screen --format json` prints. NULL where memory
 * runs out, too. */
ELIGO_API const char* eligo_json(eligo_screener* screener);

#ifdef __cplusplus
}
#endif

#endif
