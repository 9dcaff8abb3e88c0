internal import Foundation
internal import Glibc

extension NVMLReport {
  /// Loads the library into this process and writes down what it says, as JSON.
  ///
  /// Meant for a process of its own: the library may hang or crash.
  public static func answer(library: String) -> String {
    let report = NVMLLibrary.report(library: library)
    let text = (try? JSONEncoder().encode(report)).map { String(decoding: $0, as: UTF8.self) }
    return text ?? "{}"
  }
}

/// NVIDIA's management library, loaded by name, called through a table of its functions.
///
/// No header is needed to build. Constants and layouts: NVIDIA, NVML API Reference Guide.
@safe struct NVMLLibrary: ~Copyable {
  private let handle: UnsafeMutableRawPointer

  private typealias Plain = @convention(c) () -> Int32
  private typealias Count = @convention(c) (UnsafeMutablePointer<UInt32>) -> Int32
  private typealias Open =
    @convention(c) (UInt32, UnsafeMutablePointer<UnsafeMutableRawPointer?>) -> Int32
  private typealias Text =
    @convention(c) (UnsafeMutableRawPointer, UnsafeMutablePointer<CChar>, UInt32) -> Int32
  typealias Fill =
    @convention(c) (UnsafeMutableRawPointer, UnsafeMutableRawPointer) -> Int32
  private typealias LinkFill =
    @convention(c) (UnsafeMutableRawPointer, UInt32, UnsafeMutableRawPointer) -> Int32

  /// More links than any GPU has.
  private static let linkLimit: UInt32 = 36

  /// What the library says; a failure is part of the report.
  static func report(library: String) -> NVMLReport {
    var report = NVMLReport()
    do throws(NVMLFailure) {
      let library = try NVMLLibrary(library)
      try library.start()
      report.devices = try library.devices()
    } catch {
      report.failure = error
    }
    return report
  }

  private init(_ name: String) throws(NVMLFailure) {
    guard let handle = unsafe dlopen(name, RTLD_NOW | RTLD_LOCAL) else { throw .notLoaded }
    unsafe self.handle = handle
  }

  private func start() throws(NVMLFailure) {
    let start: Plain = try function("nvmlInit_v2")
    try Self.check("nvmlInit_v2", start())
  }

  // The library stays loaded: it starts threads, and the process is about to end.
  deinit {
    if let symbol = unsafe dlsym(handle, "nvmlShutdown") {
      _ = unsafe unsafeBitCast(symbol, to: Plain.self)()
    }
  }

  private func devices() throws(NVMLFailure) -> [NVMLReport.Device] {
    var count: UInt32 = 0
    let countDevices: Count = try unsafe function("nvmlDeviceGetCount_v2")
    try Self.check("nvmlDeviceGetCount_v2", unsafe countDevices(&count))
    let open: Open = try unsafe function("nvmlDeviceGetHandleByIndex_v2")
    var devices: [NVMLReport.Device] = []
    for index in 0..<min(count, 4096) {
      var device: UnsafeMutableRawPointer?
      // A GPU that fell off the bus answers with an error; the others still count.
      guard unsafe open(index, &device) == 0, let device = unsafe device else { continue }
      try devices.append(unsafe self.device(device))
    }
    return devices
  }

