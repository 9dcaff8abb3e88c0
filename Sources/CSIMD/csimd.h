// The vector operations that Swift 6.3 does not lower well, and what this processor can do.
//
// Swift compiles + - * / of SIMD types lane by lane and leaves it to a later pass to find the vectors
// again, which fails in longer formulas (a sigmoid becomes 48 stray divisions). These functions are
// the same operations on the same types (`lanes` is SIMD16<Float>, SIMD8<Float> or SIMD4<Float> in
// Swift), always inlined; each is one instruction where its comment does not say more.
//
// CSIMD_LANES says how many lanes the importing target has: 16 (AVX-512), 8 (AVX2 and FMA) or 4
// (SSE2, NEON). Nothing is left to contraction: products are fused where the code says so and the
// target can, in the same order for every width, so that AVX2 and AVX-512 give the same bits.
#ifndef CSIMD_H
#define CSIMD_H

#include <stdint.h>

#ifndef CSIMD_LANES
#define CSIMD_LANES 4
#endif

#define CSIMD_INLINE static inline __attribute__((always_inline, nodebug))

typedef float lanes __attribute__((ext_vector_type(CSIMD_LANES)));
typedef int32_t lanes_int __attribute__((ext_vector_type(CSIMD_LANES)));
typedef uint32_t lanes_uint __attribute__((ext_vector_type(CSIMD_LANES)));
typedef float lanes_anywhere __attribute__((ext_vector_type(CSIMD_LANES), aligned(4)));
typedef uint32_t lanes_uint_anywhere __attribute__((ext_vector_type(CSIMD_LANES), aligned(4)));
typedef int32_t lanes_int_anywhere __attribute__((ext_vector_type(CSIMD_LANES), aligned(4)));
typedef double lanes_double __attribute__((ext_vector_type(CSIMD_LANES)));
typedef int64_t lanes_long __attribute__((ext_vector_type(CSIMD_LANES)));
typedef uint64_t lanes_ulong __attribute__((ext_vector_type(CSIMD_LANES)));
typedef double lanes_double_anywhere __attribute__((ext_vector_type(CSIMD_LANES), aligned(8)));
typedef int64_t lanes_long_anywhere __attribute__((ext_vector_type(CSIMD_LANES), aligned(8)));

// MARK: One instruction each

CSIMD_INLINE lanes lanes_load(const float *_Nonnull p) { return *(const lanes_anywhere *)p; }
CSIMD_INLINE void lanes_store(lanes a, float *_Nonnull p) { *(lanes_anywhere *)p = a; }
CSIMD_INLINE lanes_uint lanes_load_uint(const uint32_t *_Nonnull p) {
  return *(const lanes_uint_anywhere *)p;
}
CSIMD_INLINE lanes lanes_all(float a) { return (lanes)a; }
CSIMD_INLINE lanes lanes_add(lanes a, lanes b) { return a + b; }
CSIMD_INLINE lanes lanes_sub(lanes a, lanes b) { return a - b; }
CSIMD_INLINE lanes lanes_mul(lanes a, lanes b) { return a * b; }
CSIMD_INLINE lanes lanes_div(lanes a, lanes b) { return a / b; }
CSIMD_INLINE lanes lanes_min(lanes a, lanes b) { return a < b ? a : b; }
CSIMD_INLINE lanes lanes_max(lanes a, lanes b) { return a > b ? a : b; }
CSIMD_INLINE lanes lanes_sqrt(lanes a) { return __builtin_elementwise_sqrt(a); }
CSIMD_INLINE lanes lanes_abs(lanes a) { return __builtin_elementwise_abs(a); }

// Whether any lane of a is above b; not a number counts as above. A comparison and a test.
CSIMD_INLINE int32_t lanes_any_above(lanes a, float b) {
  return __builtin_reduce_or(~(a <= (lanes)b)) != 0;
}

// a · b + c, rounded once where the target has the instruction and twice on SSE2.
CSIMD_INLINE lanes lanes_fma(lanes a, lanes b, lanes c) {
#if defined(__FMA__) || defined(__aarch64__)
  return __builtin_elementwise_fma(a, b, c);
#else
#pragma clang fp contract(off)
  return a * b + c;
#endif
}

