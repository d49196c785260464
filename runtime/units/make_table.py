#!/usr/bin/env python3
"""Turns ucum-essence.xml into the rows of runtime/units/table.cpp.

Usage: make_table.py ucum-essence.xml > runtime/units/ucum_table.inc

Every code, factor and definition is copied as it stands in UCUM; nothing is computed here. Rows are sorted by code, so
that the program can search them without building anything when it starts.
"""

import sys
import xml.etree.ElementTree as ElementTree

NAMESPACE = "{http://unitsofmeasure.org/ucum-essence}"

HEADER = """\
// Made by make_table.py from ucum-essence.xml, version {version} of {date}. Do not edit.
//
// Copyright 1999-2024 Regenstrief Institute, Inc. All rights reserved.
// The codes and values of UCUM are licensed under the UCUM License, Version 1.1; you may not use this file except in
// compliance with it. You may obtain a copy at https://unitsofmeasure.org/license
// Distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied. See NOTICE.md.
"""


def literal(text):
    """A C++ string literal; UCUM codes are plain ASCII."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def unit_row(unit):
    """One row: code, value, the unit the value is in, kind, whether it takes prefixes."""
    value = unit.find(NAMESPACE + "value")
    function = value.find(NAMESPACE + "function")
    if function is not None:
        kind, definition = "special", function
    else:
        kind, definition = "ratio", value
    if unit.get("isArbitrary") == "yes":
        kind = "arbitrary"
    amount, reference = definition.get("value"), definition.get("Unit")
    prefixes = "metric" if unit.get("isMetric") == "yes" else "plain"
    fields = [literal(unit.get("Code")), literal(amount), literal(reference), kind, prefixes]
    return unit.get("Code"), "{" + ", ".join(fields) + "},"


def main(path):
    root = ElementTree.parse(path).getroot()
    prefixes = sorted(
        (p.get("Code"), p.find(NAMESPACE + "value").get("value")) for p in root.findall(NAMESPACE + "prefix")
    )
    rows = [
        (b.get("Code"), "{%s, \"1\", \"\", base, metric}," % literal(b.get("Code")))
        for b in root.findall(NAMESPACE + "base-unit")
    ]
    rows += [unit_row(u) for u in root.findall(NAMESPACE + "unit")]

    print(HEADER.format(version=root.get("version"), date=root.get("revision-date")))
    print("#ifdef UCUM_PREFIXES")
    for code, value in prefixes:
        print("{%s, %s}," % (literal(code), literal(value)))
    print("#endif\n\n#ifdef UCUM_UNITS")
    for _, row in sorted(rows):
        print(row)
    print("#endif")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