  private func device(
    _ device: UnsafeMutableRawPointer
  ) throws(NVMLFailure) -> NVMLReport.Device {
    let place: Fill = try unsafe function("nvmlDeviceGetPciInfo_v3")
    var info = [UInt32](repeating: 0, count: 64)
    let code = unsafe info.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return Int32(1) }
      return unsafe place(device, start)
    }
    try Self.check("nvmlDeviceGetPciInfo_v3", code)
    // nvmlPciInfo_t: 16 characters, then domain, bus, device, product and maker in one word.
    var result = NVMLReport.Device(
      domain: Int(info[4]), bus: Int(info[5]), device: Int(info[6]), product: Int(info[7] >> 16))
    result.name = unsafe text("nvmlDeviceGetName", of: device)
    result.uuid = unsafe text("nvmlDeviceGetUUID", of: device)
    result.memoryBytes = unsafe memory(of: device)
    result.links = unsafe links(of: device)
    result.numaNodes = unsafe numaNodes(near: device)
    result.mig = unsafe mig(of: device)
    return result
  }

  func text(_ name: String, of device: UnsafeMutableRawPointer) -> String? {
    guard let read: Text = try? unsafe function(name) else { return nil }
    var characters = [CChar](repeating: 0, count: 128)
    let code = unsafe characters.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return Int32(1) }
      return unsafe read(device, start, UInt32(buffer.count - 1))
    }
    if code != 0 { return nil }
    let bytes = characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  // nvmlMemory_t: total, free, used.
  func memory(of device: UnsafeMutableRawPointer) -> UInt64? {
    guard let read: Fill = try? unsafe function("nvmlDeviceGetMemoryInfo") else { return nil }
    var sizes = [UInt64](repeating: 0, count: 8)
    let code = unsafe sizes.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return Int32(1) }
      return unsafe read(device, start)
    }
    return code == 0 && sizes[0] > 0 ? sizes[0] : nil
  }

  /// The NUMA nodes near a GPU, in the scope of a node and not of a socket.
  private func numaNodes(near device: UnsafeMutableRawPointer) -> [Int] {
    typealias Nodes =
      @convention(c) (UnsafeMutableRawPointer, UInt32, UnsafeMutablePointer<UInt>, UInt32) -> Int32
    guard let read: Nodes = try? unsafe function("nvmlDeviceGetMemoryAffinity") else { return [] }
    var words = [UInt](repeating: 0, count: 16)
    let code = unsafe words.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return Int32(1) }
      return unsafe read(device, UInt32(buffer.count), start, 0)
    }
    if code != 0 { return [] }
    return (0..<words.count * UInt.bitWidth).filter { words[$0 / 64] >> UInt($0 % 64) & 1 == 1 }
  }

  private func links(of device: UnsafeMutableRawPointer) -> [NVMLReport.Link] {
    guard let state: LinkFill = try? unsafe function("nvmlDeviceGetNvLinkState"),
      let remote: LinkFill = try? unsafe function("nvmlDeviceGetNvLinkRemotePciInfo_v2")
    else { return [] }
    let version: LinkFill? = try? unsafe function("nvmlDeviceGetNvLinkVersion")
    let kind: LinkFill? = try? unsafe function("nvmlDeviceGetNvLinkRemoteDeviceType")
    var links: [NVMLReport.Link] = []
    for link in 0..<Self.linkLimit {
      guard unsafe fill(state, device, link)?[0] == 1 else { continue }
      guard let info = unsafe fill(remote, device, link) else { continue }
      let end: NVMLReport.Link.End =
        switch unsafe kind.flatMap({ unsafe fill($0, device, link)?[0] }) {
        case 0: .gpu
        case 2: .nvswitch
        case nil: .gpu
        default: .other
        }
      links.append(
        NVMLReport.Link(
          end: end, domain: Int(info[4]), bus: Int(info[5]), device: Int(info[6]),
          version: unsafe version.flatMap { unsafe fill($0, device, link)?[0] }.map { Int($0) }
            ?? 0))
    }
    return links
  }

  private func fill(
    _ call: LinkFill, _ device: UnsafeMutableRawPointer, _ link: UInt32
  ) -> [UInt32]? {
    var words = [UInt32](repeating: 0, count: 64)
    let code = unsafe words.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return Int32(1) }
      return unsafe call(device, link, start)
    }
    return code == 0 ? words : nil
  }

  func function<Function>(_ name: String) throws(NVMLFailure) -> Function {
    guard let symbol = unsafe dlsym(handle, name) else { throw .missingSymbol(name) }
    return unsafe unsafeBitCast(symbol, to: Function.self)
  }

  private static func check(_ call: String, _ code: Int32) throws(NVMLFailure) {
    if code != 0 { throw .call(call, code: Int(code)) }
  }
}
