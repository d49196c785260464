// The tag that every C++ exception is thrown with. Compilers of other distributions define it in their own
// library.
asm(".globl __cpp_exception\n"
    ".tagtype __cpp_exception i32\n"
    "__cpp_exception:\n");