CSIMD_INLINE lanes_int lanes_all_int(int32_t a) { return (lanes_int)a; }
CSIMD_INLINE lanes_int lanes_add_int(lanes_int a, lanes_int b) { return a + b; }
CSIMD_INLINE void lanes_store_int(lanes_int a, int32_t *_Nonnull p) { *(lanes_int_anywhere *)p = a; }

// `yes` where a > b, `no` elsewhere and where either is not a number. A comparison and a selection.
CSIMD_INLINE lanes_int lanes_where_above(lanes a, lanes b, lanes_int yes, lanes_int no) {
  return a > b ? yes : no;
}

// MARK: Exponential and logarithm

// A constant of a hot loop. Where registers are few, the compiler would keep it in one and spill what
// the loop works on instead: there it is loaded where it is used.
CSIMD_INLINE lanes lanes_constant(float a) {
  lanes all = (lanes)a;
#if CSIMD_LANES == 8 && defined(__x86_64__)
  __asm__ volatile("" : "+x"(all));
#endif
  return all;
}

// Rounds u to a whole number n and gives u - n, in -1/2 ... 1/2; `shifted` carries n in its low bits.
// 3 additions.
CSIMD_INLINE lanes lanes_fraction(lanes u, lanes *_Nonnull shifted) {
  const lanes magic = lanes_constant(0x1.8p23f);  // adding it leaves no bits behind the binary point
  *shifted = lanes_add(u, magic);
  return lanes_sub(u, lanes_sub(*shifted, magic));
}

// p · 2^n for the n that `shifted` carries. 1 shift, 1 integer addition.
CSIMD_INLINE lanes lanes_scale(lanes p, lanes shifted) {
  return (lanes)((lanes_int)p + ((lanes_int)shifted << 23));
}

// 2^u for |u| < 126, relative error 2.6e-6 (a quarter of it in a logistic probability). 4 fma, 3
// additions, 1 shift, 1 integer addition. Coefficients: minimax in relative error on |f| <= 1/2.
CSIMD_INLINE lanes lanes_exp2(lanes u) {
  lanes shifted;
  lanes f = lanes_fraction(u, &shifted);
  lanes p = lanes_fma(lanes_constant(0x1.3997d6p-7f), f, lanes_constant(0x1.ca1440p-5f));
  p = lanes_fma(p, f, lanes_constant(0x1.ec06dap-3f));
  p = lanes_fma(p, f, lanes_constant(0x1.62e0dcp-1f));
  p = lanes_fma(p, f, lanes_constant(0x1.ffffe8p-1f));
  return lanes_scale(p, shifted);
}

// 2^u for |u| < 126, relative error 1.3e-7, for what is computed once per draw: 1 fma more.
CSIMD_INLINE lanes lanes_exp2_fine(lanes u) {
  lanes shifted;
  lanes f = lanes_fraction(u, &shifted);
  lanes p = lanes_fma(lanes_constant(0x1.5c08e6p-10f), f, lanes_constant(0x1.3d0c52p-7f));
  p = lanes_fma(p, f, lanes_constant(0x1.c6b6e4p-5f));
  p = lanes_fma(p, f, lanes_constant(0x1.ebf918p-3f));
  p = lanes_fma(p, f, lanes_constant(0x1.62e428p-1f));
  p = lanes_fma(p, f, lanes_constant(1.0f));
  return lanes_scale(p, shifted);
}

// log2 of positive normal numbers, error 1.5e-7 beside the result's rounding; about 20 instructions, one of them a
// division. The mantissa is brought to sqrt(1/2) ... sqrt(2), and log(m) = 2 atanh((m-1)/(m+1)).
CSIMD_INLINE lanes lanes_log2(lanes a) {
  const int32_t half = 0x3f3504f3;  // sqrt(1/2)
  lanes_int exponent = ((lanes_int)a - half) >> 23;
  lanes m = (lanes)((lanes_int)a - (exponent << 23));
  lanes s = lanes_div(lanes_sub(m, (lanes)1.0f), lanes_add(m, (lanes)1.0f));
  lanes z = lanes_mul(s, s);
  lanes p = lanes_fma((lanes)0x1.a61762p-2f, z, (lanes)0x1.2776c6p-1f);  // 2 log2(e) / 7, / 5, ...
  p = lanes_fma(p, z, (lanes)0x1.ec709ep-1f);
  p = lanes_fma(p, z, (lanes)0x1.715476p+1f);
  return lanes_fma(p, s, __builtin_convertvector(exponent, lanes));
}

