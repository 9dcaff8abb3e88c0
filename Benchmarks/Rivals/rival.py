"""What every Python rival shares: the data and the protocol (see ./run and rival.h)."""
import math
import sys
import time

import numpy


def uniform(stream, index):
    """Numbers in -1..<1 as float32, the same as in rival.h."""
    z = (numpy.uint64(stream << 40) | index) * numpy.uint64(0x9E3779B97F4A7C15)
    z = (z ^ z >> numpy.uint64(30)) * numpy.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ z >> numpy.uint64(27)) * numpy.uint64(0x94D049BB133111EB)
    z ^= z >> numpy.uint64(31)
    return (z >> numpy.uint64(40)).astype(numpy.float32) * numpy.float32(2**-23) - numpy.float32(1)


def problem(candidates, draws, packages, attributes):
    """x [P][A], beta [N][R][A], c [N][R]; candidates differ, packages are a grid (rival.h)."""
    grid = math.isqrt(packages)
    p, a = numpy.indices((packages, attributes), dtype=numpy.uint64)
    half = numpy.uint64(attributes // 2)
    offer = numpy.where(a < half, p // numpy.uint64(grid), p % numpy.uint64(grid))
    x = uniform(0, offer * numpy.uint64(attributes) + a)
    shared = numpy.arange(candidates * attributes, dtype=numpy.uint64)
    own = numpy.arange(candidates * draws * attributes, dtype=numpy.uint64)
    beta = uniform(1, shared).reshape(candidates, 1, attributes) + uniform(2, own).reshape(
        candidates, draws, attributes
    )
    c = 2 * uniform(3, numpy.arange(candidates * draws, dtype=numpy.uint64))
    return x, beta, c.reshape(candidates, draws)


def serve(prepare):
    """`prepare(x, beta, c)` gives what scores, () -> [N][P], in each form that is worth a trial."""
    candidates, draws, packages, attributes = map(int, sys.argv[1].split(","))
    scores = prepare(*problem(candidates, draws, packages, attributes))
    truth = numpy.fromfile(sys.argv[3], count=candidates * packages)
    ready = []
    for form, score in scores.items():
        error = numpy.abs(numpy.asarray(score()).reshape(-1) - truth).max()
        ready.append(f"{error} {form}")
    print("ready", "; ".join(ready), flush=True)
    for _ in sys.stdin:
        samples = [sample(score) / (candidates * draws * packages) for score in scores.values()]
        print(*samples, flush=True)


def sample(score):
    """Nanoseconds of a call."""
    score()  # caches and clock as in steady use
    calls, start = 0, time.perf_counter()
    while True:
        score()
        calls += 1
        elapsed = time.perf_counter() - start
        if elapsed > 3e-3:
            return 1e9 * elapsed / calls
