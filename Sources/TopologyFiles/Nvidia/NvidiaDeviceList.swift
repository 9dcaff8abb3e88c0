internal import Topology

/// What `nvidia-smi -L` or `nvidia-smi` tell of the GPUs, where that stands beside the table.
struct NvidiaDeviceList {
  /// The GPUs by number.
  private(set) var devices: [Int: Device] = [:]
  /// A GPU is cut into MIG instances.
  private(set) var hasInstances = false
  // The number whose second line, with the memory, comes next in nvidia-smi's box.
  private var pending: Int?

  /// One GPU.
  struct Device: Hashable {
    /// The product.
    var model: String
    /// The address on the bus.
    var pci: PCIAddress?
    /// Bytes of its memory.
    var memoryBytes: Int?
    /// The name was cut off.
    var isCut = false
  }

  private static let limit = 1024
  private static let lineLimit = 512

  /// Takes a line if it tells of a GPU.
  mutating func take(_ bytes: Substring.UTF8View) -> Bool {
    let start = bytes.drop { $0 == 0x20 || $0 == 0x09 }
    if bytes.count > Self.lineLimit { return false }
    if start.starts(with: "GPU ".utf8) { return takeListed(Substring(start)) }
    if start.starts(with: "MIG ".utf8) { return takeInstance(Substring(start)) }
    if start.first == UInt8(ascii: "|") { return takeBox(Substring(start)) }
    return false
  }

  // GPU 0: NVIDIA H100 80GB HBM3 (UUID: GPU-…); also GPU 0,1,2,3: NVIDIA H100 80GB HBM3.
  private mutating func takeListed(_ line: Substring) -> Bool {
    guard let colon = line.firstIndex(of: ":") else { return false }
    let head = line[..<colon].split(whereSeparator: \.isWhitespace)
    guard head.count == 2, head[0] == "GPU" else { return false }
    let numbers = head[1].split(separator: ",").map { $0.count <= 4 ? Int($0) : nil }
    var name = line[line.index(after: colon)...]
    if let end = name.firstRange(of: "(UUID") { name = name[..<end.lowerBound] }
    let model = Self.collapsed(name)
    guard !model.isEmpty, !numbers.isEmpty, numbers.allSatisfy({ $0 != nil }) else { return false }
    for case let index? in numbers where devices.count < Self.limit {
      devices[index, default: Device(model: model)].model = model
      devices[index]?.isCut = false
    }
    return true
  }

  private mutating func takeInstance(_ line: Substring) -> Bool {
    guard line.contains("(UUID: MIG-") else { return false }
    hasInstances = true
    return true
  }

  // |   0  NVIDIA H100 80GB HBM3   On  |   00000000:1B:00.0 Off |   0 |, then its line of memory.
  private mutating func takeBox(_ line: Substring) -> Bool {
    let fields = line.split(separator: "|").map { $0.split(whereSeparator: \.isWhitespace) }
    guard fields.count >= 2, let first = fields[0].first else { return false }
    if let index = first.count <= 4 ? Int(first) : nil, fields[0].count >= 3,
      ["On", "Off", "N/A"].contains(fields[0].last),
      let address = fields[1].first.flatMap({ PCIAddress($0) })
    {
      let words = fields[0].dropFirst().dropLast()
      let isCut = words.last?.hasSuffix("...") ?? false
      var device = devices[index] ?? Device(model: "", isCut: true)
      if device.isCut {
        device.model = Self.collapsed(words.joined(separator: " "))
        device.isCut = isCut
      }
      device.pci = address
      if devices.count < Self.limit { devices[index] = device }
      pending = index
      return true
    }
    if let index = pending, let last = fields[1].last, last.hasSuffix("MiB"), fields[1].count >= 3,
      last.count <= 12, let mebibytes = Int(last.dropLast(3)), mebibytes > 0
    {
      devices[index]?.memoryBytes = mebibytes << 20
      pending = nil
      return true
    }
    return false
  }

  private static func collapsed(_ text: some StringProtocol) -> String {
    String(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(80))
  }
}
