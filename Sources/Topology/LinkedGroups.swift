/// Which GPUs reach each other over links: connected components.
package struct LinkedGroups {
  private let roots: [Int]

  /// Groups of `count` GPUs that pairs of their indices join.
  package init(of count: Int, joinedBy pairs: some Sequence<(Int, Int)>) {
    var leader = Array(0..<count)
    func root(_ gpu: Int) -> Int {
      var gpu = gpu
      while leader[gpu] != gpu {
        leader[gpu] = leader[leader[gpu]]
        gpu = leader[gpu]
      }
      return gpu
    }
    for (first, second) in pairs {
      let (a, b) = (root(first), root(second))
      leader[max(a, b)] = min(a, b)
    }
    roots = (0..<count).map(root)
  }

  /// Every GPU in one group, groups in the order of their first GPU; one without links is alone.
  package var all: [[Int]] {
    Dictionary(grouping: roots.indices) { roots[$0] }.values.sorted { $0[0] < $1[0] }
  }

  /// For each GPU the number of its group among those of several, nil for one without links.
  package var numbers: [Int?] {
    var numbers = [Int?](repeating: nil, count: roots.count)
    for (number, group) in all.filter({ $0.count > 1 }).enumerated() {
      for gpu in group { numbers[gpu] = number }
    }
    return numbers
  }
}
