/* A host in C: compiles a protocol, and screens the documents of its standard input, a patient a line. */
#include <eligo/c_compile.h>
#include <stdio.h>
#include <string.h>

static int failed(eligo_error* error) {
  fprintf(stderr, "%s: %s\n", eligo_error_code(error), eligo_error_message(error));
  eligo_error_free(error);
  return 2;
}

int main(int count, char** arguments) {
  char line[65536];
  eligo_error* error;
  eligo_protocol* protocol;
  eligo_screener* screener = NULL;
  if (count != 2) return 2;

  eligo_compilation* compilation = eligo_compile_file(arguments[1], NULL);
  protocol = eligo_compilation_protocol(compilation);
  for (size_t i = 0; i < eligo_compilation_diagnostics(compilation); ++i)
    fputs(eligo_diagnostic_text(compilation, i), stderr);
  eligo_compilation_free(compilation);
  if (!protocol) return 2;

  error = eligo_screener_make(protocol, NULL, &screener);
  if (error) return failed(error);
  while (fgets(line, sizeof line, stdin)) {
    error = eligo_screen(screener, line, strlen(line));
    if (error) return failed(error);
    printf("%s: %s\n", eligo_patient(screener), eligo_verdict(screener));
    for (size_t i = 0; i < eligo_protocol_criteria(protocol); ++i)
      printf("  %s %s\n", eligo_protocol_criterion(protocol, i), eligo_status(screener, i));
  }
  eligo_screener_free(screener);
  eligo_protocol_free(protocol);
  return 0;
}
