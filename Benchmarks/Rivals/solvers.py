"""Takes turns at the same problems with `fulcrum solve`, HiGHS and CP-SAT (see ./solvers)."""
import argparse
import importlib.metadata
import json
import multiprocessing
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

import numpy

import cp_sat_rival
import generator

here = pathlib.Path(__file__).parent
fulcrum = os.environ["FULCRUM"]
threads = min(2, len(os.sched_getaffinity(0)))


def ours(arguments):
    """The solution's document, and the exit code."""
    run = subprocess.run(
        [fulcrum, "solve", *arguments, "--format", "json", "--threads", str(threads)],
        capture_output=True, text=True, check=False,
    )
    if run.returncode not in (0, 2, 3):
        raise SystemExit(f"fulcrum solve {' '.join(arguments)}: {run.returncode} {run.stderr}")
    return json.loads(run.stdout)


class Problem:
    """Columns of options, flat: owner, value, and uses as (row, column, amount)."""

    def __init__(self, owners, values, entries, capacity):
        self.owners, self.values, self.entries, self.capacity = owners, values, entries, capacity

    @staticmethod
    def dense(value, use, capacity):
        owner, option = numpy.nonzero(value >= 0)
        entries = []
        for row in range(len(capacity)):
            amounts = use[row, option]
            columns = numpy.nonzero(amounts)[0]
            entries.append((columns, amounts[columns]))
        return Problem(owner, value[owner, option], entries, capacity)


def highs(problem, gap, limit):
    """-> objective or None, bound, seconds of solving."""
    import highspy  # not in the process of CP-SAT, which imports this file, too

    claimants, columns = int(problem.owners.max()) + 1, len(problem.owners)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, claimants + len(problem.capacity)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = problem.values.astype(float)
    lp.col_lower_, lp.col_upper_ = numpy.zeros(columns), numpy.ones(columns)
    lp.row_lower_ = numpy.concatenate([numpy.ones(claimants), [-highspy.kHighsInf] * len(problem.capacity)])
    lp.row_upper_ = numpy.concatenate([numpy.ones(claimants), numpy.array(problem.capacity, float)])
    rows = [problem.owners] + [numpy.full(len(c), claimants + r) for r, (c, _) in enumerate(problem.entries)]
    places = [numpy.arange(columns)] + [c for c, _ in problem.entries]
    amounts = [numpy.ones(columns)] + [a.astype(float) for _, a in problem.entries]
    row, place, amount = (numpy.concatenate(x) for x in (rows, places, amounts))
    order = numpy.lexsort((row, place))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = numpy.concatenate([[0], numpy.cumsum(numpy.bincount(place, minlength=columns))])
    lp.a_matrix_.index_, lp.a_matrix_.value_ = row[order].astype(numpy.int32), amount[order]
    lp.integrality_ = [highspy.HighsVarType.kInteger] * columns
    solver = highspy.Highs()
    solver.silent()
    for key, value in (
        ("threads", threads), ("time_limit", float(limit)), ("mip_rel_gap", gap), ("mip_abs_gap", 0.5)
    ):
        solver.setOptionValue(key, value)
    solver.passModel(lp)
    start = time.perf_counter()
    solver.run()
    seconds = time.perf_counter() - start
    info = solver.getInfo()
    if info.primal_solution_status != 2:
        return None, info.mip_dual_bound, seconds
    chosen = numpy.array(solver.getSolution().col_value) > 0.5
    return int(problem.values[chosen].sum()), info.mip_dual_bound, seconds


def cp_sat(problem, gap, limit):
    """-> objective or None, bound, seconds of solving."""
    parts = (problem.owners, problem.values, problem.entries, problem.capacity)
    if multiprocessing.parent_process() is not None:
        return cp_sat_rival.solve(*parts, threads, gap, limit)
    return other_process.apply(cp_sat_rival.solve, (*parts, threads, gap, limit))


def bounded(solve, problem, limit):
    """The same in a process that is ended 30 s after the limit: HiGHS looks at its clock too rarely."""
    start = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(1) as process:
        try:
            return process.apply_async(solve, (problem, 1e-4, limit)).get(limit + 30)
        except multiprocessing.TimeoutError:
            return None, None, time.perf_counter() - start


