// Our own algorithm in C++ with intrinsics: log2(e) folded into the sums, exp2 by magic-number rounding
// and a polynomial of degree 4, a plain division. Not clamped: the data's
// utilities stay within 40 of 0. -ffast-math would undo the rounding.
#include "lanes.h"

// Minimax for 2^f, |f| <= 1/2: relative error 2.6e-6, of which a quarter at most is left in 1/(1 + 2^u).
struct Sigmoid {
  static constexpr float scale = 1.44269504f;

  static inline __attribute__((always_inline)) Floats of(Floats u) {
    const Floats magic = all(0x1.8p23f);
    const Floats shifted = add(u, magic); // the whole part of u in its lowest bits
    const Floats f = sub(u, sub(shifted, magic));
    Floats power = all(9.5701022e-3f);
    power = fma(power, f, all(5.5917859e-2f));
    power = fma(power, f, all(0.24024744f));
    power = fma(power, f, all(0.69312179f));
    power = fma(power, f, all(0.99999928f));
    return div(all(1), add(all(1), scaled(power, shifted)));
  }
};

int main(int argc, char **argv) { return serveTiles<Sigmoid>(argc, argv); }
