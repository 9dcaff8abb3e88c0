"""The table of ./estimators: ours, xlogit and JAX at the same likelihood."""
import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np
from xlogit import MixedLogit

NAMES = ["pf", "cl", "loc", "wk", "tod", "seas"]
POINT = [-0.97, -0.21, 2.08, 1.48, -9.05, -9.1, 0.22, 0.38, 1.48, 1.0, 2.29, 1.18]
MODEL = """
data: {format: long, person: id, situation: chid, alternative: alt, choice: choice}
panel: PANEL
coefficients:
""" + "".join(f"  {name}: {{column: {name}, distribution: normal}}\n" for name in NAMES)
LOGIT = """
data:
  format: wide
  delimiter: tab
  person: ID
  choice: CHOICE
  where: PURPOSE in [1, 3] and CHOICE != 0
alternatives:
  train: {code: 1, available: TRAIN_AV * (SP != 0)}
  sm: {code: 2, available: SM_AV}
  car: {code: 3, available: CAR_AV * (SP != 0)}
columns:
  time: {train: TRAIN_TT / 100, sm: SM_TT / 100, car: CAR_TT / 100}
  cost: {train: TRAIN_CO * (GA == 0) / 100, sm: SM_CO * (GA == 0) / 100, car: CAR_CO / 100}
coefficients:
  asc_car: {constant: car}
  asc_train: {constant: train}
  b_cost: {column: cost}
  b_time: {column: time}
"""


def electricity():
    """Attributes [N][J][K], choices [N][J] and persons [N]."""
    with open(os.environ["FULCRUM_CHOICE_DATA"] + "/electricity.csv") as file:
        rows = list(csv.DictReader(file))
    rows.sort(key=lambda row: (int(row["id"]), int(row["chid"]), int(row["alt"])))
    x = np.array([[float(row[name]) for name in NAMES] for row in rows]).reshape(-1, 4, len(NAMES))
    y = np.array([row["choice"] == "TRUE" for row in rows]).reshape(-1, 4)
    return x, y, np.array([int(row["id"]) for row in rows[::4]])


def differences(x, y):
    """Each alternative not chosen less the chosen one, [N][J - 1][K]."""
    n, j, k = x.shape
    flat, chosen = x.reshape(-1, k), y.reshape(-1)
    return flat[~chosen].reshape(n, j - 1, k) - flat[chosen].reshape(n, 1, k)


def xlogit_rival(x, y, draws):
    model = MixedLogit()
    model._rvidx, model._rvdist = np.ones(len(NAMES), bool), np.array(["n"] * len(NAMES))
    z = model._generate_draws(len(x), draws)
    d, point = differences(x, y), np.array(POINT)

    def evaluate(gradient):
        found = model._loglik_gradient(
            point, d, None, z, None, None, None, None, batch_size=draws, return_gradient=gradient
        )
        return (-found[0], -found[1]) if gradient else -(found[0] if isinstance(found, tuple) else found)

    return evaluate, z


def jax_rival(x, y, z):
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)
    d, z, k = jnp.array(differences(x, y)), jnp.array(z), len(NAMES)

    def log_likelihood(theta):
        beta = theta[:k, None] + theta[k:, None] * z  # [N, K, R]
        u = jnp.einsum("njk,nkr->njr", d, beta)
        top = jnp.maximum(u.max(1, keepdims=True), 0)
        p = jnp.exp(-top[:, 0]) / (jnp.exp(-top[:, 0]) + jnp.exp(u - top).sum(1))
        return jnp.log(p.mean(1)).sum()

    value, both = jax.jit(log_likelihood), jax.jit(jax.value_and_grad(log_likelihood))
    point = jnp.array(POINT)
    return lambda gradient: (
        tuple(np.asarray(part) for part in both(point)) if gradient else float(value(point))
    )


