#pragma once

/// Marks the symbols that a shared library of Eligo offers; every other symbol is hidden.
#if defined(_WIN32)
#ifdef ELIGO_BUILDS_SHARED
#define ELIGO_API __declspec(dllexport)
#else
#define ELIGO_API
#endif
#else
#define ELIGO_API __attribute__((visibility("default")))
#endif
