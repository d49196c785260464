#include "tests/memory/shortage.h"

#include <cstdlib>
#include <new>

namespace {

// Single-threaded by design: the library starts no thread.
bool is_armed = false;
bool has_failed = false;
bool is_lasting = false;
std::size_t failing = 0;  // which allocation, from 1
std::size_t taken = 0;    // while armed
std::size_t held = 0;     // blocks at all times

bool is_refused() {
  if (!is_armed) return false;
  ++taken;
  if (failing == 0 || taken < failing || (taken > failing && !is_lasting)) return false;
  has_failed = true;
  return true;
}

void* block(std::size_t size, std::size_t alignment) noexcept {
  if (is_refused()) return nullptr;
  const std::size_t least = size == 0 ? 1 : size;
  void* const result = alignment <= alignof(std::max_align_t)
                           ? std::malloc(least)
                           : std::aligned_alloc(alignment, (least + alignment - 1) / alignment * alignment);
  if (result != nullptr) ++held;
  return result;
}

void* block_or_throw(std::size_t size, std::size_t alignment) {
  void* const result = block(size, alignment);
  if (result == nullptr) throw std::bad_alloc();
  return result;
}

void give_back(void* of) noexcept {
  if (of != nullptr) --held;
  std::free(of);
}

constexpr std::size_t usual = alignof(std::max_align_t);

}  // namespace

void* operator new(std::size_t size) { return block_or_throw(size, usual); }
void* operator new[](std::size_t size) { return block_or_throw(size, usual); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return block(size, usual); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return block(size, usual); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return block_or_throw(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return block_or_throw(size, static_cast<std::size_t>(alignment));
}
void* operator new(std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
  return block(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
  return block(size, static_cast<std::size_t>(alignment));
}

void operator delete(void* of) noexcept { give_back(of); }
void operator delete[](void* of) noexcept { give_back(of); }
void operator delete(void* of, std::size_t) noexcept { give_back(of); }
void operator delete[](void* of, std::size_t) noexcept { give_back(of); }
void operator delete(void* of, const std::nothrow_t&) noexcept { give_back(of); }
void operator delete[](void* of, const std::nothrow_t&) noexcept { give_back(of); }
void operator delete(void* of, std::align_val_t) noexcept { give_back(of); }
void operator delete[](void* of, std::align_val_t) noexcept { give_back(of); }
void operator delete(void* of, std::size_t, std::align_val_t) noexcept { give_back(of); }
void operator delete[](void* of, std::size_t, std::align_val_t) noexcept { give_back(of); }

namespace eligo::memory {

void Shortage::begin() {
  // Several calls of one piece of work share the count.
  failing = at_;
  is_lasting = lasting_ == Lasting::to_the_end;
  taken = allocations_;
  has_failed = false;
  is_armed = true;
}

void Shortage::end() {
  is_armed = false;
  allocations_ = taken;
  has_happened_ = has_happened_ || has_failed;
}

std::size_t outstanding() { return held; }

}  // namespace eligo::memory