def versus(arguments):
    """The table of ratios."""
    rivals = {"HiGHS": highs, "CP-SAT": cp_sat}
    names = {name: importlib.metadata.version(p) for name, p in (("HiGHS", "highspy"), ("CP-SAT", "ortools"))}
    print(", ".join(f"{name} {version}" for name, version in names.items()), f"{threads} threads, limit {arguments.limit} s")
    results = []
    for shape in arguments.shapes:
        n, levels, pools = map(int, shape.split(","))
        problem = Problem.dense(*generator.instance(n, levels, pools, arguments.seed))
        generate = ["--generate", f"{shape},{arguments.seed}"]
        times, found = {"fulcrum": []}, {}
        for _ in range(arguments.rounds):
            for _ in range(5):
                document = ours(generate)
                times["fulcrum"].append(document["seconds"])
            assert [r["capacity"] for r in document["resources"]] == problem.capacity
            for name, solve in rivals.items():
                objective, bound, seconds = bounded(solve, problem, arguments.limit)
                times.setdefault(name, []).append(seconds)
                found[name] = objective
                if objective is not None and objective > document["bound"]:
                    raise SystemExit(f"{name} found {objective}, above our bound {document['bound']}")
        mine = statistics.median(times["fulcrum"])
        state = "proven" if document["proven"] else f"gap {document['relative_gap']:.1e}"
        print(f"{shape:>12}  fulcrum {1e3 * mine:8.1f} ms {state}")
        ratios = {}
        for name in rivals:
            other = statistics.median(times[name])
            ratios[name] = other / mine
            if found[name] is None:
                short = "found nothing"
            else:
                short = f"{(document['bound'] - found[name]) / document['bound']:.1e} short"
            print(f"{'':>12}  {name:<7} {1e3 * other:8.1f} ms {short}, {ratios[name]:.0f} times as long")
        results.append({"shape": shape, "seconds": mine, "ratios": ratios, "best_ratio": min(ratios.values())})
        print(f"{'':>12}  the best of them takes {min(ratios.values()):.0f} times as long")
    if arguments.json:
        pathlib.Path(arguments.json).write_text(json.dumps(results))


