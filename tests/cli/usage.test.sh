#!/usr/bin/env bash
# The command line itself: help, versions, and what is not understood.
set -euo pipefail
source "$(dirname "$0")/expect.sh"

it "gives a short overview when it is run alone"
run
exits 0
out_has "eligo screen"
out_has "eligo explain"
err_is_empty

it "tells its version"
run --version
exits 0
out_has "eligo 0."

for subcommand in check fmt test screen explain names needs patient tables audit; do
  it "explains $subcommand with an example"
  run "$subcommand" --help
  exits 0
  out_has "Example:"
  out_has "eligo $subcommand "
  err_is_empty
done

it "refuses a command that it does not have"
run scren
exits 2
out_is_empty
err_has "scren"

it "refuses an option that it does not have"
run check --fast "$trial"
exits 2
out_is_empty
err_has "--fast"

it "refuses a format that it does not have"
run check --format xml "$trial"
exits 2
err_has "xml"

it "asks for what is missing"
run screen "$trial/trial.crit"
exits 2
err_has "PATIENTS"
run explain "$trial/trial.crit" "$trial/patients.ndjson"
exits 2
err_has "--patient"
run test
exits 2
err_has "PATH"
run check
exits 2
