"""Measures the rivals that ./run has built, in turn, and prints the table."""
import argparse
import json
import math
import os
import pathlib
import platform
import signal
import statistics
import subprocess
import sys
import time

here = pathlib.Path(__file__).parent
work = here / ".build" / "rivals"

# Few candidates are enough, and the slow get fewer: candidates are alike, the rest is the real shape.
shapes = {
    "1,1000,64,16": (1, 1),
    "100,500,256,16": (50, 8),
    "1000,200,1024,16": (32, 4),
    "10000,64,256,12": (314, 64),
}
driver = [here / ".build" / "release" / "FulcrumDriver"]


def python(script):
    return [sys.executable, here / f"{script}_rival.py"]


# Ours first; the first that runs is what the others are compared with. The grid row alone makes use of
# packages being a product of two lists, which a sweep's are and a user's list is not. The last two are
# no rivals but what the machine can do: the multiplications without a sigmoid, and at full rate.
rivals = {
    "fulcrum-avx512": driver + ["avx512"],
    "fulcrum-avx2": driver + ["avx2"],
    "fulcrum-baseline": driver + ["baseline"],
    "fulcrum-grid": driver + ["grid"],
    "c++-avx512": [work / "intrinsics-avx512"],
    "c++-avx2": [work / "intrinsics-avx2"],
    "highway": [work / "highway"],
    "sleef": [work / "sleef"],
    "eigen": [work / "eigen"],
    "jax": python("jax"),
    "numpy-tanh": python("numpy") + ["tanh"],
    "numpy-exp": python("numpy") + ["exp"],
    "pytorch": python("torch"),
    "swift-plain": driver + ["plain"],
    "gemm-alone": [work / "gemm"],
    "fma-peak": [work / "peak"],
}
slow = {"swift-plain", "jax", "numpy-tanh", "numpy-exp", "pytorch"}


class Refused(Exception):
    """A rival that does not run, with the reason."""


class Rival:
    """One process, stopped except while it takes a sample, so that no idle pool of threads spins."""

    def __init__(self, name, shape, threads, reference):
        program, *arguments = map(str, rivals[name])
        log = work / f"{name}.log"
        script = [arguments.pop(0)] if arguments and arguments[0].endswith(".py") else []
        allowed = sorted(os.sched_getaffinity(0))
        cores = self.cores = allowed[-1:] if threads == 1 else allowed[:threads]
        pools = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
        environment = {pool: str(threads) for pool in pools} | {"OMP_WAIT_POLICY": "passive"}
        try:
            with open(log, "w") as errors:
                self.process = subprocess.Popen(
                    [program, *script, shape, str(threads), str(reference), *arguments],
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True,
                    env=os.environ | environment,
                    preexec_fn=lambda: os.sched_setaffinity(0, cores),
                )
        except OSError:
            reason = why(work / f"{os.path.basename(program)}.err")
            raise Refused(f"did not build: {reason}") from None
        ready = self.process.stdout.readline()
        if not ready.startswith("ready "):
            self.process.kill()
            self.process.wait()
            raise Refused(why(log))
        # One form, as a rule. Those that come in several are known by their fastest.
        forms = [form.split(maxsplit=1) for form in ready[len("ready ") :].split(";")]
        self.errors = [float(form[0]) for form in forms]
        self.forms = ["".join(form[1:]).strip() for form in forms]
        self.samples, self.worked = [], {}
        self.process.send_signal(signal.SIGSTOP)

    def sample(self):
        self.process.send_signal(signal.SIGCONT)
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        self.samples.append([float(ns) for ns in self.process.stdout.readline().split()])
        self.process.send_signal(signal.SIGSTOP)
        if len(self.cores) > 1:
            self.part()

    def part(self):
        """Deals the threads that shared this sample's work out to the cores, evenly, oldest first.

        Linux may wake two on one core and leave them there for seconds. Neighbours in that order are
        of one pool and work at the same time; JAX has two such pools.
        """
        before, self.worked = self.worked, {}
        for task in pathlib.Path(f"/proc/{self.process.pid}/task").iterdir():
            self.worked[int(task.name)] = int((task / "schedstat").read_text().split()[0])
        share = {id: worked - before.get(id, 0) for id, worked in self.worked.items()}
        loads = dict.fromkeys(self.cores, 0)
        for id in sorted(share):
            if share[id] > max(share.values()) / 10:
                core = min(loads, key=loads.get)
                loads[core] += share[id]
                os.sched_setaffinity(id, {core})
            else:  # it may go anywhere, and so may what it starts
                os.sched_setaffinity(id, self.cores)

    def row(self, ours):
        """What the table says of the fastest form; `ours` are the samples of the first row."""
        self.process.kill()
        self.process.wait()
        forms = list(zip(*self.samples))
        medians = [statistics.median(form) for form in forms]
        best = medians.index(min(medians))
        ratios = [theirs / our for theirs, our in zip(forms[best], ours)]
        return {
            "ns": medians[best],
            "ratio": statistics.median(ratios),
            "error": None if math.isnan(self.errors[best]) else self.errors[best],
            "form": self.forms[best],
        }


def why(log):
    """The first error that a log tells of, or its last line."""
    lines = log.read_text().strip().splitlines() if log.exists() else []
    errors = [line for line in lines if "error:" in line]
    reason = (errors or lines[-1:] or ["no reason given"])[0]
    return reason.replace(f"{here}/", "")


