// Whole numbers of 64 bits, and at which places of a table vectors of numbers stand: beside csimd.h, what
// a pass over the options of an allocation is made of.
#ifndef CSIMD_PLACES_H
#define CSIMD_PLACES_H

#include "csimd.h"

// Whole numbers of 64 bits as double precision, rounded once. One instruction on AVX-512 and NEON,
// two elsewhere for each half: 2^52 holds the low half in its last bits, 2^84 the high half.
CSIMD_INLINE lanes_double lanes_double_from_long(const int64_t *_Nonnull p) {
  lanes_long a = *(const lanes_long_anywhere *)p;
#if defined(__AVX512DQ__) || defined(__aarch64__)
  return __builtin_convertvector(a, lanes_double);
#else
  lanes_ulong bits = (lanes_ulong)a;
  lanes_ulong low = (bits & (lanes_ulong)0xffffffff) | (lanes_ulong)0x4330000000000000;
  lanes_ulong high = (bits >> 32) ^ (lanes_ulong)0x4530000080000000;
  return ((lanes_double)high - (lanes_double)(0x1p84 + 0x1p63 + 0x1p52)) + (lanes_double)low;
#endif
}

// 0, 1, 2 and so on.
CSIMD_INLINE lanes_double lanes_double_places(void) {
#if CSIMD_LANES == 16
  return (lanes_double){0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
#elif CSIMD_LANES == 8
  return (lanes_double){0, 1, 2, 3, 4, 5, 6, 7};
#else
  return (lanes_double){0, 1, 2, 3};
#endif
}
CSIMD_INLINE lanes_int lanes_int_places(void) {
  return __builtin_convertvector(lanes_double_places(), lanes_int);
}

// Whether numbers are neighbours, each one more than the one before: all, or the first `count`, where
// all are read nevertheless. A load, an addition, a comparison and a test; two operations more.
CSIMD_INLINE int32_t lanes_int_are_neighbours(const int32_t *_Nonnull p) {
  return __builtin_reduce_or(
             *(const lanes_int_anywhere *)p != (lanes_int)(*p) + lanes_int_places()) == 0;
}
CSIMD_INLINE int32_t lanes_int_first_are_neighbours(const int32_t *_Nonnull p, int32_t count) {
  lanes_int places = lanes_int_places();
  lanes_int differ = *(const lanes_int_anywhere *)p != (lanes_int)(*p) + places;
  return __builtin_reduce_or(differ & (places < (lanes_int)count)) == 0;
}

// The numbers at places of a table; a load for each.
CSIMD_INLINE lanes_double lanes_double_at(
    const double *_Nonnull table, const int32_t *_Nonnull place) {
  lanes_double result;
  for (int lane = 0; lane < CSIMD_LANES; ++lane) result[lane] = table[place[lane]];
  return result;
}
CSIMD_INLINE lanes_long lanes_long_at(
    const int64_t *_Nonnull table, const int32_t *_Nonnull place) {
  lanes_long result;
  for (int lane = 0; lane < CSIMD_LANES; ++lane) result[lane] = table[place[lane]];
  return result;
}

CSIMD_INLINE lanes lanes_at(const float *_Nonnull table, const int32_t *_Nonnull place) {
  lanes result;
  for (int lane = 0; lane < CSIMD_LANES; ++lane) result[lane] = table[place[lane]];
  return result;
}

CSIMD_INLINE lanes_long lanes_long_load(const int64_t *_Nonnull p) {
  return *(const lanes_long_anywhere *)p;
}
CSIMD_INLINE lanes_long lanes_long_all(int64_t a) { return (lanes_long)a; }
CSIMD_INLINE lanes_long lanes_long_add(lanes_long a, lanes_long b) { return a + b; }

// `yes` where the number of two words, `high` and then `low`, is above the other, `no` elsewhere.
CSIMD_INLINE lanes_long lanes_long_if_above(
    lanes_long high, lanes_long low, lanes_long other_high, lanes_long other_low, lanes_long yes,
    lanes_long no) {
  return ((high > other_high) | ((high == other_high) & (low > other_low))) ? yes : no;
}

CSIMD_INLINE int64_t lanes_long_sum(lanes_long a) { return __builtin_reduce_add(a); }
CSIMD_INLINE int32_t lanes_int_sum(lanes_int a) { return __builtin_reduce_add(a); }
CSIMD_INLINE lanes_int lanes_load_int(const int32_t *_Nonnull p) {
  return *(const lanes_int_anywhere *)p;
}

// The greatest of all lanes, and the greatest `low` where `high` has it.
CSIMD_INLINE int64_t lanes_long_greatest(lanes_long high) { return __builtin_reduce_max(high); }
CSIMD_INLINE int64_t lanes_long_greatest_low(lanes_long high, lanes_long low, int64_t greatest) {
  return __builtin_reduce_max(high == (lanes_long)greatest ? low : (lanes_long)INT64_MIN);
}

// `yes` in the first `count` lanes, `no` in the others.
CSIMD_INLINE lanes_long lanes_long_first(int32_t count, lanes_long yes, lanes_long no) {
  return __builtin_convertvector(lanes_int_places(), lanes_long) < (lanes_long)(int64_t)count
             ? yes : no;
}

// Which lanes are at least b: the first lane is the lowest bit.
CSIMD_INLINE uint32_t lanes_double_at_least(lanes_double a, double b) {
  typedef _Bool bits __attribute__((ext_vector_type(CSIMD_LANES)));
  bits set = __builtin_convertvector(a >= (lanes_double)b, bits);
#if CSIMD_LANES == 16
  uint16_t mask;
#else
  uint8_t mask;
#endif
  __builtin_memcpy(&mask, &set, sizeof mask);
  return mask & (uint32_t)((1ull << CSIMD_LANES) - 1);
}

// Asks for the cache line at p, which may lie anywhere.
CSIMD_INLINE void lanes_prefetch(const int64_t *_Nonnull p) { __builtin_prefetch(p); }

// `yes` in the first `count` lanes, `no` in the others.
CSIMD_INLINE lanes_double lanes_double_first(int32_t count, lanes_double yes, lanes_double no) {
  return lanes_double_places() < (lanes_double)(double)count ? yes : no;
}

// The greatest and the least of all lanes: halves are folded onto each other.
#if CSIMD_LANES == 16
#define CSIMD_FOLDED(FOLD)                                                        \
  FOLD(8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7)                      \
  FOLD(4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11)                      \
  FOLD(2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13)                      \
  FOLD(1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14)
#elif CSIMD_LANES == 8
#define CSIMD_FOLDED(FOLD) \
  FOLD(4, 5, 6, 7, 0, 1, 2, 3) FOLD(2, 3, 0, 1, 6, 7, 4, 5) FOLD(1, 0, 3, 2, 5, 4, 7, 6)
#else
#define CSIMD_FOLDED(FOLD) FOLD(2, 3, 0, 1) FOLD(1, 0, 3, 2)
#endif
CSIMD_INLINE double lanes_double_greatest(lanes_double a) {
#define CSIMD_FOLD(...) a = lanes_double_max(a, __builtin_shufflevector(a, a, __VA_ARGS__));
  CSIMD_FOLDED(CSIMD_FOLD)
#undef CSIMD_FOLD
  return a[0];
}
CSIMD_INLINE double lanes_double_least(lanes_double a) {
#define CSIMD_FOLD(...) a = lanes_double_min(a, __builtin_shufflevector(a, a, __VA_ARGS__));
  CSIMD_FOLDED(CSIMD_FOLD)
#undef CSIMD_FOLD
  return a[0];
}
#undef CSIMD_FOLDED

// `yes` where a and b are equal, `no` elsewhere. A comparison and a selection.
CSIMD_INLINE lanes_double lanes_double_if_equal(
    lanes_double a, lanes_double b, lanes_double yes, lanes_double no) {
  return a == b ? yes : no;
}

#endif
