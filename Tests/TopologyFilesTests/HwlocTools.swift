import Foundation

/// hwloc's own programs, as the reference that our reader is compared with.
enum HwlocTools {
  /// Whether the programs are installed; the reason is printed once if not.
  static let areInstalled: Bool = {
    let names = ["lstopo-no-graphics", "hwloc-calc"]
    let missing = names.filter { path(of: $0) == nil }
    if !missing.isEmpty {
      print("skipped: comparison with hwloc, \(missing.joined(separator: " and ")) not installed")
    }
    return missing.isEmpty
  }()

  /// What a program prints, and how it ends.
  static func run(
    _ name: String, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> (output: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path(of: name) ?? "/usr/bin/\(name)")
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: data, as: UTF8.self), process.terminationStatus)
  }

  /// How many objects of a type hwloc counts in a file.
  static func count(_ type: String, in file: String, flags: [String] = []) throws -> Int? {
    let (output, _) = try run("hwloc-calc", flags + ["-i", file, "-N", type, "all"])
    return Int(output.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// The lines that lstopo prints for one type, all devices kept.
  static func lines(
    of type: String, in file: String, flags: [String] = []
  ) throws -> [String] {
    let (output, _) = try run(
      "lstopo-no-graphics",
      flags + ["-i", file, "--filter", "io:all", "-v", "-c", "--only", type, "--of", "console"])
    // Every object's line has its number, or begins with PCI; lstopo also says what it does.
    return output.split(separator: "\n").map(String.init).filter {
      $0.contains("L#") || $0.hasPrefix("PCI")
    }
  }

  /// What lstopo prints of matrices, figures of memories and kinds of threads, without the numbers
  /// that it gives to objects itself.
  static func annex(of file: String) throws -> [String] {
    try ["--distances", "--memattrs", "--cpukinds"].map { option in
      let output = try run("lstopo-no-graphics", [option, "-i", file, "--of", "console"]).output
      // Objects without threads stand in no certain order.
      return output.replacing(/L#[0-9]+|gp_index [0-9]+|GP#[0-9]+/, with: "")
        .split(separator: "\n").sorted().joined(separator: "\n")
    }
  }

  private static func path(of name: String) -> String? {
    ["/usr/bin/", "/usr/local/bin/"].map { $0 + name }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

/// What hwloc counts in a file.
struct HwlocCounts: Equatable, CustomStringConvertible {
  var packages: Int
  var hostNUMANodes: Int
  var l3s: Int
  var cores: Int
  var pus: Int
  var pciDevices: Int
  var hostMemoryBytes: UInt64

  /// Nil if hwloc refuses the file.
  init?(file: String, flags: [String] = []) throws {
    guard let pus = try HwlocTools.count("pu", in: file, flags: flags), pus > 0 else { return nil }
    self.pus = pus
    packages = try HwlocTools.lines(of: "package", in: file, flags: flags).count
    l3s = try HwlocTools.lines(of: "l3", in: file, flags: flags).count
    cores = try HwlocTools.lines(of: "core", in: file, flags: flags).count
    pciDevices = try HwlocTools.lines(of: "pci", in: file, flags: flags).count
    let nodes = try HwlocTools.lines(of: "numanode", in: file, flags: flags).filter {
      !$0.contains("cpuset=0x0\"") && !$0.hasSuffix("cpuset=0x0") && !$0.contains("GPUMemory")
    }
    hostNUMANodes = nodes.count
    hostMemoryBytes = nodes.reduce(0) { $0 + Self.bytes(in: $1) }
  }

  init(
    packages: Int, hostNUMANodes: Int, l3s: Int, cores: Int, pus: Int, pciDevices: Int,
    hostMemoryBytes: UInt64
  ) {
    self.packages = packages
    self.hostNUMANodes = hostNUMANodes
    self.l3s = l3s
    self.cores = cores
    self.pus = pus
    self.pciDevices = pciDevices
    self.hostMemoryBytes = hostMemoryBytes
  }

  var description: String {
    "\(packages) packages, \(hostNUMANodes) NUMA, \(l3s) L3, \(cores) cores, \(pus) PUs, "
      + "\(pciDevices) PCI, \(hostMemoryBytes) bytes"
  }

  // `NUMANode L#0 (P#0 local=6383832KB total=6383832KB) cpuset=0x00000003`
  private static func bytes(in line: String) -> UInt64 {
    guard let start = line.range(of: "local=")?.upperBound else { return 0 }
    return 1024 * (UInt64(line[start...].prefix { $0.isNumber }) ?? 0)
  }
}
