public import Allocation
public import Documents
public import Units

/// A problem whose options somebody else has valued: read from a table, or generated.
///
/// Inside, values are whole numbers of `10^-decimals`, where `decimals` is what the table's values need:
/// so a sum is exact, and a bound is rounded down to the table's own last figure.
public struct ValuedProblem: Sendable {
  /// Where a problem comes from, so that it can be found again.
  public enum Source: Hashable, Sendable {
    /// A file, with the digest of its bytes and what was said of capacities beside it.
    case file(path: String, sha256: SHA256, capacities: [StatedCapacity])
    /// The reference generator.
    case generated(ReferenceShape)
  }

  /// Where it comes from.
  public let source: Source
  /// What is to be solved; without the claimants of ``withoutOptions``.
  public let problem: SparseProblem
  /// Decimals of the values: 0, 1 or 2.
  public let decimals: Int
  /// How many of the problem's resources are the table's own; behind them come its rules.
  public let ownResources: Int
  /// Claimants that nothing may be given to, not even nothing: while there are any, no plan exists.
  public let withoutOptions: [String]
  /// FNV-1a of 64 bits, 16 hexadecimal digits.
  ///
  /// Of a generated problem over its values, `[claimant][option]` with -1 where an option is
  /// forbidden, and its capacities; of a file as ``SparseProblem`` has it: see ``checksum(of:)``.
  public let checksum: String

  /// What an option is called: its own id, or its number in the generator.
  public func optionID(_ option: Int) -> String {
    problem.options.isEmpty ? String(problem.pattern[option]) : problem.options[option]
  }

  /// A number of the problem's own unit of value, in digits.
  public func digits(_ value: Int128) -> String { value.digits(decimals: decimals) }

  /// What one own unit is in units of the table's values: 1, 0.1 or 0.01.
  public var valueUnit: Double { [1, 0.1, 0.01][decimals] }
}

/// How many units of a resource there are, said beside the table: `h100=124`.
public struct StatedCapacity: Hashable, Sendable {
  /// Which resource.
  public let resource: String
  /// How many units there are.
  public let capacity: Int64
  /// Where it was said.
  let location: SourceLocation

  /// Reads `RESOURCE=AMOUNT`.
  /// - Throws: What is wrong with it.
  public init(_ text: String, at place: SourceLocation) throws(Diagnostics) {
    location = place
    guard let sign = text.firstIndex(of: "=") else {
      throw Diagnostics(
        "is not RESOURCE=AMOUNT", at: place, value: .text(text),
        remedy: "write such as h100=124 or cash=7.4M")
    }
    resource = String(text[..<sign])
    let amount = String(text[text.index(after: sign)...])
    do throws(AmountFault) {
      capacity = try wholeAmount(amount)
    } catch {
      throw Diagnostics(
        error.problem, at: place, key: resource, value: .text(amount), remedy: error.remedy)
    }
  }

  /// A capacity that a solution states.
  public init(resource: String, capacity: Int64, at place: SourceLocation) {
    (self.resource, self.capacity, location) = (resource, capacity, place)
  }
}

extension ValuedProblem {
  /// Makes an instance of the reference generator; O(N K L), on up to `threads` threads.
  public init(_ shape: ReferenceShape, threads: Int = 1) {
    let generator = ReferenceGenerator(shape)
    let blocks = generator.blocks(threads: threads)
    var demand = [Int64](repeating: 0, count: shape.pools)
    for block in blocks { for pool in demand.indices { demand[pool] += block.demand[pool] } }
    let capacities = generator.capacities(demand: demand)
    var patterns = UsePatterns()
    for option in 0..<shape.optionsEach { patterns.append(generator.use(ofOption: option)) }
    let options = blocks.reduce(0) { $0 + $1.value.count }
    let width = String(shape.claimants - 1).count
    var (start, value, pattern) = ([0], [Int64](), [Int32]())
    var (claimants, withoutOptions) = ([String](), [String]())
    value.reserveCapacity(options)
    pattern.reserveCapacity(options)
    start.reserveCapacity(shape.claimants + 1)
    claimants.reserveCapacity(shape.claimants)
    var number = 0
    for block in blocks {
      for count in block.counts {
        let id = Self.claimantID(number, width: width)
        if count == 0 {
          withoutOptions.append(id)
        } else {
          claimants.append(id)
          start.append(start[start.count - 1] + Int(count))
        }
        number += 1
      }
      value += block.value
      pattern += block.option
    }
    let names =
      (0..<shape.pools).map {
        Self.claimantID($0, width: String(shape.pools - 1).count, of: "pool")
      }
      + (shape.isShared ? ["power"] : [])
    source = .generated(shape)
    problem = SparseProblem(
      resources: zip(names, capacities).map { Resource(id: $0, capacity: $1) },
      claimants: claimants, start: start, value: value, pattern: pattern, patterns: patterns)
    decimals = 0
    ownResources = names.count
    self.withoutOptions = withoutOptions
    checksum = Self.checksum(of: blocks, capacities, options: shape.optionsEach)
  }

  // As many digits in all, so that ids stand in the order of numbers.
  private static func claimantID(_ number: Int, width: Int, of kind: String = "c") -> String {
    let digits = String(number)
    return kind + String(repeating: "0", count: width - digits.count) + digits
  }

  private static func checksum(
    of blocks: [ReferenceGenerator.Block], _ capacities: [Int64], options: Int
  ) -> String {
    var checksum = FNVChecksum()
    for block in blocks {
      var position = 0
      for count in block.counts {
        var next: Int32 = 0
        for index in position..<position + Int(count) {
          while next < block.option[index] {
            checksum.add(-1)
            next += 1
          }
          checksum.add(block.value[index])
          next += 1
        }
        while next < options {
          checksum.add(-1)
          next += 1
        }
        position += Int(count)
      }
    }
    for capacity in capacities { checksum.add(capacity) }
    return checksum.text
  }

  /// The checksum of a table that was read: of each claimant its options, each with value and uses,
  /// then the capacities; every list begins with how many it has.
  static func checksum(of problem: SparseProblem) -> String {
    var checksum = FNVChecksum()
    for claimant in problem.claimants.indices {
      let options = problem.start[claimant]..<problem.start[claimant + 1]
      checksum.add(Int64(options.count))
      for option in options {
        let uses = problem.patterns.entries(Int(problem.pattern[option]))
        checksum.add(problem.value[option])
        checksum.add(Int64(uses.count))
        for entry in uses {
          checksum.add(Int64(problem.patterns.row[entry]))
          checksum.add(problem.patterns.amount[entry])
        }
      }
    }
    for resource in problem.resources { checksum.add(resource.capacity) }
    return checksum.text
  }
}
