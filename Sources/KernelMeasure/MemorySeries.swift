internal import Kernels

/// The loops that read memory, as places in a list of all loops.
///
/// Each sample reads the next part of more than the caches hold, so that it comes from memory.
struct MemorySeries {
  private let bytes: Int
  private let read: Int
  private let readByAll: Int?
  private let pricePass: Int?

  /// Adds the loops, with the instructions of `kernel`, to `series`.
  init(
    _ kernel: Kernel, numbers: Int, team: ThreadTeam, clock: @escaping NanosecondClock,
    series: inout [Series]
  ) {
    precondition(numbers.isMultiple(of: 1 << 17))
    let buffer = LaneBuffer(zeros: numbers)
    let part = numbers / Self.parts
    bytes = 4 * numbers
    read = series.count
    series.append(
      Series(calls: 1, units: Double(4 * part), clock: clock) { call in
        let start = call % Self.parts * part
        kernel.sum(of: buffer, start..<start + part)
      })
    readByAll = team.count > 1 ? series.count : nil
    if team.count > 1 { series.append(Self.reading(buffer, kernel, part, team, clock)) }
    pricePass = series.count
    series.append(Self.pricing(kernel, numbers, clock))
  }

  // A part takes about half a millisecond.
  private static let parts = 16

  private static func reading(
    _ buffer: LaneBuffer, _ kernel: Kernel, _ part: Int, _ team: ThreadTeam,
    _ clock: @escaping NanosecondClock
  ) -> Series {
    var call = 0
    // Pieces of 16 KiB or more; two parts, as there are more to read them.
    let pieces = 128
    let piece = 2 * part / pieces
    return Series(units: Double(4 * 2 * part)) {
      let start = call % (parts / 2) * 2 * part
      call += 1
      return team.time(chunks: pieces, clock: clock) { chunk in
        let first = start + chunk * piece
        kernel.sum(of: buffer, first..<first + piece)
      }
    }
  }

  private static func pricing(
    _ kernel: Kernel, _ numbers: Int, _ clock: @escaping NanosecondClock
  ) -> Series {
    // As many options as a team with a few pools has.
    let options = 64
    let table = PriceTable((0..<numbers).map { Float($0 &* 7919 % 4093) }, options: options)
    let penalties = (0..<options).map { Float($0 % 7) }
    let result = BestOptions(for: table)
    let part = table.blocks / parts
    return Series(
      calls: 1, units: Double(4 * PriceTable.blockWidth * options * part), clock: clock
    ) { call in
      let start = call % parts * part
      kernel.findBestOptions(
        of: table, penalties: penalties, range: start..<start + part, into: result)
    }
  }

  /// The figures, once the median times of all loops are known: bytes a nanosecond are GB/s.
  func measurement(times: [Double]) -> MemoryMeasurement {
    var result = MemoryMeasurement()
    result.bytes = bytes
    result.read = 1 / times[read]
    result.readByAll = readByAll.map { 1 / times[$0] }
    result.pricePass = pricePass.map { 1 / times[$0] }
    return result
  }
}
