#!/usr/bin/env bash
# Every rule of check.sh fails on a house that breaks it and passes on one that keeps all.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
house=$(mktemp -d)
trap 'rm -rf "$house"' EXIT
status=0

# put FILE LINE...: the file with these lines
put() {
  mkdir -p "$house/$(dirname "$1")"
  printf '%s\n' "${@:2}" >"$house/$1"
}

build() {
  rm -rf "${house:?}"/*
  put runtime/values/number.h '#include <vector>' 'class Number {'
  put runtime/model/plan.h '#include "runtime/values/number.h"' 'struct Plan;'
  put runtime/words/text.cpp '#include <fmt/format.h>' '#include "runtime/model/plan.h"' 'struct Plan::Data {'
  put grammar/tree.h 'struct Tree {'
  put grammar/rules.h '#include <tao/pegtl.hpp>' 'struct file : node<1> {};'
  put grammar/parse.cpp '#include "grammar/rules.h"'
  put runtime/include/eligo/verdict.h '#include <string>'
  put compiler/include/eligo/check.h '#include "eligo/verdict.h"' 'enum class Level : int { off };'
  put compiler/names/scope.h '#include "grammar/tree.h"'
  put compiler/lint/run.cpp '#include "compiler/names/scope.h"' '#include "eligo/check.h"'
  put tools/eligo/main.cpp '#include "eligo/check.h"' '#include <CLI/CLI.hpp>'
}

# expects WORDS FILE LINE...: the house with this file besides is refused in these words
expects() {
  build
  put "${@:2}"
  local said
  if said=$(bash "$here/check.sh" "$house") || [[ $said != *"$1"* ]]; then
    printf 'expected: %s\nsaid: %s\n' "$1" "$said"
    status=1
  fi
}

build
bash "$here/check.sh" "$house" || { echo "a house in order is refused"; status=1; }

expects 'runtime/values stands before runtime/model' runtime/values/date.h '#include "runtime/model/plan.h"'
expects 'runtime/model stands before runtime/words' runtime/model/plan.cpp '#include "runtime/words/text.h"'
expects 'runtime/attic has no place' runtime/attic/old.h '#include "runtime/model/plan.h"'
expects 'compiler/names stands before compiler/lint' compiler/names/scope.cpp '#include "compiler/lint/run.h"'
expects 'runtime/ does not include compiler/names/scope.h' runtime/words/a.cpp '#include "compiler/names/scope.h"'
expects 'runtime/ does not include grammar/tree.h' runtime/words/a.cpp '#include "grammar/tree.h"'
expects 'grammar/ does not include runtime/values/number.h' grammar/a.cpp '#include "runtime/values/number.h"'
expects 'compiler/ does not include tools/eligo/a.h' compiler/lint/a.cpp '#include "tools/eligo/a.h"'
expects 'compiler/ does not include tests/unit/builder.h' compiler/lint/a.cpp '#include "tests/unit/builder.h"'
expects 'PEGTL stays inside grammar/' compiler/lint/a.cpp '#include <tao/pegtl.hpp>'
expects 'grammar/rules.h brings it' compiler/lint/a.cpp '#include "grammar/rules.h"'
expects 'brings fmt/format.h' compiler/include/eligo/a.h '#include <fmt/format.h>'
expects 'brings simdjson.h' runtime/include/eligo/verdict.h '#include <simdjson.h>'
expects 'a public header includes public headers alone' runtime/include/eligo/a.h '#include "runtime/values/number.h"'
expects 'runtime/ does not include compiler/include/eligo/check.h' runtime/words/a.cpp '#include "eligo/check.h"'
expects 'the name Number is taken at runtime/values/number.h:2' tools/eligo/a.cpp 'struct Number : Base {'
expects 'the name file is taken at grammar/rules.h:2' tools/eligo/a.cpp 'class file'
expects 'the name Level is taken at compiler/include' tools/eligo/a.cpp 'enum Level {'
exit "$status"
