extension SparseProblem {
  /// The same problem, sparse; options keep their ids.
  public init(_ problem: AllocationProblem) {
    var start = [0]
    var value: [Int64] = []
    var pattern: [Int32] = []
    var ids: [String] = []
    var patterns = UsePatterns()
    var known: [[Int64]: Int32] = [:]
    for claimant in problem.claimants {
      for option in claimant.options {
        value.append(option.value)
        ids.append(option.id)
        if let number = known[option.use] {
          pattern.append(number)
        } else {
          let number = patterns.append(option.use.enumerated().map { (row: $0, amount: $1) })
          known[option.use] = number
          pattern.append(number)
        }
      }
      start.append(value.count)
    }
    self.init(
      resources: problem.resources, claimants: problem.claimants.map(\.id), start: start,
      value: value, pattern: pattern, patterns: patterns, options: ids)
  }
}

extension AllocationProblem {
  /// The same problem with every amount written out; options without ids are called by position.
  public init(_ problem: SparseProblem) {
    let most = problem.claimants.indices.map { problem.start[$0 + 1] - problem.start[$0] }.max()
    let width = String((most ?? 1) - 1).count
    let uses = (0..<problem.patterns.count).map {
      problem.patterns.dense($0, rows: problem.resources.count)
    }
    let claimants = problem.claimants.indices.map { claimant in
      let first = problem.start[claimant]
      let options = (first..<problem.start[claimant + 1]).map { option in
        // As many digits in all, so that ids stand in the order of positions.
        let digits = String(option - first)
        let id =
          problem.options.isEmpty
          ? String(repeating: "0", count: width - digits.count) + digits : problem.options[option]
        return Claimant.Option(
          id: id, value: problem.value[option], use: uses[Int(problem.pattern[option])])
      }
      return Claimant(id: problem.claimants[claimant], options: options)
    }
    self.init(resources: problem.resources, claimants: claimants)
  }
}