// MARK: Sums in double precision

// As many numbers as `lanes`, in two registers.
CSIMD_INLINE lanes_double lanes_double_all(double a) { return (lanes_double)a; }
CSIMD_INLINE lanes_double lanes_widen(lanes a) { return __builtin_convertvector(a, lanes_double); }
CSIMD_INLINE lanes_double lanes_double_add(lanes_double a, lanes_double b) { return a + b; }
CSIMD_INLINE lanes_double lanes_double_mul(lanes_double a, lanes_double b) { return a * b; }
CSIMD_INLINE lanes_double lanes_double_load(const double *_Nonnull p) {
  return *(const lanes_double_anywhere *)p;
}
CSIMD_INLINE void lanes_double_store(lanes_double a, double *_Nonnull p) {
  *(lanes_double_anywhere *)p = a;
}

// a · b + c, rounded once where the target has the instruction and twice on SSE2.
CSIMD_INLINE lanes_double lanes_double_fma(lanes_double a, lanes_double b, lanes_double c) {
#if defined(__FMA__) || defined(__aarch64__)
  return __builtin_elementwise_fma(a, b, c);
#else
#pragma clang fp contract(off)
  return a * b + c;
#endif
}

// MARK: Double precision

CSIMD_INLINE lanes_double lanes_double_sub(lanes_double a, lanes_double b) { return a - b; }
CSIMD_INLINE lanes_double lanes_double_div(lanes_double a, lanes_double b) { return a / b; }
CSIMD_INLINE lanes_double lanes_double_min(lanes_double a, lanes_double b) { return a < b ? a : b; }
CSIMD_INLINE lanes_double lanes_double_max(lanes_double a, lanes_double b) { return a > b ? a : b; }
CSIMD_INLINE lanes_double lanes_double_if_above(
    lanes_double a, lanes_double b, lanes_double yes, lanes_double no) {
  return a > b ? yes : no;
}

// Whether any lane of a is above b; not a number counts as above.
CSIMD_INLINE int32_t lanes_double_any_above(lanes_double a, double b) {
  return __builtin_reduce_or(~(a <= (lanes_double)b)) != 0;
}

// p · 2^n for positive normal p, whole n and a result that is normal too. An addition, a shift, an
// integer addition.
CSIMD_INLINE lanes_double lanes_double_scale(lanes_double p, lanes_double n) {
  lanes_double shifted = lanes_double_add(n, (lanes_double)0x1.8p52);
  return (lanes_double)((lanes_long)p + ((lanes_long)shifted << 52));
}

// 2^u for |u| < 1022, relative error below 1e-15. 12 fma, 3 additions, 1 shift, 1 integer addition. The
// series of the exponential, whose next term is 1.7e-16 where |u| is farthest from a whole number.
CSIMD_INLINE lanes_double lanes_double_exp2(lanes_double u) {
  const lanes_double magic = (lanes_double)0x1.8p52;
  lanes_double shifted = lanes_double_add(u, magic);
  lanes_double f = lanes_double_sub(u, lanes_double_sub(shifted, magic));
  lanes_double p = (lanes_double)0x1.c3bd650fc2983p-36;
  p = lanes_double_fma(p, f, (lanes_double)0x1.e8cac7351bb22p-32);
  p = lanes_double_fma(p, f, (lanes_double)0x1.e4cf5158b8ec7p-28);
  p = lanes_double_fma(p, f, (lanes_double)0x1.b5253d395e7c1p-24);
  p = lanes_double_fma(p, f, (lanes_double)0x1.62c0223a5c822p-20);
  p = lanes_double_fma(p, f, (lanes_double)0x1.ffcbfc588b0c5p-17);
  p = lanes_double_fma(p, f, (lanes_double)0x1.430912f86c786p-13);
  p = lanes_double_fma(p, f, (lanes_double)0x1.5d87fe78a6730p-10);
  p = lanes_double_fma(p, f, (lanes_double)0x1.3b2ab6fba4e77p-7);
  p = lanes_double_fma(p, f, (lanes_double)0x1.c6b08d704a0bfp-5);
  p = lanes_double_fma(p, f, (lanes_double)0x1.ebfbdff82c58ep-3);
  p = lanes_double_fma(p, f, (lanes_double)0x1.62e42fefa39efp-1);
  p = lanes_double_fma(p, f, (lanes_double)1.0);
  return (lanes_double)((lanes_long)p + ((lanes_long)shifted << 52));
}

