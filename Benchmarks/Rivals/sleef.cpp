// The block of lanes.h with SLEEF's expf, accurate to 1.0 ulp.
#include "lanes.h"
#include <sleef.h>

struct Sigmoid {
  static constexpr float scale = 1;

  static inline __attribute__((always_inline)) Floats of(Floats u) {
#if defined(__AVX512F__)
    const Floats power = Sleef_expf16_u10avx512f(u);
#else
    const Floats power = Sleef_expf8_u10avx2(u);
#endif
    return div(all(1), add(all(1), power));
  }
};

int main(int argc, char **argv) { return serveTiles<Sigmoid>(argc, argv); }
