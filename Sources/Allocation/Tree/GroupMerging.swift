/// Merges claimants of the core that differ in at most two resources, as long as little is to be done.
///
/// A third resource does not count where its use follows from the two, as power follows from units.
///
/// Where claimants vie for two resources alone, such as teams for the units of two pools, few of their
/// combinations are undominated: no other is worth no less and uses no more. The tree search need
/// then not find out that hundreds of ways to share the same units are nearly as good as one another.
///
/// Sources: Nemhauser and Ullmann 1969 (undominated combinations); Dyer, Riha and Walker 1995 (merging
/// together with a tree search).
struct GroupMerging {
  /// The groups left.
  private(set) var groups: [ClaimantGroup]
  /// Units of each row left if every group takes the least it can.
  private var spare: [Int64]
  /// The greatest scaled loss of a combination of use.
  private let allowance: Double
  private let unit: Double

  /// What may still be looked at: combinations, and amounts of two resources.
  private var work = 1 << 20
  /// Sums of this many values stay within 64 bits; where more claimants are left, gaps are small.
  private static let mostClaimants = 256

  /// Merges.
  ///
  /// - Parameters:
  ///   - groups: The core's claimants.
  ///   - room: Capacity left by the base choice, in units.
  ///   - allowance: The greatest scaled loss of a better plan.
  ///   - unit: Scaled loss per 2^-32 cent.
  init(_ groups: [ClaimantGroup], room: [Int64], allowance: Double, unit: Double) {
    self.groups = groups
    // Nothing is dropped for the rounding of a sum.
    self.allowance = allowance * (1 + 0x1p-30)
    self.unit = unit
    spare = room
    for group in groups {
      for row in room.indices { spare[row] -= group.span[row].lowerBound }
    }
    if groups.count > Self.mostClaimants { return }
    // One resource before two, so that who wants it alone is merged with its like.
    let kinds = Set(groups.map(\.rows)).sorted {
      $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count < $1.count
    }
    for rows in kinds where !rows.isEmpty {
      let alike = groups.filter { $0.rows.allSatisfy(rows.contains) }
      if let axes = RowDependence(rows, of: alike).axes { merge(rows, along: axes) }
    }
  }

  /// Merges the groups that differ in `rows` alone, the two smallest first.
  ///
  /// - Parameter axes: One or two of the rows, from which the others follow.
  private mutating func merge(_ rows: [Int], along axes: [Int]) {
    var alike: [Place] = []
    for (index, group) in groups.enumerated() where group.rows.allSatisfy(rows.contains) {
      alike.append(Place(count: group.count, index: index))
    }
    alike.sort { $0.precedes($1) }
    var isGone = [Bool](repeating: false, count: groups.count)
    var next = 0
    while alike.count - next > 1 {
      let (first, second) = (alike[next].index, alike[next + 1].index)
      guard let merged = merged(groups[first], groups[second], axes) else { break }
      let place = Place(count: merged.count, index: min(first, second))
      isGone[max(first, second)] = true
      groups[place.index] = merged
      next += 2
      let behind = alike[next...].firstIndex { place.precedes($0) } ?? alike.count
      alike.insert(place, at: behind)
    }
    if next > 0 { groups = groups.indices.filter { !isGone[$0] }.map { groups[$0] } }
  }

  /// A group among those that may be merged.
  private struct Place {
    var count: Int
    var index: Int

    func precedes(_ other: Place) -> Bool {
      count < other.count || (count == other.count && index < other.index)
    }
  }

