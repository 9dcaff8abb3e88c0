// The definition in float64, written to the file that every rival is checked against.
#include "rival.h"

int main(int argc, char **argv) {
  if (argc < 3) return std::fprintf(stderr, "usage: %s N,R,P,A FILE\n", argv[0]), 64;
  const Problem problem(argv[1]);
  const size_t R = problem.draws, P = problem.packages, A = problem.attributes;
  std::ofstream file(argv[2], std::ios::binary);
  for (size_t n = 0; n < problem.candidates; n++)
    for (size_t p = 0; p < P; p++) {
      double sum = 0;
      for (size_t r = n * R; r < (n + 1) * R; r++) {
        double u = problem.c[r];
        for (size_t a = 0; a < A; a++) u -= double(problem.beta[r * A + a]) * problem.x[p * A + a];
        sum += 1 / (1 + std::exp(u));
      }
      sum /= double(R);
      file.write(reinterpret_cast<const char *>(&sum), sizeof sum);
    }
  return file.flush() ? 0 : 73;
}
