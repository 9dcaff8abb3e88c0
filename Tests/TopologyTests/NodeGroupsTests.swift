import Testing
import Topology

@Suite("groups of nodes") struct NodeGroupsTests {
  @Test("every node is in the group whose range holds it, equal or not", arguments: 0..<60)
  func agreesWithList(seed: Int) {
    var numbers = TestNumbers(seed: seed)
    let sizes = (0..<Int.random(in: 1...9, using: &numbers)).map { _ in
      Int.random(in: 1...5, using: &numbers)
    }
    let isEqual = seed % 3 == 0
    let groups = isEqual ? NodeGroups(of: sizes[0]) : NodeGroups(sizes: sizes)
    let total = isEqual ? Int.random(in: 1...40, using: &numbers) : sizes.reduce(0, +)
    let owners =
      isEqual
      ? (0..<total).map { $0 / sizes[0] }
      : sizes.enumerated().flatMap { [Int](repeating: $0, count: $1) }
    #expect(groups.nodes == (isEqual ? sizes[0] : sizes.max()))
    #expect((0..<total).map(groups.group(of:)) == owners)
    #expect(groups.count(in: total) == (owners.last ?? 0) + 1)
    for group in 0..<groups.count(in: total) {
      let range = groups.range(of: group, in: total)
      #expect(range.allSatisfy { owners[$0] == group })
      #expect(range.count == owners.count { $0 == group })
    }
    #expect(groups.count(in: 0) == 0)
  }

  @Test("sizes that differ only at a short end are equal groups")
  func normal() {
    #expect(NodeGroups(sizes: [18, 18, 16]) == NodeGroups(of: 18))
    #expect(NodeGroups(sizes: [18, 16, 18]).sizes == [18, 16, 18])
    #expect(NodeGroups(sizes: [2, 3]).total == 5)
    #expect(NodeGroups(of: 4).sizes == nil)
  }

  @Test("nodes beyond the listed groups are in full ones")
  func beyond() {
    let groups = NodeGroups(sizes: [2, 3])
    #expect([4, 5, 7, 8].map(groups.group(of:)) == [1, 2, 2, 3])
    #expect(groups.range(of: 2) == 5..<8)
  }

  @Test("groups nest where no border of the outer ones cuts them", arguments: 0..<200)
  func nesting(seed: Int) {
    var numbers = TestNumbers(seed: seed)
    func random() -> NodeGroups {
      Bool.random(using: &numbers)
        ? NodeGroups(of: Int.random(in: 1...6, using: &numbers))
        : NodeGroups(
          sizes: (0..<8).map { _ in [1, 2, 2, 4].randomElement(using: &numbers) ?? 1 })
    }
    let (inner, outer) = (random(), random())
    let nodes = Int.random(in: 1...14, using: &numbers)
    let cuts = (1..<max(2, nodes)).filter { node in
      outer.group(of: node) != outer.group(of: node - 1)
        && inner.group(of: node) == inner.group(of: node - 1)
    }
    let isOneGroup = nodes == 1
    #expect(inner.nest(in: outer, nodes: nodes) == (isOneGroup || cuts.isEmpty))
  }
}