def table(chance):
    """A small random problem, as CSV or JSON text and as columns with values in hundredths."""
    claimants, rows = chance.randint(1, 9), chance.randint(1, 4)
    owners, values, uses, ids = [], [], [], []
    for claimant in range(claimants):
        for option in range(chance.randint(1, 6)):
            owners.append(claimant)
            values.append(chance.randint(-300, 3000))
            ids.append((f"c{claimant}", f"o{option}"))
            low = -2 if chance.random() < 0.1 else 0
            uses.append([chance.choice([0, chance.randint(low, 9)]) for _ in range(rows)])
    demand = [sum(u[row] for u in uses) for row in range(rows)]
    capacity = [chance.randint(-1 if chance.random() < 0.1 else max(0, d // 6), max(1, d // 2)) for d in demand]
    decimal = lambda value: f"{value / 100:.2f}"
    rules = []
    if chance.random() < 0.5:
        head = "claimant,option,value," + ",".join(f"r{row}" for row in range(rows))
        lines = [head, "capacity,,," + ",".join(map(str, capacity))]
        shuffled = list(range(len(ids)))
        chance.shuffle(shuffled)
        lines += [
            ",".join([*ids[i], decimal(values[i]), *(str(u) if u else "" for u in uses[i])]) for i in shuffled
        ]
        return "csv", "\n".join(lines) + "\n", (owners, values, uses, ids, capacity, rules)
    for number in range(chance.randint(0, 3)):
        named = chance.sample(range(len(ids)), min(len(ids), chance.randint(2, 4)))
        kind = chance.choice(["at_most", "exclusive", "all_or_none", "only_with"])
        if len(named) > 1:
            rules.append((f"rule{number}", kind, chance.randint(0, 2), named))
    stated = []
    for rule, kind, most, named in rules:
        names = ["/".join(ids[i]) for i in named]
        if kind == "at_most":
            stated.append({"id": rule, "at_most": most, "of": names})
        elif kind == "only_with":
            stated.append({"id": rule, "take": names[0], "only_with": names[1:]})
        else:
            stated.append({"id": rule, kind: names})
    document = {
        "schema": "fulcrum.problem/1", "rules": stated,
        "resources": [{"id": f"r{row}", "capacity": c} for row, c in enumerate(capacity)],
        "claimants": [
            {"id": f"c{claimant}", "options": [
                {"id": ids[i][1], "value": values[i] / 100,
                 "use": {f"r{row}": u for row, u in enumerate(uses[i]) if u}}
                for i in range(len(ids)) if owners[i] == claimant]}
            for claimant in range(claimants)],
    }
    return "json", json.dumps(document), (owners, values, uses, ids, capacity, rules)


def columns(owners, values, uses, ids, capacity, rules):
    """The problem for the others; rules as each of them is understood here, pair by pair."""
    count = len(values)
    rows = [([u[row] for u in uses], bound) for row, bound in enumerate(capacity)]
    def row(amounts, bound):
        dense = [0] * count
        for column, amount in amounts:
            dense[column] += amount
        rows.append((dense, bound))
    for _, kind, most, named in rules:
        if kind in ("at_most", "exclusive"):
            row([(i, 1) for i in named], most if kind == "at_most" else 1)
        elif kind == "only_with":
            for other in named[1:]:
                row([(named[0], 1), (other, -1)], 0)
        else:
            for one in named:
                for other in named:
                    if one != other:
                        row([(one, 1), (other, -1)], 0)
    entries = []
    for dense, _ in rows:
        dense = numpy.array(dense, numpy.int64)
        place = numpy.nonzero(dense)[0]
        entries.append((place, dense[place]))
    return Problem(numpy.array(owners), numpy.array(values), entries, [bound for _, bound in rows])


def agree(arguments):
    """Random small tables: three programs, one optimum."""
    chance = random.Random(arguments.seed)
    feasible = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(arguments.agree):
            kind, text, parts = table(chance)
            path = os.path.join(folder, f"p.{kind}")
            pathlib.Path(path).write_text(text)
            document = ours([path])
            mine = None if document["status"] == "infeasible" else round(100 * document["objective"])
            problem = columns(*parts)
            theirs = [highs(problem, 0.0, 60)[0], cp_sat(problem, 0.0, 60)[0]]
            if not document["proven"] or theirs != [mine, mine]:
                print(text)
                raise SystemExit(f"case {number}: fulcrum {mine}, HiGHS {theirs[0]}, CP-SAT {theirs[1]}")
            feasible += mine is not None
    print(f"{arguments.agree} tables, {feasible} of them feasible: the same optimum by all three")


def optima(arguments):
    """Every instance of the fixture; what is not proven in time is told, what differs ends it."""
    fixture = here / "../../Tests/ProblemFilesTests/Fixtures/reference-optima.tsv"
    lines = [line for line in fixture.read_text().splitlines() if not line.startswith("#")][1:]
    unproven, slowest = [], (0, "")
    for line in lines:
        shape, flags, checksum, capacity, optimum, _ = line.split("\t")
        words = [f"--{flag}" for flag in flags.split(",") if flag != "-"]
        document = ours(["--generate", shape, *words, "--time-limit", str(arguments.limit)])
        wrong = document["checksum"] != checksum
        if optimum == "none":
            wrong |= document["status"] != "infeasible"
        else:
            best = int(optimum)
            wrong |= not document["objective"] <= best <= document["bound"] <= document["certified_bound"]
            wrong |= document["proven"] and document["objective"] != best
            if not document["proven"]:
                unproven.append(shape)
                print(f"not proven: {shape} {flags}, {document['relative_gap']:.1e}, {document['seconds']:.1f} s", flush=True)
        if wrong:
            raise SystemExit(f"{shape} {flags}: {document['status']} {document.get('objective')}, proven elsewhere {optimum}")
        slowest = max(slowest, (document.get("seconds", 0), f"{shape} {flags}"))
    print(f"{len(lines)} instances, {len(unproven)} not proven within {arguments.limit} s; slowest {slowest}")
    sys.exit(1 if unproven else 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--shapes", nargs="+", default=["1000,16,4", "10000,16,4"])
    parser.add_argument("--limit", type=float, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json")
    parser.add_argument("--agree", type=int)
    parser.add_argument("--optima", action="store_true")
    given = parser.parse_args()
    with multiprocessing.get_context("spawn").Pool(1) as other_process:
        (agree if given.agree else optima if given.optima else versus)(given)
