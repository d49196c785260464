# The software bill of materials: what the program is made of, as CycloneDX. `cmake --install` puts it beside the licence.
# Versions are those of the Debian packages that were there when the project was configured; where there is no dpkg, none
# is stated rather than a guessed one.

# eligo_component(NAME DEBIAN LICENCE KIND): a library, `static` in the program or `header` (compiled into it).
set(ELIGO_COMPONENTS "")
function(eligo_component name debian licence kind)
  execute_process(COMMAND dpkg-query -W -f "\${Version}" ${debian} OUTPUT_VARIABLE version ERROR_QUIET RESULT_VARIABLE failed)
  set(stated "")
  set(purl "pkg:deb/debian/${debian}")
  if(failed EQUAL 0 AND version)
    set(stated "\"version\": \"${version}\", ")
    string(REPLACE "+" "%2B" escaped "${version}")
    string(REPLACE ":" "%3A" escaped "${escaped}")
    string(APPEND purl "@${escaped}")
  endif()
  list(APPEND ELIGO_COMPONENTS
       "    {\"type\": \"library\", \"bom-ref\": \"${debian}\", \"name\": \"${name}\", ${stated}\"purl\": \"${purl}\", \"licenses\": [{\"license\": {\"id\": \"${licence}\"}}], \"properties\": [{\"name\": \"eligo:linked\", \"value\": \"${kind}\"}]}")
  set(ELIGO_COMPONENTS "${ELIGO_COMPONENTS}" PARENT_SCOPE)
endfunction()

eligo_component(Boost libboost-dev BSL-1.0 header)
eligo_component(CLI11 libcli11-dev BSD-3-Clause header)
eligo_component(dtl libdtl-dev BSD-3-Clause header)
eligo_component(fmt libfmt-dev MIT header)
eligo_component(libmd libmd-dev BSD-3-Clause static)
eligo_component("JSON for Modern C++" nlohmann-json3-dev MIT header)
eligo_component(PEGTL tao-pegtl-dev MIT header)
eligo_component(simdjson libsimdjson-dev Apache-2.0 shared)
eligo_component(toml++ libtomlplusplus-dev MIT header)
eligo_component(zlib zlib1g-dev Zlib shared)

string(REPLACE ";" ",\n" components "${ELIGO_COMPONENTS}")
file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/eligo.cdx.json" CONTENT [[{
  "bomFormat": "CycloneDX",
  "specVersion": "1.5",
  "version": 1,
  "metadata": {
    "component": {"type": "application", "bom-ref": "eligo", "name": "eligo", "version": "@PROJECT_VERSION@", "description": "@PROJECT_DESCRIPTION@"},
    "properties": [
      {"name": "eligo:compiler", "value": "@CMAKE_CXX_COMPILER_ID@ @CMAKE_CXX_COMPILER_VERSION@"},
      {"name": "eligo:hardened", "value": "@ELIGO_HARDENED@"}
    ]
  },
  "components": [
@components@
  ]
}
]] @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/eligo.cdx.json" DESTINATION ${CMAKE_INSTALL_DOCDIR})