def measure(shape, threads, names, rounds):
    """Rows by name: ns per element, ratio to ours, largest error, form; or why there is none."""
    few, fewer = shapes.get(shape, (None, None))
    sizes = shape.split(",", 1)[1]
    counts = {name: (fewer if name in slow else few) or shape.split(",")[0] for name in names}
    reference = work / "reference.f64"
    longest = f"{max(map(int, counts.values()))},{sizes}"
    subprocess.run([work / "reference", longest, reference], check=True)
    rows, alive = {}, {}
    for name in names:
        try:
            alive[name] = Rival(name, f"{counts[name]},{sizes}", threads, reference)
        except Refused as refusal:
            rows[name] = {"skipped": str(refusal)}
    order = list(alive.values())
    for _ in range(rounds):
        for rival in order:
            rival.sample()
        order = order[1:] + order[:1]  # nobody always follows the same neighbour
    if alive:
        ours = [min(sample) for sample in next(iter(alive.values())).samples]
        rows |= {name: rival.row(ours) for name, rival in alive.items()}
    return {name: rows[name] for name in names}


def show(results, names, threads):
    """The table for so many threads: a column per shape, then what was noticed."""
    columns = {shape: rows for (count, shape), rows in results.items() if count == threads}
    ran = [name for name in names if all("ns" in rows[name] for rows in columns.values())]
    base = f", ratio to {ran[0]}" if ran else ""
    print(f"\n{threads} thread{'s' * (threads > 1)}: ns per element{base}")
    print(f"{'':<18}" + "".join(f"{shape:>20}" for shape in columns) + f"{'max error':>12}")
    for name in names:
        rows = [rows[name] for rows in columns.values()]
        reasons = [row["skipped"] for row in rows if "skipped" in row]
        if reasons:
            print(f"{name:<18}  skipped: {reasons[0]}")
            continue
        cells = (f"{row['ns']:>11.4f} {row['ratio']:>7.2f}x " for row in rows)
        errors = [row["error"] for row in rows if row["error"] is not None]
        error = f"{max(errors):.1e}" if errors else "-"
        print(f"{name:<18}" + "".join(cells) + f"{error:>12}")
    for name in names:
        forms = [rows[name].get("form") for rows in columns.values()]
        if any(forms):
            print(f"{name}, fastest form: {'; '.join(map(str, forms))}")
    if threads > 1 and any(shape.startswith("1,") for shape in columns):
        print("a single candidate is one thread's work where threads split candidates: C++, swift-plain")


def about():
    """What the figures depend on: the CPU and the versions."""
    model = platform.processor() or platform.machine()
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    versions = {"CPU": model, "Python": platform.python_version()}
    packages = ["clang", "libhwy-dev", "libsleef-dev", "libeigen3-dev"]
    query = ["dpkg-query", "-W", "-f", "${Package} ${Version}\n", *packages]
    listed = subprocess.run(query, capture_output=True, text=True, check=False).stdout
    versions |= dict(line.split() for line in listed.splitlines() if " " in line.strip())
    frozen = [sys.executable, "-m", "pip", "freeze"]
    listed = subprocess.run(frozen, capture_output=True, text=True, check=False).stdout
    wanted = ("numpy", "jax", "torch")
    pairs = (line.split("==") for line in listed.splitlines() if "==" in line)
    return versions | {name: version for name, version in pairs if name in wanted}


def busy():
    """Seconds of CPU that the whole machine has used, and that we have."""
    fields = pathlib.Path("/proc/stat").read_text().split(maxsplit=4)[1:4]
    ours = os.times()
    return sum(map(int, fields)) / os.sysconf("SC_CLK_TCK"), sum(ours[:4])


def others(before, seconds):
    """The share of the machine that others used since."""
    (machine, ours), now = before, busy()
    return max(0, now[0] - machine - (now[1] - ours)) / seconds / os.cpu_count()


def parsed():
    """The command line, checked."""
    parser = argparse.ArgumentParser(prog="Benchmarks/Rivals/run", description=__doc__)
    parser.add_argument("--shapes", nargs="+", default=list(shapes), metavar="N,R,P,A",
                        help="R draws, P packages (a square, 64 or a multiple), A attributes")
    parser.add_argument("--threads", choices=["1", "2", "both"], default="both")
    parser.add_argument("--only", default="", metavar="NAME,...",
                        help=f"names, or how they begin, of {', '.join(rivals)}")
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--json", metavar="FILE")
    options = parser.parse_args()
    options.names = [name for name in rivals if name.startswith(tuple(options.only.split(",")))]
    if not options.names:
        parser.error(f"{options.only} begins no name of {', '.join(rivals)}")
    for shape in options.shapes:
        sizes = [int(size) if size.isdecimal() else 0 for size in shape.split(",")]
        if len(sizes) != 4 or min(sizes) < 1:
            parser.error(f"{shape} is no shape N,R,P,A, such as 100,500,256,16")
        if sizes[2] % 64 or math.isqrt(sizes[2]) ** 2 != sizes[2]:
            parser.error(f"{sizes[2]} packages: give the square of a multiple of 8, such as 256")
    return options


def main():
    options, began, before = parsed(), time.time(), busy()
    versions = about()
    print("; ".join(f"{key} {value}" for key, value in versions.items()))
    results = {}
    for threads in (1, 2) if options.threads == "both" else (int(options.threads),):
        for shape in options.shapes:
            results[threads, shape] = measure(shape, threads, options.names, options.rounds)
        show(results, options.names, threads)
    seconds = time.time() - began
    foreign = others(before, seconds)
    print(f"\n{options.rounds} rounds, {seconds:.0f} s; others used {foreign:.0%} of the machine")
    if options.json:
        records = [
            {"threads": threads, "shape": shape, "rivals": rows}
            for (threads, shape), rows in results.items()
        ]
        document = {
            "versions": versions, "rounds": options.rounds, "others": foreign, "results": records,
        }
        pathlib.Path(options.json).write_text(json.dumps(document, indent=1) + "\n")


main()
