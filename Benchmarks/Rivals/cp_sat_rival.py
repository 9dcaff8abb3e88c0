"""CP-SAT on a problem of solvers.py; in a process of its own, because OR-Tools brings a HiGHS of its own,
and two in one process clash."""
import time


def solve(owners, values, entries, capacity, threads, gap, limit):
    """-> objective or None, bound, seconds of solving."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    taken = [model.new_bool_var("") for _ in owners]
    of = {}
    for owner, variable in zip(owners.tolist(), taken):
        of.setdefault(owner, []).append(variable)
    for options in of.values():
        model.add_exactly_one(options)
    for (columns, amounts), most in zip(entries, capacity):
        variables = [taken[column] for column in columns.tolist()]
        model.add(cp_model.LinearExpr.weighted_sum(variables, amounts.tolist()) <= int(most))
    model.maximize(cp_model.LinearExpr.weighted_sum(taken, values.tolist()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = threads
    solver.parameters.max_time_in_seconds = limit
    solver.parameters.relative_gap_limit = gap
    start = time.perf_counter()
    status = solver.solve(model)
    seconds = time.perf_counter() - start
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return round(solver.objective_value) if found else None, solver.best_objective_bound, seconds
