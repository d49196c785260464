# What `cmake --install` and `cpack` lay down: the program, the two libraries in both kinds, their headers, the files by
# which CMake and pkg-config find them, and the criteria that are shipped.
#
#   eligo::runtime    screens by a saved plan; no parser
#   eligo::compiler   the same, and compiles protocols from text
#
# Each is a static library; eligo::runtime_shared and eligo::compiler_shared are the shared ones.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# A shared library is the whole of some static ones behind the front door.
function(eligo_shared_library name output archives)
  file(GENERATE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp" CONTENT "// Holds nothing: all code comes from the archive.\n")
  add_library(${name} SHARED "${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp")
  # Each archive stands once, so that none of its code does twice.
  list(TRANSFORM archives REPLACE "(.+)" "$<TARGET_FILE:\\1>" OUTPUT_VARIABLE files)
  target_link_libraries(${name} PRIVATE -Wl,--whole-archive ${files} -Wl,--no-whole-archive ${ARGN})
  add_dependencies(${name} ${archives})
  set_property(TARGET ${name} PROPERTY LINK_DEPENDS ${files})
  set_target_properties(${name} PROPERTIES OUTPUT_NAME ${output} VERSION ${PROJECT_VERSION}
                        SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
endfunction()
eligo_shared_library(eligo_runtime_shared eligo-runtime eligo_runtime simdjson::simdjson ZLIB::ZLIB)
eligo_shared_library(eligo_compiler_shared eligo-compiler "eligo_runtime;eligo_grammar;eligo_compiler"
                     simdjson::simdjson ZLIB::ZLIB "${ELIGO_MD}")
set_target_properties(eligo_runtime_shared PROPERTIES EXPORT_NAME runtime_shared)
set_target_properties(eligo_compiler_shared PROPERTIES EXPORT_NAME compiler_shared)
set_target_properties(eligo_runtime PROPERTIES EXPORT_NAME runtime OUTPUT_NAME eligo-runtime)
set_target_properties(eligo_grammar PROPERTIES EXPORT_NAME grammar OUTPUT_NAME eligo-grammar)
set_target_properties(eligo_compiler PROPERTIES EXPORT_NAME compiler OUTPUT_NAME eligo-compiler)
foreach(target IN ITEMS eligo_runtime eligo_grammar eligo_compiler eligo_runtime_shared eligo_compiler_shared)
  target_include_directories(${target} INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_compile_features(${target} INTERFACE cxx_std_20)
endforeach()

install(TARGETS eligo RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS eligo_runtime eligo_grammar eligo_compiler eligo_runtime_shared eligo_compiler_shared
        EXPORT eligo-targets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY runtime/include/eligo compiler/include/eligo DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
        FILES_MATCHING PATTERN "*.h")
install(DIRECTORY criteria DESTINATION ${CMAKE_INSTALL_DATADIR}/eligo)
install(FILES LICENSE README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/eligo)
install(EXPORT eligo-targets NAMESPACE eligo:: DESTINATION ${package_folder})
configure_package_config_file(cmake/eligo-config.cmake.in "${CMAKE_CURRENT_BINARY_DIR}/eligo-config.cmake"
                              INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file("${CMAKE_CURRENT_BINARY_DIR}/eligo-config-version.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/eligo-config.cmake" "${CMAKE_CURRENT_BINARY_DIR}/eligo-config-version.cmake"
        DESTINATION ${package_folder})

# The way from the .pc files up to the prefix, so that an installed tree can be moved.
file(RELATIVE_PATH ELIGO_UP "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
foreach(library IN ITEMS runtime compiler)
  configure_file(cmake/eligo-${library}.pc.in "${CMAKE_CURRENT_BINARY_DIR}/eligo-${library}.pc" @ONLY)
  install(FILES "${CMAKE_CURRENT_BINARY_DIR}/eligo-${library}.pc" DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endforeach()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME eligo)
set(CPACK_PACKAGE_CONTACT "The Eligo developers <eligo@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
# What a host that links the static libraries needs, too.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libsimdjson-dev, libmd-dev, zlib1g-dev")
set(CPACK_STRIP_FILES ON)
include(CPack)
