#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace eligo::ingest {

/// A system of codes, as data and vocabularies name it.
struct CodeSystem {
  std::string_view name;      ///< the usual one: `ICD-10-CM`; of a system that is not known as it is written
  std::string_view family;    ///< systems whose upper levels are the same; empty: it stands for itself
  bool is_hierarchy = false;  ///< a code takes in every code that begins with it
};

/// The system that is meant by its usual name, its FHIR address, its OID or its OMOP vocabulary id. Case,
/// spaces and hyphens do not matter. The name of an unknown system is a view of `text`.
CodeSystem code_system(std::string_view text);

/// A code as it compares: of hierarchies in capitals, without dots and without the hyphen of `C50.-`.
std::string comparable_code(const CodeSystem& system, std::string_view code);

/// Whether the text is a code of the system by its form, with a right check digit where the system has one.
/// A list of codes says nothing of a text that is none: an expression of several codes, or the number of a
/// description in place of a concept's.
bool is_code_of(const CodeSystem& system, std::string_view code);

/// Whether a code of the ICD is in two parts, one of which may say that the diagnosis is suspected or ruled
/// out: `C50.9 V`.
bool is_split(const CodeSystem& system, std::string_view code);

/// How the code of a record stands to one of a fact. Both are comparable.
enum class CodeRelation : std::uint8_t {
  below,   ///< the fact's code takes it in, or is the same
  above,   ///< it may be of the fact: it is broader, or the two systems differ that far down
  outside  ///< it is something else
};

/// `own`: of a fact, perhaps a range (`C00-C97`); `other`: of a record, in the same system or in one of its
/// family. Both of hierarchies.
CodeRelation relation_of(std::string_view own, std::string_view other, bool is_same_system);

}  // namespace eligo::ingest
