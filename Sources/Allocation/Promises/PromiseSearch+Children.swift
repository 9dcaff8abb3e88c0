extension PromiseSearch {
  /// An option to try, and the bound behind it.
  struct Child {
    var option: Int
    var bound: Double
  }

  /// The options of promiser `j` behind which a better plan may be.
  ///
  /// - Parameters:
  ///   - left: What is left of the hard rows.
  ///   - only: The one option to be looked at; nil looks at all.
  func children(_ j: Int, left: [Int64], only: Int?) -> [Child] {
    let goal = goal
    let unchanged = bounds.map { bound in
      zip(bound.rows, refused[j]).map { $0.saving(from: j + 1, after: $1) }
    }
    // The bound that binds here mostly binds behind the next option too.
    var nearest = bounds.count - 1
    var children: [Child] = []
    for index in only.map({ $0..<$0 + 1 }) ?? table.options[j].indices {
      let option = table.options[j][index]
      if zip(option.hard, left).contains(where: { $0 > $1 }) { continue }
      let moved = table.rows.indices.map { option.cells[$0] == 0 ? nil : after(j, $0, option) }
      func value(_ number: Int) -> Double {
        var value = bounds[number].base - behind[number][j] - bounds[number].losses[j][index]
        for row in moved.indices {
          value +=
            moved[row].map { bounds[number].rows[row].saving(from: j + 1, after: $0) }
            ?? unchanged[number][row]
        }
        return value
      }
      var least = value(nearest)
      for number in bounds.indices where number != nearest && least >= goal {
        let other = value(number)
        if other < least { (least, nearest) = (other, number) }
      }
      if least >= goal && least > -.infinity { children.append(Child(option: index, bound: least)) }
    }
    return children
  }

  /// What one bound says behind an option.
  func value(_ number: Int, _ j: Int, _ index: Int) -> Double {
    let option = table.options[j][index]
    var value = bounds[number].base - behind[number][j] - bounds[number].losses[j][index]
    for row in table.rows.indices {
      value += bounds[number].rows[row].saving(from: j + 1, after: after(j, row, option))
    }
    return value
  }

  /// A node by the work that its children's bounds take.
  func weight(_ j: Int) -> Int {
    let sums = reach.reduce(0) { $0 + ($1 + 1) * ($1 + 1) } * model.weights.count
    return 1 + table.options[j].count * sums / 200_000
  }

  /// What is refused in a row once `option` is offered to promiser `j` as well.
  func after(_ j: Int, _ row: Int, _ option: PromiseTable.Option) -> RefusalTable.Refused {
    let (refused, cells, most) = (refused[j][row], option.cells[row], reach[row])
    if cells == 0 { return refused }
    var result = refused
    for (state, accepted) in option.chances.enumerated() {
      let first = state * (most + 1)
      for cell in 0...most { result.chances[first + cell] *= accepted }
      for cell in 0...most {
        result.chances[first + min(most, cell + cells)] +=
          refused.chances[first + cell] * (1 - accepted)
      }
    }
    return result
  }
}
