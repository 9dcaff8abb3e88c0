// What every C++ rival shares: the data, the two threads and the protocol (see ./run).
//
// A rival defines how it scores candidates first..<last into problem.out and calls serve() from main.
#pragma once
#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

// Zeroed floats, aligned as vector loads like it best.
inline float *floats(size_t count) {
  size_t bytes = (count * sizeof(float) + 63) / 64 * 64;
  void *memory = std::aligned_alloc(64, bytes);
  std::memset(memory, 0, bytes);
  return static_cast<float *>(memory);
}

// A number in -1..<1 that depends on nothing but the stream and the index: the top 24 bits of
// splitmix64 (Steele, Lea, Flood 2014), so that every language makes the same floats.
inline float uniform(uint64_t stream, uint64_t index) {
  uint64_t z = (stream << 40 | index) * 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  z ^= z >> 31;
  return float(z >> 40) * 0x1p-23f - 1;
}

// out[N][P] = mean over r of 1 / (1 + exp(c[n][r] - sum over a of beta[n][r][a] x[p][a]))
struct Problem {
  size_t candidates, draws, packages, attributes;
  float *x, *beta, *c, *out; // [P][A], [N][R][A], [N][R], [N][P]

  // Candidates differ, and so do the draws of each; packages are a grid: row p of x holds the first half
  // of the attributes of offer p / G and the second half of those of offer p % G, G x G = P.
  explicit Problem(const char *shape) {
    if (std::sscanf(shape, "%zu,%zu,%zu,%zu", &candidates, &draws, &packages, &attributes) != 4) {
      std::fprintf(stderr, "%s is no shape N,R,P,A\n", shape);
      std::exit(64);
    }
    const size_t N = candidates, R = draws, P = packages, A = attributes;
    const size_t G = size_t(std::lround(std::sqrt(double(P))));
    x = floats(P * A), beta = floats(N * R * A), c = floats(N * R), out = floats(N * P);
    for (size_t p = 0; p < P; p++)
      for (size_t a = 0; a < A; a++)
        x[p * A + a] = uniform(0, (a < A / 2 ? p / G : p % G) * A + a);
    for (size_t n = 0; n < N; n++)
      for (size_t r = 0; r < R; r++)
        for (size_t a = 0; a < A; a++)
          beta[(n * R + r) * A + a] = uniform(1, n * A + a) + uniform(2, (n * R + r) * A + a);
    for (size_t i = 0; i < N * R; i++) c[i] = 2 * uniform(3, i);
  }

  double elements() const { return double(candidates * draws * packages); }
};

// Packages as tiles [P / tile][A][tile]; they must fill whole tiles, as they do in every shape here.
inline float *packTiles(const Problem &problem, size_t tile, float scale) {
  const size_t P = problem.packages, A = problem.attributes;
  float *packed = floats(P * A);
  for (size_t p = 0; p < P; p++)
    for (size_t a = 0; a < A; a++)
      packed[(p / tile * A + a) * tile + p % tile] = scale * problem.x[p * A + a];
  return packed;
}

using Score = void (*)(const Problem &, size_t first, size_t last);

// One or two threads that split the candidates; the second sleeps between calls and never spins.
class Team {
public:
  Team(const Problem &problem, Score score, size_t threads) : problem(problem), score(score) {
    for (size_t index = 1; index < threads; index++)
      std::thread([this, index, threads] { work(index, threads); }).detach();
    others = threads - 1;
  }

  void run() {
    if (others > 0) {
      std::lock_guard<std::mutex> lock(mutex);
      call++, busy = others;
      wake.notify_all();
    }
    share(0, others + 1);
    if (others > 0) {
      std::unique_lock<std::mutex> lock(mutex);
      done.wait(lock, [this] { return busy == 0; });
    }
  }

private:
  void work(size_t index, size_t threads) {
    for (uint64_t seen = 0;;) {
      {
        std::unique_lock<std::mutex> lock(mutex);
        wake.wait(lock, [&] { return call != seen; });
        seen = call;
      }
      share(index, threads);
      std::lock_guard<std::mutex> lock(mutex);
      if (--busy == 0) done.notify_one();
    }
  }

  void share(size_t index, size_t threads) {
    size_t first = problem.candidates * index / threads;
    size_t last = problem.candidates * (index + 1) / threads;
    if (first < last) score(problem, first, last);
  }

  const Problem &problem;
  const Score score;
  size_t others = 0, busy = 0;
  uint64_t call = 0;
  std::mutex mutex;
  std::condition_variable wake, done;
};

// The largest distance of problem.out from the reference, a file of doubles [N][P].
inline double largestError(const Problem &problem, const char *reference) {
  std::ifstream file(reference, std::ios::binary);
  double largest = 0, truth;
  for (size_t i = 0; i < problem.candidates * problem.packages; i++) {
    if (!file.read(reinterpret_cast<char *>(&truth), sizeof truth)) return NAN;
    largest = std::fmax(largest, std::fabs(problem.out[i] - truth));
  }
  return largest;
}

// main(SHAPE, THREADS, REFERENCE): "ready ERROR", then one sample in ns per element for each line read.
// What scores nothing says so by checks: false.
inline int serve(int argc, char **argv, Score score, bool checks = true) {
  if (argc < 4) return std::fprintf(stderr, "usage: %s N,R,P,A THREADS REFERENCE\n", argv[0]), 64;
  using Clock = std::chrono::steady_clock;
  const Problem problem(argv[1]);
  Team team(problem, score, std::min(std::strtoul(argv[2], nullptr, 10), problem.candidates));
  team.run();
  std::cout << "ready " << (checks ? largestError(problem, argv[3]) : NAN) << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
    team.run(); // caches and clock as in steady use
    const auto start = Clock::now();
    double calls = 0, elapsed = 0;
    for (; elapsed < 3e6; calls++) {
      team.run();
      elapsed = std::chrono::duration<double, std::nano>(Clock::now() - start).count();
    }
    std::cout << elapsed / calls / problem.elements() << std::endl;
  }
  std::_Exit(0); // the second thread still sleeps
}
