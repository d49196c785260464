# The C++ library with exceptions. zig has its sources, and builds it for WASI without exceptions only.
set(libcxx algorithm any bind call_once charconv error_category exception expected filesystem/directory_entry
    filesystem/directory_iterator filesystem/filesystem_clock filesystem/filesystem_error filesystem/int128_builtins
    filesystem/operations filesystem/path fstream functional hash ios ios.instantiations iostream locale memory
    memory_resource new new_handler new_helpers optional ostream print random regex ryu/d2fixed ryu/d2s ryu/f2s stdexcept string strstream
    system_error typeinfo valarray variant vector verbose_abort)
set(libcxxabi abort_message cxa_aux_runtime cxa_default_handlers cxa_demangle cxa_exception cxa_exception_storage
    cxa_guard cxa_handlers cxa_personality cxa_vector cxa_virtual fallback_malloc private_typeinfo stdlib_exception
    stdlib_new_delete stdlib_stdexcept stdlib_typeinfo)
list(TRANSFORM libcxx REPLACE ".+" "${ZIG_LIB}/libcxx/src/\\0.cpp")
list(TRANSFORM libcxxabi REPLACE ".+" "${ZIG_LIB}/libcxxabi/src/\\0.cpp")
add_library(cxx STATIC ${libcxx} ${libcxxabi} "${ZIG_LIB}/libunwind/src/Unwind-wasm.c" exception_tag.cpp)
target_compile_features(cxx PRIVATE cxx_std_23)
target_include_directories(cxx PRIVATE "${ZIG_LIB}/libcxx/src" "${ZIG_LIB}/libcxx/libc" "${ZIG_LIB}/libcxxabi/src" "${ZIG_LIB}/libunwind/include"
                           "${ZIG_LIB}/libunwind/src")
target_compile_definitions(cxx PRIVATE LIBCXX_BUILDING_LIBCXXABI _LIBCPP_BUILDING_LIBRARY _LIBCXXABI_BUILDING_LIBRARY
                           _LIBCXXABI_HAS_NO_THREADS _LIBUNWIND_HIDE_SYMBOLS)
target_compile_options(cxx PRIVATE -w -include "${CMAKE_CURRENT_SOURCE_DIR}/libcxx_gaps.h")
