/// What a text such as `gpu:h100:8(S:0-1),shard:16` says of a node's GPUs.
///
/// The grammar is `name[:type][:no_consume][:count][K|M|…][(S:sockets)|(IDX:devices)]`, with commas
/// between; `(null)` stands for a type that is not told. Slurm's `mps` and `shard` are shares of
/// the GPUs that are listed too, and a type such as `nvidia_a100_3g.20gb` is a MIG slice of one.
/// Source: Slurm, slurm.conf(5) and gres.conf(5).
struct SlurmGRES: Hashable {
  /// The whole GPUs by kind.
  var gpus: [MachineFacts.GPUs] = []
  /// Partitions of GPUs by kind; what cards they are cut from is not told.
  var slices: [MachineFacts.GPUs] = []
  /// What else there is: `shard`, `mps`, `bandwidth`.
  var others: [String] = []
  /// Whether a job may have the GPUs without using them up.
  var isShared = false

  /// GPUs and slices, as accounting counts them.
  var counted: Int { (gpus + slices).reduce(0) { $0 + $1.count } }

  /// Why a text is none of these.
  struct Fault: Error {
    var problem: String
    var value: String
    var remedy: String
  }

  /// GPUs of one kind that a node may have.
  static let countLimit = 1_024
  private static let kindLimit = 64

  /// Reads the value of `Gres=`.
  init(_ text: String) throws(Fault) {
    for item in Self.items(of: text) { try add(item) }
  }

  private init() {}

  /// Nothing.
  static let none = SlurmGRES()

  /// GPUs of one kind, or slices of some if the kind says so.
  static func isSlice(_ type: String) -> Bool {
    // Digits, g, a dot, digits, gb: 1g.10gb, nvidia_h100_80gb_hbm3_4g.40gb.
    let bytes = Array(type.lowercased().utf8)
    return bytes.indices.contains { index in
      guard bytes[index] == UInt8(ascii: "g"), index > 0, isDigit(bytes[index - 1]),
        bytes[(index + 1)...].first == UInt8(ascii: ".")
      else { return false }
      let digits = bytes[(index + 2)...].prefix(while: isDigit)
      return !digits.isEmpty && bytes[digits.endIndex...].starts(with: "gb".utf8)
    }
  }

  /// Adds GPUs of a kind to those of the same kind.
  mutating func add(_ gpus: MachineFacts.GPUs) {
    if Self.isSlice(gpus.model) {
      Self.merge(gpus, into: &slices)
    } else {
      Self.merge(gpus, into: &self.gpus)
    }
  }

  private static func merge(_ gpus: MachineFacts.GPUs, into kinds: inout [MachineFacts.GPUs]) {
    guard let index = kinds.firstIndex(where: { $0.model == gpus.model }) else {
      if gpus.count > 0 { kinds.append(gpus) }
      return
    }
    kinds[index].count += gpus.count
    if let own = kinds[index].sockets, let more = gpus.sockets {
      kinds[index].sockets = own + more
    } else {
      kinds[index].sockets = nil
    }
  }

  // Cuts at the commas that are in no parentheses.
  private static func items(of text: String) -> [Substring] {
    var depth = 0
    return text.split { character in
      if character == "(" { depth += 1 }
      if character == ")" { depth = max(0, depth - 1) }
      return character == "," && depth == 0
    }
  }

  private mutating func add(_ item: Substring) throws(Fault) {
    let trimmed = item.drop { $0 == " " }
    let untyped = trimmed.hasPrefix("gpu:(null)") ? "gpu" + trimmed.dropFirst(10) : String(trimmed)
    let open = untyped.firstIndex(of: "(") ?? untyped.endIndex
    var parts = untyped[..<open].split(separator: ":", omittingEmptySubsequences: false)
    let name = parts.isEmpty ? "" : parts.removeFirst().lowercased()
    // (null) alone is how scontrol writes none.
    if name.isEmpty, untyped[open...].hasPrefix("(null)") { return }
    guard name == "gpu" else {
      if !others.contains(name), others.count < Self.kindLimit { others.append(name) }
      return
    }
    if parts.contains("no_consume") { isShared = true }
    parts.removeAll { $0 == "no_consume" }
    let gpus = try Self.gpus(parts, extra: untyped[open...], of: String(trimmed))
    add(gpus)
    if self.gpus.count + slices.count > Self.kindLimit {
      throw Fault(
        problem: "names more than \(Self.kindLimit) kinds of GPUs", value: "",
        remedy: "name the kinds that one node has")
    }
    if let many = (self.gpus + slices).first(where: { $0.count > Self.countLimit }) {
      throw Self.tooMany("gpu:\(many.model.isEmpty ? "" : many.model + ":")\(many.count)")
    }
  }

  private static func gpus(
    _ parts: [Substring], extra: Substring, of item: String
  ) throws(Fault) -> MachineFacts.GPUs {
    var gpus = MachineFacts.GPUs(model: "", count: 1)
    switch parts.count {
    case 0: break
    case 1:
      // A word alone is a type; what begins with a sign is meant as a count.
      if let count = try count(parts[0], of: item) {
        gpus.count = count
      } else {
        gpus.model = String(parts[0])
      }
    case 2:
      guard let count = try count(parts[1], of: item) else {
        throw Fault(
          problem: "has no whole number of GPUs", value: item,
          remedy: "write such as gpu:h100:8 or gpu:8")
      }
      gpus.model = String(parts[0])
      gpus.count = count
    default:
      throw Fault(
        problem: "has more parts than a name, a type and a count", value: item,
        remedy: "write such as gpu:h100:8(S:0-1)")
    }
    if let socket = onlySocket(extra) {
      gpus.sockets = Array(repeating: socket, count: gpus.count)
    }
    return gpus
  }

  /// A count with Slurm's suffixes, powers of 1024; nil for what is no number.
  static func count(_ text: Substring, of item: String) throws(Fault) -> Int? {
    if text.first == "-", text.utf8.dropFirst().allSatisfy(isDigit), text.count > 1 {
      throw Fault(
        problem: "counts fewer than no GPUs", value: item,
        remedy: "write how many GPUs one node has, or leave them out")
    }
    let digits = text.utf8.prefix(while: isDigit)
    let suffix = text[digits.endIndex...].lowercased()
    let powers = ["": 0, "k": 10, "m": 20, "g": 30, "t": 40, "p": 50]
    guard !digits.isEmpty, let power = powers[suffix] else { return nil }
    guard digits.count <= 9, let number = Int(text[..<digits.endIndex]), power <= 20,
      number << power <= countLimit
    else { throw tooMany(item) }
    return number << power
  }

  private static func tooMany(_ item: String) -> Fault {
    Fault(
      problem: "counts more than \(countLimit) GPUs in one node", value: item,
      remedy: "write type and count, such as gpu:3090:4")
  }

  // (S:1): all of them hang on one package; (S:0-1) does not tell which on which.
  private static func onlySocket(_ extra: Substring) -> Int? {
    guard let start = extra.firstRange(of: "S:") else { return nil }
    let digits = extra[start.upperBound...].prefix { $0.isASCII && $0.isNumber }
    let next = extra[digits.endIndex...].first
    guard next == ")" || next == nil, digits.count <= 3 else { return nil }
    return Int(digits)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
