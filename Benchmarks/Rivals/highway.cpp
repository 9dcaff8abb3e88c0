// The same blocks of V vectors x 5 draws written with Highway, and Exp of its contrib/math.
#include "rival.h"
#define HWY_COMPILE_ONLY_STATIC // for the CPU that -march names
#include <hwy/contrib/math/math-inl.h>
#include <hwy/highway.h>

namespace hn = hwy::HWY_NAMESPACE;
constexpr hn::ScalableTag<float> tag;
using Floats = hn::Vec<decltype(tag)>;
constexpr size_t lanes = hn::MaxLanes(tag), vectors = lanes >= 16 ? 4 : 2;

#define UNROLL _Pragma("GCC unroll 8")

template <size_t D>
HWY_INLINE void addDraws(
    Floats *mean, const float *packed, const float *beta, const float *c, size_t A) {
  Floats u[D][vectors];
  UNROLL for (size_t d = 0; d < D; d++)
    UNROLL for (size_t v = 0; v < vectors; v++) u[d][v] = hn::Set(tag, c[d]);
  for (size_t a = 0; a < A; a++) {
    Floats x[vectors];
    UNROLL for (size_t v = 0; v < vectors; v++)
      x[v] = hn::Load(tag, packed + (a * vectors + v) * lanes);
    UNROLL for (size_t d = 0; d < D; d++) {
      const Floats b = hn::Set(tag, beta[d * A + a]);
      UNROLL for (size_t v = 0; v < vectors; v++) u[d][v] = hn::NegMulAdd(b, x[v], u[d][v]);
    }
  }
  const Floats one = hn::Set(tag, 1.0f);
  UNROLL for (size_t d = 0; d < D; d++)
    UNROLL for (size_t v = 0; v < vectors; v++)
      mean[v] = hn::Add(mean[v], hn::Div(one, hn::Add(one, hn::Exp(tag, u[d][v]))));
}

static void score(const Problem &problem, size_t first, size_t last) {
  constexpr size_t tile = lanes * vectors;
  const size_t R = problem.draws, P = problem.packages, A = problem.attributes;
  static thread_local const float *packed = packTiles(problem, tile, 1);
  for (size_t n = first; n < last; n++)
    for (size_t start = 0; start < P; start += tile) {
      const float *beta = problem.beta + n * R * A, *c = problem.c + n * R;
      Floats mean[vectors];
      UNROLL for (size_t v = 0; v < vectors; v++) mean[v] = hn::Zero(tag);
      size_t r = 0;
      for (; r + 5 <= R; r += 5)
        addDraws<5>(mean, packed + start * A, beta + r * A, c + r, A);
      for (; r < R; r++) addDraws<1>(mean, packed + start * A, beta + r * A, c + r, A);
      UNROLL for (size_t v = 0; v < vectors; v++)
        hn::StoreU(hn::Mul(mean[v], hn::Set(tag, 1 / float(R))), tag,
                   problem.out + n * P + start + v * lanes);
    }
}

int main(int argc, char **argv) { return serve(argc, argv, score); }
