/* Screens the patients of a file: id and verdict, a line each. Usage: screen PROTOCOL PATIENTS */
#define _POSIX_C_SOURCE 200809L
#include <eligo/c_compile.h>
#include <stdio.h>
#include <stdlib.h>

static int told(eligo_error* error) {
  fprintf(stderr, "%s: %s %s\n", eligo_error_code(error), eligo_error_message(error),
          eligo_error_place(error));
  eligo_error_free(error);
  return 1;
}

static eligo_protocol* compiled(const char* path) {
  eligo_compilation* compilation = eligo_compile_file(path, NULL);
  eligo_protocol* protocol;
  if (!compilation) return NULL;
  protocol = eligo_compilation_protocol(compilation);
  if (!protocol) fprintf(stderr, "%s\n", eligo_compilation_unreadable(compilation));
  for (size_t i = 0; !protocol && i < eligo_compilation_diagnostics(compilation); ++i)
    fputs(eligo_diagnostic_text(compilation, i), stderr);
  eligo_compilation_free(compilation);
  return protocol;
}

int main(int count, char** arguments) {
  int status = 0;
  char* document = NULL;
  size_t room = 0;
  ssize_t size;
  eligo_screener* screener = NULL;
  eligo_error* error;
  if (count != 3) return 2;
  eligo_protocol* protocol = compiled(arguments[1]);
  if (!protocol) return 2;
  error = eligo_screener_make(protocol, NULL, &screener);
  eligo_protocol_free(protocol); /* the screener keeps what it needs */
  if (error) return told(error);

  FILE* patients = fopen(arguments[2], "r");
  while (patients && (size = getline(&document, &room, patients)) >= 0) {
    error = eligo_screen(screener, document, (size_t)size);
    if (error)
      status = told(error);
    else
      printf("%s\t%s\n", eligo_patient(screener), eligo_verdict(screener));
  }
  if (!patients) status = 2;
  if (patients) fclose(patients);
  free(document);
  eligo_screener_free(screener);
  return status;
}
