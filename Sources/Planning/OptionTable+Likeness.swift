internal import Allocation
internal import Scenario

extension OptionTable {
  /// What a table may take over of another one with the same rows, as the solver sees it.
  struct Likeness {
    let table: OptionTable
    /// Whose values and uses are the same.
    let teams: [Bool]
    /// Who has the same packages, at whatever chances.
    let candidates: [Bool]

    /// A team as it is; nil where it differs.
    func claimant(ofTeam index: Int) -> Claimant? {
      teams[index] ? table.unruled.claimants[index] : nil
    }

    /// A candidate with other packages offered, of which only the values are new; nil where the
    /// packages differ.
    ///
    /// - Parameters:
    ///   - offered: In the order of packages.
    ///   - option: Makes an option that the other table does not have.
    func claimant(
      of index: Int, _ offered: [CandidateTable.Option],
      _ option: (CandidateTable.Option) -> Claimant.Option
    ) -> Claimant? {
      if !candidates[index] { return nil }
      let (known, before) = (table.unruled.claimants[teams.count + index], table.offered[index])
      var options = [known.options[0]]
      options.reserveCapacity(1 + offered.count)
      var next = 0
      for package in offered {
        while next < before.count && before[next].package < package.package { next += 1 }
        guard next < before.count, before[next].package == package.package else {
          options.append(option(package))
          continue
        }
        options.append(known.options[next + 1])
        options[options.count - 1].value = cents(package.value)
      }
      return Claimant(id: known.id, options: options)
    }
  }
}