// The whole part of the log2 of positive normal numbers, as a number of the same kind, and what is left
// of them: in 1 ..< 2. A product so never leaves the range of numbers.
CSIMD_INLINE lanes_double lanes_double_exponent(lanes_double a) {
  lanes_ulong biased = ((lanes_ulong)a >> 52) | (lanes_ulong)0x4330000000000000;
  return lanes_double_sub((lanes_double)biased, (lanes_double)(0x1p52 + 1023));
}
CSIMD_INLINE lanes_double lanes_double_mantissa(lanes_double a) {
  return (lanes_double)(((lanes_ulong)a & (lanes_ulong)0x000fffffffffffff) |
                        (lanes_ulong)0x3ff0000000000000);
}

// MARK: Random numbers

// The standard normal quantile at (state - zero + 1/2) / (2^32 - zero), with about 6 digits; lanes
// with state < zero give nonsense. Both tails are exact, because the distance to each is an integer.
// Source: Wichura, "Algorithm AS 241: The percentage points of the normal distribution", Applied
// Statistics 37(3), 1988, routine PPND7; |z| < 6.4 here, so its third branch is never needed.
CSIMD_INLINE lanes lanes_normal_quantile(lanes_uint state, lanes_uint zero, lanes scale) {
  lanes below = lanes_mul(
      lanes_add(__builtin_convertvector(state - zero, lanes), (lanes)0.5f), scale);
  lanes above = lanes_mul(lanes_add(__builtin_convertvector(~state, lanes), (lanes)0.5f), scale);
  lanes q = lanes_sub(below, (lanes)0.5f);
  lanes r = lanes_fma(lanes_sub((lanes)0.0f, q), q, (lanes)0.180625f);
  lanes top = lanes_fma((lanes)5.9109374720e+1f, r, (lanes)1.5929113202e+2f);
  top = lanes_fma(top, r, (lanes)5.0434271938e+1f);
  top = lanes_fma(top, r, (lanes)3.3871327179e+0f);
  lanes bottom = lanes_fma((lanes)6.7187563600e+1f, r, (lanes)7.8757757664e+1f);
  bottom = lanes_fma(bottom, r, (lanes)1.7895169469e+1f);
  bottom = lanes_fma(bottom, r, (lanes)1.0f);
  lanes middle = lanes_div(lanes_mul(top, q), bottom);

  lanes tail = lanes_min(below, above);
  lanes t = lanes_sub(
      lanes_sqrt(lanes_mul(lanes_log2(tail), (lanes)-0x1.62e430p-1f)), (lanes)1.6f);
  top = lanes_fma((lanes)1.7023821103e-1f, t, (lanes)1.3067284816e+0f);
  top = lanes_fma(top, t, (lanes)2.7568153900e+0f);
  top = lanes_fma(top, t, (lanes)1.4234372777e+0f);
  bottom = lanes_fma((lanes)1.2021132975e-1f, t, (lanes)7.3700164250e-1f);
  bottom = lanes_fma(bottom, t, (lanes)1.0f);
  lanes outer = lanes_div(top, bottom);
  outer = below < above ? lanes_sub((lanes)0.0f, outer) : outer;
  return lanes_abs(q) <= (lanes)0.425f ? middle : outer;
}

// `value` where state >= zero, 0 elsewhere.
CSIMD_INLINE lanes lanes_unless_zero(lanes_uint state, lanes_uint zero, lanes value) {
  return state < zero ? (lanes)0.0f : value;
}

CSIMD_INLINE lanes_uint lanes_xor(lanes_uint a, uint32_t b) { return a ^ (lanes_uint)b; }
CSIMD_INLINE lanes_uint lanes_all_uint(uint32_t a) { return (lanes_uint)a; }

// MARK: The processor

// What this processor can run: 2 AVX-512 (F, DQ, BW, VL), 1 AVX2 and FMA, 0 the baseline. Whether the
// operating system saves the wide registers is part of the answer.
CSIMD_INLINE int32_t csimd_level(void) {
#if defined(__x86_64__)
  int fma = __builtin_cpu_supports("fma") && __builtin_cpu_supports("avx2");
  int wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
             __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
  return fma ? (wide ? 2 : 1) : 0;
#else
  return 0;
#endif
}

#endif
