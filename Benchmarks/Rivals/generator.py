"""The reference generator's instances in NumPy: an independent twin of the program's own."""
import numpy


def draws(seed, count):
    """SplitMix64 by counter, as doubles in 0..<1."""
    with numpy.errstate(over="ignore"):
        z = numpy.arange(1, count + 1, dtype=numpy.uint64) * numpy.uint64(0x9E3779B97F4A7C15)
        z += numpy.uint64(seed)
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            z = (z ^ (z >> numpy.uint64(shift))) * numpy.uint64(factor)
        z ^= z >> numpy.uint64(31)
    return (z >> numpy.uint64(11)).astype(float) * 2.0**-53


def instance(claimants, levels, pools, seed, shared=False, blocks=False):
    """-> value [claimant, option], -1 where forbidden; use [row, option]; capacity [row]."""
    each = 8 + pools + pools * levels
    u = draws(seed, claimants * each).reshape(claimants, each)
    level = numpy.arange(1.0, levels)
    speed = 1.0 + 0.25 * numpy.arange(float(pools))
    team = u[:, 0] < 0.4
    reach = 1.0 + ((levels - 1) * 0.5 * u[:, 1]) * u[:, 1]
    worth = 100.0 / (0.05 + u[:, 2])
    cut = numpy.where(~team & (u[:, 4] < 0.5), numpy.floor(u[:, 3] * reach), 0.0)
    floor = numpy.where(team, numpy.floor((u[:, 5] * reach) * 0.25), 0.0)
    gain = speed * (0.7 + 0.6 * u[:, 8 : 8 + pools])
    t = gain[:, :, None] * level / reach[:, None, None]
    share = numpy.where(team[:, None, None], t / (1.0 + t), t * t / (1.0 + t * t))
    noise = 0.98 + 0.04 * u[:, 8 + pools :].reshape(claimants, pools, levels)[:, :, 1:]
    worth = (worth[:, None, None] * share) * noise
    is_cut = (speed[:, None] * level)[None] < cut[:, None, None]
    grants = numpy.floor(numpy.where(is_cut, worth * 0.1, worth) * 1000.0).astype(numpy.int64)
    forbidden = numpy.broadcast_to((level < floor[:, None])[:, None, :], grants.shape)
    if blocks:
        step = 2 ** numpy.floor(4.0 * u[:, 7]).astype(int)
        odd = numpy.arange(1, levels)[None, :] % step[:, None] != 0
        forbidden = forbidden | odd[:, None, :]
    grants = numpy.where(forbidden, -1, grants).reshape(claimants, -1)
    value = numpy.hstack([numpy.where(floor > 0, -1, 0)[:, None], grants])

    home = numpy.floor(u[:, 6] * pools).astype(int)
    most = numpy.minimum(levels - 1, numpy.floor(2.0 * reach).astype(numpy.int64) + 1)
    capacity = [int(6 * most[home == pool].sum()) // 10 for pool in range(pools)]
    use = numpy.zeros((pools, value.shape[1]), numpy.int64)
    for pool in range(pools):
        use[pool, 1 + pool * (levels - 1) : 1 + (pool + 1) * (levels - 1)] = range(1, levels)
    if shared:
        watts = 8 + numpy.arange(pools)
        use = numpy.vstack([use, watts @ use])
        capacity.append(9 * int(watts @ capacity) // 10)
    return value, use, capacity
