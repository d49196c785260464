"""Holds patient documents against a JSON Schema: patient_schema.py SCHEMA FILE…

A file holds one object a line, objects over several lines, or a list of objects. Each document that does not fit is named
on standard output; the exit status is then 1.
"""

import json
import sys

from jsonschema import Draft202012Validator


def documents(text):
    """The documents of a file, one after another."""
    decoder = json.JSONDecoder()
    at = 0
    while (at := at + len(text[at:]) - len(text[at:].lstrip())) < len(text):
        document, at = decoder.raw_decode(text, at)
        yield from document if isinstance(document, list) else [document]


def main(schema_file, *files):
    with open(schema_file, encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    is_wrong = False
    count = 0
    for name in files:
        with open(name, encoding="utf-8-sig") as file:
            text = file.read()
        for number, document in enumerate(documents(text), start=1):
            count += 1
            for error in validator.iter_errors(document):
                is_wrong = True
                print(f"{name}: document {number}: {error.json_path}: {error.message[:200]}")
    print(f"{count} documents")
    return int(is_wrong)


sys.exit(main(*sys.argv[1:]))
