"""NumPy: one matrix product, then everything in place, for as many candidates as the cache holds; the
cut c is one attribute more.

The fourth argument names the form: `exp`, which people write, or `tanh`, which an expert writes,
because 1 / (1 + exp(-v)) = (1 + tanh(v / 2)) / 2 needs one pass over memory instead of three.
"""
import os
import sys
from concurrent.futures import ThreadPoolExecutor

threads = min(int(sys.argv[2]), int(sys.argv[1].split(",")[0]))
if threads > 1:
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # the candidates are split instead

import numpy

from rival import serve


def prepare(x, beta, c):
    candidates, draws, attributes = beta.shape
    packages = len(x)
    tanh = sys.argv[4] == "tanh"
    scale = numpy.float32(0.5 if tanh else -1)
    factors = scale * numpy.vstack([x.T, numpy.full((1, packages), -1, numpy.float32)])
    weights = numpy.full(draws, 1 / draws, numpy.float32)
    out = numpy.empty((candidates, packages), numpy.float32)
    group = max(1, 2**17 // (draws * packages))
    draw = numpy.empty((threads, group, draws, attributes + 1), numpy.float32)
    utility = numpy.empty((threads, group, draws, packages), numpy.float32)

    def share(thread):
        end = candidates * (thread + 1) // threads
        for n in range(candidates * thread // threads, end, group):
            some = slice(n, min(n + group, end))
            b, u = draw[thread, : some.stop - n], utility[thread, : some.stop - n]
            b[..., :attributes] = beta[some]
            b[..., attributes] = c[some]
            numpy.matmul(b.reshape(-1, attributes + 1), factors, out=u.reshape(-1, packages))
            if tanh:
                numpy.tanh(u, out=u)
            else:
                numpy.exp(u, out=u)
                numpy.add(u, 1, out=u)
                numpy.reciprocal(u, out=u)
            numpy.matmul(weights, u, out=out[some])

    pool = ThreadPoolExecutor(threads)

    def score():
        if threads == 1:
            share(0)
        else:
            list(pool.map(share, range(threads)))
        if tanh:
            numpy.multiply(out, 0.5, out=out)
            numpy.add(out, 0.5, out=out)
        return out

    return {"": score}


serve(prepare)
