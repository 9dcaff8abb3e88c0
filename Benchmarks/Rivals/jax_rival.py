"""JAX in eight forms: which is the fastest depends on the shape and the threads."""
import functools
import os
import sys

if sys.argv[2] == "1":
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"

import jax
import jax.numpy as jnp

from rival import serve


def tanh(v):
    return 0.5 + 0.5 * jnp.tanh(0.5 * v)


def einsum(sigmoid, x, beta, c):
    return sigmoid(jnp.einsum("nra,pa->nrp", beta, x) - c[:, :, None]).mean(1)


def lax_map(candidate):
    def scored(sigmoid, x, beta, c):
        return jax.lax.map(lambda draws: candidate(sigmoid, x, *draws), (beta, c))

    return scored


def by_draws(sigmoid, x, beta, c):
    return sigmoid(beta @ x.T - c[:, None]).mean(0)


def by_packages(sigmoid, x, beta, c):
    return sigmoid(x @ beta.T - c).mean(1)


def by_products(sigmoid, x, beta, c):
    return jnp.full(len(c), 1 / len(c), c.dtype) @ sigmoid(beta @ x.T - c[:, None])


forms = {
    "einsum": einsum,
    "map": lax_map(by_draws),
    "map by packages": lax_map(by_packages),
    "map by products": lax_map(by_products),
}


def prepare(x, beta, c):
    arguments = [jnp.asarray(array) for array in (x, beta, c)]
    scores = {}
    for form, function in forms.items():
        for sigmoid in (jax.nn.sigmoid, tanh):
            compiled = jax.jit(functools.partial(function, sigmoid))
            scores[f"{form}, {sigmoid.__name__}"] = functools.partial(call, compiled, arguments)
    return scores


def call(compiled, arguments):
    return compiled(*arguments).block_until_ready()


serve(prepare)