class Ours:
    def __init__(self, draws, threads):
        self.file = tempfile.NamedTemporaryFile("w", suffix=".yaml")
        self.file.write(MODEL.replace("PANEL", "false"))
        self.file.flush()
        data = os.environ["FULCRUM_CHOICE_DATA"] + "/electricity.csv"
        command = [os.environ["LIKELIHOOD_DRIVER"], data, self.file.name, str(draws), str(threads)]
        self.process = subprocess.Popen(
            command + [str(number) for number in POINT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        ready = self.process.stdout.readline().split()
        self.value, self.gradient = float(ready[1]), np.array([float(part) for part in ready[2:]])

    def sample(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return [float(part) for part in self.process.stdout.readline().split()]


def milliseconds(call):
    call()
    start = time.perf_counter()
    call()
    return 1e3 * (time.perf_counter() - start)


def likelihoods(options):
    x, y, _ = electricity()
    rows = []
    for draws in options.draws:
        theirs, z = xlogit_rival(x, y, draws)
        rivals = {"xlogit": theirs, "JAX": jax_rival(x, y, z)}
        ours = Ours(draws, options.threads)
        for name, rival in rivals.items():
            value, gradient = rival(True)
            if abs(value - ours.value) > 1e-6 or np.abs(gradient - ours.gradient).max() > 1e-5:
                sys.exit(f"{name} finds {value}, we {ours.value}: gradients {gradient} {ours.gradient}")
        samples = {name: ([], []) for name in ["Fulcrum", *rivals]}
        for _ in range(options.rounds):
            for part, time_ in zip(samples["Fulcrum"], ours.sample()):
                part.append(time_)
            for name, rival in rivals.items():
                samples[name][0].append(milliseconds(lambda: rival(False)))
                samples[name][1].append(milliseconds(lambda: rival(True)))
        work = len(x) * 4 * draws * len(NAMES)
        medians = {name: [statistics.median(part) for part in parts] for name, parts in samples.items()}
        print(f"R = {draws}, {options.threads} threads: log-likelihood {ours.value:.6f}, all agree")
        print(f"{'':10}{'LL, ms':>10}{'M/s':>8}{'x ours':>8}{'LL+grad':>10}{'M/s':>8}{'x ours':>8}")
        for name, (value, gradient) in medians.items():
            base = medians["Fulcrum"]
            print(
                f"{name:10}{value:10.2f}{work / value / 1e3:8.0f}{value / base[0]:8.1f}"
                f"{gradient:10.2f}{work / gradient / 1e3:8.0f}{gradient / base[1]:8.1f}"
            )
            rows.append({"draws": draws, "name": name, "ll_ms": value, "gradient_ms": gradient})
    if options.json:
        json.dump(rows, open(options.json, "w"), indent=2)


def whole(options):
    folder = os.environ["FULCRUM_CHOICE_DATA"]
    x, y, persons = electricity()

    def command(data, model, *more):
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
            file.write(model)
            file.flush()
            arguments = [os.environ["FULCRUM"], "estimate", folder + data, "--model", file.name, *more]
            start = time.perf_counter()
            subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            return time.perf_counter() - start

    def xlogit():
        start = time.perf_counter()
        n, j, k = x.shape
        model = MixedLogit()
        model.fit(
            x.reshape(-1, k), y.reshape(-1), NAMES, np.tile(np.arange(j), n), np.repeat(np.arange(n), j),
            {name: "n" for name in NAMES}, panels=np.repeat(persons, j), n_draws=600, verbose=0,
            tol_opts={"ftol": 1e-12}, optim_method="BFGS",
        )
        return time.perf_counter() - start

    panel = MODEL.replace("PANEL", "true")
    halton = ["--draws", "600", "--draw-kind", "halton"]
    cases = {
        "Swissmetro logit": lambda: command("/swissmetro.dat", LOGIT),
        "electricity R = 600, one start": lambda: command("/electricity.csv", panel, *halton, "--starts", "1"),
        "electricity R = 600, eight starts": lambda: command("/electricity.csv", panel, *halton),
        "the same by xlogit, one start": xlogit,
    }
    samples = {name: [] for name in cases}
    for _ in range(options.rounds):
        for name, case in cases.items():
            samples[name].append(case())
    for name, times in samples.items():
        print(f"{name:36}{statistics.median(times):10.3f} s")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--draws", type=lambda text: [int(part) for part in text.split(",")], default=[100, 500])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--json")
    options = parser.parse_args()
    whole(options) if options.whole else likelihoods(options)


main()