  /// The undominated combinations of two groups; nil where they are too many to look at.
  private mutating func merged(_ a: ClaimantGroup, _ b: ClaimantGroup, _ rows: [Int])
    -> ClaimantGroup?
  {
    let axes = rows.map { UseAxis(a, b, row: $0, spare: spare[$0]) }
    let cells = axes.reduce(1) { product, axis in
      let (cells, overflows) = product.multipliedReportingOverflow(by: axis.length)
      return overflows ? .max : cells
    }
    let effort = cells.addingReportingOverflow(a.count * b.count)
    if effort.overflow || effort.partialValue > work { return nil }
    work -= effort.partialValue
    var grid = UseGrid(axes[0], axes.count > 1 ? axes[1] : UseAxis(a, b))
    grid.enter(a, b, allowance: allowance)
    let merged = ClaimantGroup(a, b, pairs: grid.undominated(), unit: unit)
    for row in spare.indices {
      spare[row] +=
        a.span[row].lowerBound + b.span[row].lowerBound - merged.span[row].lowerBound
    }
    return merged
  }
}

/// What combinations of two groups use of one resource, from the least that they can.
private struct UseAxis {
  /// Amounts that combinations may use.
  let length: Int
  /// Use of each option of the first group and of the second, from their least.
  let first: [Int]
  let second: [Int]

  init(_ a: ClaimantGroup, _ b: ClaimantGroup, row: Int, spare: Int64) {
    first = a.use(of: row).map { Int($0 - a.span[row].lowerBound) }
    second = b.use(of: row).map { Int($0 - b.span[row].lowerBound) }
    length = 1 + min((first.max() ?? 0) + (second.max() ?? 0), Int(max(0, spare)))
  }

  /// No resource.
  init(_ a: ClaimantGroup, _ b: ClaimantGroup) {
    length = 1
    first = [Int](repeating: 0, count: a.count)
    second = [Int](repeating: 0, count: b.count)
  }
}

/// The most valuable combination of two groups for every amount of two resources.
private struct UseGrid {
  private let across: UseAxis
  private let up: UseAxis
  /// The greatest value at each amount `[across, up]`; ``nothing`` where there is none.
  private var value: [Int64]
  private var pair: [OptionPair]
  private static let nothing = Int64.min

  init(_ across: UseAxis, _ up: UseAxis) {
    self.across = across
    self.up = up
    let cells = across.length * up.length
    value = [Int64](repeating: Self.nothing, count: cells)
    pair = [OptionPair](repeating: OptionPair(first: 0, second: 0), count: cells)
  }

  /// Enters the combinations that lose at most `allowance` and lie on the grid; of equals, the first by
  /// loss.
  mutating func enter(_ a: ClaimantGroup, _ b: ClaimantGroup, allowance: Double) {
    let order = (0..<b.count).sorted { (b.cost[$0], $0) < (b.cost[$1], $1) }
    let others = order.map { second in
      Entry(
        cost: b.cost[second], value: b.value[second], across: across.second[second],
        up: up.second[second], option: Int32(second))
    }
    let (width, height) = (across.length, up.length)
    unsafe value.withUnsafeMutableBufferPointer { value in
      for first in 0..<a.count {
        let room = allowance - a.cost[first]
        let (x, y, worth) = (across.first[first], up.first[first], a.value[first])
        for other in others {
          if other.cost > room { break }
          let (column, row) = (x &+ other.across, y &+ other.up)
          if column >= width || row >= height { continue }
          let at = column &* height &+ row
          let sum = worth &+ other.value
          if unsafe sum > value[at] {
            unsafe value[at] = sum
            pair[at] = OptionPair(first: Int32(first), second: other.option)
          }
        }
      }
    }
  }

  /// An option of the second group.
  private struct Entry {
    var cost: Double
    var value: Int64
    var across: Int
    var up: Int
    var option: Int32
  }

  /// The combinations that are worth more than every other that uses no more of anything.
  func undominated() -> [OptionPair] {
    var found: [OptionPair] = []
    // The greatest value so far at each amount of the second resource.
    var best = [Int64](repeating: Self.nothing, count: up.length)
    for x in 0..<across.length {
      var most = Self.nothing
      for y in 0..<up.length {
        most = max(most, best[y])
        let at = x * up.length + y
        if value[at] > most {
          found.append(pair[at])
          most = value[at]
        }
        best[y] = most
      }
    }
    return found
  }
}
