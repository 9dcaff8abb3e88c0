// The vectors of the widest instruction set that this file is compiled for, and the block that the
// rivals written with intrinsics share: V vectors of packages x 5 draws, all sums in registers.
#pragma once
#include "rival.h"
#include <immintrin.h>

#if defined(__AVX512F__)
using Floats = __m512;
using Ints = __m512i;
constexpr size_t lanes = 16, vectors = 4; // 20 sums of 32 registers
inline bool supported() { return __builtin_cpu_supports("avx512f"); }
inline Floats all(float value) { return _mm512_set1_ps(value); }
inline Floats load(const float *from) { return _mm512_load_ps(from); }
inline void store(float *to, Floats v) { _mm512_storeu_ps(to, v); }
inline Floats fma(Floats a, Floats b, Floats c) { return _mm512_fmadd_ps(a, b, c); }
inline Floats add(Floats a, Floats b) { return _mm512_add_ps(a, b); }
inline Floats sub(Floats a, Floats b) { return _mm512_sub_ps(a, b); }
inline Floats mul(Floats a, Floats b) { return _mm512_mul_ps(a, b); }
inline Floats div(Floats a, Floats b) { return _mm512_div_ps(a, b); }
// value times two to the power of the lowest bits of `exponent`
inline Floats scaled(Floats value, Floats exponent) {
  return _mm512_castsi512_ps(_mm512_add_epi32(
      _mm512_castps_si512(value), _mm512_slli_epi32(_mm512_castps_si512(exponent), 23)));
}
#else
using Floats = __m256;
constexpr size_t lanes = 8, vectors = 2; // 10 sums of 16 registers
inline bool supported() { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }
inline Floats all(float value) { return _mm256_set1_ps(value); }
inline Floats load(const float *from) { return _mm256_load_ps(from); }
inline void store(float *to, Floats v) { _mm256_storeu_ps(to, v); }
inline Floats fma(Floats a, Floats b, Floats c) { return _mm256_fmadd_ps(a, b, c); }
inline Floats add(Floats a, Floats b) { return _mm256_add_ps(a, b); }
inline Floats sub(Floats a, Floats b) { return _mm256_sub_ps(a, b); }
inline Floats mul(Floats a, Floats b) { return _mm256_mul_ps(a, b); }
inline Floats div(Floats a, Floats b) { return _mm256_div_ps(a, b); }
inline Floats scaled(Floats value, Floats exponent) {
  return _mm256_castsi256_ps(_mm256_add_epi32(
      _mm256_castps_si256(value), _mm256_slli_epi32(_mm256_castps_si256(exponent), 23)));
}
#endif

// Compiled in registers only if the loops over V and D vanish.
#define UNROLL _Pragma("GCC unroll 8")

// Adds D draws to the sums of one tile. `packed` is [A][tile], what x was multiplied by being `-scale`,
// so that the sums start at scale * c and end at scale * (c - utility). Finish: that -> probability.
template <size_t D, class Finish>
inline __attribute__((always_inline)) void addDraws(
    Floats *mean, const float *packed, const float *beta, const float *c, size_t A, float scale) {
  Floats u[D][vectors];
  UNROLL for (size_t d = 0; d < D; d++)
    UNROLL for (size_t v = 0; v < vectors; v++) u[d][v] = all(scale * c[d]);
  for (size_t a = 0; a < A; a++) {
    Floats x[vectors];
    UNROLL for (size_t v = 0; v < vectors; v++) x[v] = load(packed + (a * vectors + v) * lanes);
    UNROLL for (size_t d = 0; d < D; d++) {
      const Floats b = all(beta[d * A + a]);
      UNROLL for (size_t v = 0; v < vectors; v++) u[d][v] = fma(b, x[v], u[d][v]);
    }
  }
  UNROLL for (size_t d = 0; d < D; d++)
    UNROLL for (size_t v = 0; v < vectors; v++) mean[v] = add(mean[v], Finish::of(u[d][v]));
}

// Scores candidates tile by tile. Each thread packs at its first call, which nobody times.
template <class Finish>
void scoreTiles(const Problem &problem, size_t first, size_t last) {
  constexpr size_t tile = lanes * vectors;
  const size_t R = problem.draws, P = problem.packages, A = problem.attributes;
  static thread_local const float *packed = packTiles(problem, tile, -Finish::scale);
  for (size_t n = first; n < last; n++)
    for (size_t start = 0; start < P; start += tile) {
      const float *beta = problem.beta + n * R * A, *c = problem.c + n * R;
      Floats mean[vectors];
      UNROLL for (size_t v = 0; v < vectors; v++) mean[v] = all(0);
      size_t r = 0;
      for (; r + 5 <= R; r += 5)
        addDraws<5, Finish>(mean, packed + start * A, beta + r * A, c + r, A, Finish::scale);
      for (; r < R; r++)
        addDraws<1, Finish>(mean, packed + start * A, beta + r * A, c + r, A, Finish::scale);
      UNROLL for (size_t v = 0; v < vectors; v++)
        store(problem.out + n * P + start + v * lanes, mul(mean[v], all(1 / float(R))));
    }
}

// A rival compiled for more than this CPU has says so instead of crashing.
template <class Finish> int serveTiles(int argc, char **argv, bool checks = true) {
  if (!supported()) return std::fprintf(stderr, "this CPU lacks the instructions\n"), 69;
  return serve(argc, argv, scoreTiles<Finish>, checks);
}
