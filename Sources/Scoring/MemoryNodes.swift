internal import CNuma

/// The NUMA nodes on which this process may both compute and keep memory.
package struct MemoryNodes: Sendable, Equatable {
  /// A node of the machine.
  package struct Node: Sendable, Equatable {
    /// The kernel's number of it.
    package var number: Int
    /// The CPUs for which its memory is the nearest, of those that this process may use; rising.
    package var cpus: [Int]

    /// Node `number` with its CPUs.
    package init(number: Int, cpus: [Int]) {
      self.number = number
      self.cpus = cpus
    }
  }

  /// By number; empty where nothing is known, which is as good as one node.
  package var nodes: [Node]

  /// These nodes.
  package init(_ nodes: [Node] = []) { self.nodes = nodes }

  /// What the kernel lets the calling thread use.
  ///
  /// Nodes without memory, or whose memory is not for this process, lend their CPUs to the nearest
  /// node that has some. Nodes without CPUs, such as memory on an expansion card, are left out.
  package static func ofThisThread() -> MemoryNodes {
    let highest = Int(fulcrum_numa_highest_node())
    if highest < 0 { return MemoryNodes() }
    let numbers = (0...highest).filter {
      fulcrum_numa_is_allowed(Int32($0)) != 0 && fulcrum_numa_bytes(Int32($0)) > 0
    }
    return MemoryNodes(
      memory: numbers, cpus: ThreadAffinity.ofThisThread().cpus,
      // On a machine of one node there is nothing to ask of its CPUs.
      home: { highest == 0 ? 0 : Int(fulcrum_numa_node_of_cpu(Int32($0))) },
      distance: { Int(fulcrum_numa_distance(Int32($0), Int32($1))) })
  }

  /// Gives each of `cpus` to one of the nodes `memory`.
  ///
  /// - Parameters:
  ///   - home: The node of a CPU; negative where it is unknown.
  ///   - distance: How far the memory of the second node is from the first; 0 where it is unknown.
  init(
    memory: [Int], cpus: [Int], home: (Int) -> Int, distance: (_ from: Int, _ to: Int) -> Int
  ) {
    var nodes = memory.map { Node(number: $0, cpus: []) }
    for cpu in cpus {
      let own = home(cpu)
      let nearest = nodes.indices.min { a, b in
        func reach(_ i: Int) -> Int {
          if nodes[i].number == own { return 0 }
          let far = own < 0 ? 0 : distance(own, nodes[i].number)
          return far > 0 ? far : .max
        }
        return (reach(a), a) < (reach(b), b)
      }
      if let nearest { nodes[nearest].cpus.append(cpu) }
    }
    self.nodes = nodes.filter { !$0.cpus.isEmpty }
  }

  /// The node on which the calling thread runs at this moment, or `nil` if the kernel does not say.
  package static func runningNode() -> Int? {
    let node = fulcrum_running_node()
    return node < 0 ? nil : Int(node)
  }
}
