// The time of A fused multiply-adds per element at the full rate of this machine, from registers alone.
#include "lanes.h"

static void multiplyAdd(const Problem &problem, size_t first, size_t last) {
  constexpr size_t chains = lanes == 16 ? 24 : 12; // more than latency x units, fewer than registers
  const size_t R = problem.draws, P = problem.packages, A = problem.attributes;
  Floats sum[chains], factor = all(0.5f);
  for (size_t i = 0; i < chains; i++) sum[i] = all(float(i));
  for (size_t done = 0; done < (last - first) * R * P * A; done += chains * lanes) {
#pragma GCC unroll 32
    for (size_t i = 0; i < chains; i++) {
      sum[i] = fma(sum[i], factor, factor);
      __asm__ volatile("" : "+v"(sum[i])); // not to be folded away
    }
  }
}

int main(int argc, char **argv) {
  if (!supported()) return std::fprintf(stderr, "this CPU lacks the instructions\n"), 69;
  return serve(argc, argv, multiplyAdd, false);
}
