/// The best option of each claimant of a ``PriceTable`` at some prices.
///
/// Threads may fill it at once where their ranges of blocks do not meet.
@safe package final class BestOptions: @unchecked Sendable {
  /// N, the number of claimants.
  package let claimants: Int
  /// `[blocks, 32]`.
  let best: LaneBuffer
  /// `[blocks, 32]`.
  let option: UnsafeMutablePointer<Int32>

  /// Room for the claimants of `table`: option 0 and nothing gained.
  package init(for table: PriceTable) {
    claimants = table.claimants
    let places = table.blocks * PriceTable.blockWidth
    best = LaneBuffer(zeros: places)
    unsafe option = .allocate(capacity: max(1, places))
    unsafe option.initialize(repeating: 0, count: max(1, places))
  }

  deinit { unsafe option.deallocate() }

  /// Value less price of the best option of `claimant`; minus infinity where there is none.
  package func value(of claimant: Int) -> Float {
    precondition(claimant >= 0 && claimant < claimants)
    return best[claimant]
  }

  /// The best option of `claimant`, the first of equal ones; 0 where there is none.
  package func option(of claimant: Int) -> Int {
    precondition(claimant >= 0 && claimant < claimants)
    return unsafe Int(option[claimant])
  }

  /// Values less prices of all best options, `[N]`.
  package var values: [Float] { (0..<claimants).map { best[$0] } }

  /// All best options, `[N]`.
  package var options: [Int] { (0..<claimants).map { unsafe Int(option[$0]) } }
}
