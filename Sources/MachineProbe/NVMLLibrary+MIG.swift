internal import Glibc

extension NVMLLibrary {
  /// Into what a GPU is cut; nil where GPU or library cannot.
  ///
  /// Libraries before 2020 lack these functions, and GPUs before the A100 refuse them: no failure.
  func mig(of device: UnsafeMutableRawPointer) -> NVMLReport.MIG? {
    typealias Mode =
      @convention(c) (
        UnsafeMutableRawPointer, UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<UInt32>
      ) -> Int32
    typealias Open =
      @convention(c) (
        UnsafeMutableRawPointer, UInt32, UnsafeMutablePointer<UnsafeMutableRawPointer?>
      ) -> Int32
    guard let mode: Mode = try? unsafe function("nvmlDeviceGetMigMode") else { return nil }
    var (current, pending) = (UInt32(0), UInt32(0))
    if unsafe mode(device, &current, &pending) != 0 { return nil }
    var mig = NVMLReport.MIG(isOn: current == 1, willBeOn: pending == 1)
    guard mig.isOn, let most = unsafe number("nvmlDeviceGetMaxMigDeviceCount", of: device),
      let open: Open = try? unsafe function("nvmlDeviceGetMigDeviceHandleByIndex")
    else { return mig }
    for index in 0..<min(most, Self.partLimit) {
      var part: UnsafeMutableRawPointer?
      // Numbers of parts that do not exist, or that this container may not use, lie between.
      guard unsafe open(device, index, &part) == 0, let part = unsafe part else { continue }
      mig.parts.append(unsafe self.part(part))
    }
    return mig
  }

  /// More parts than any GPU can be cut into.
  private static let partLimit: UInt32 = 64

  private func part(_ part: UnsafeMutableRawPointer) -> NVMLReport.Part {
    var result = NVMLReport.Part()
    // `NVIDIA A100-SXM4-40GB MIG 3g.20gb`
    let words = unsafe text("nvmlDeviceGetName", of: part)?.split(separator: " ") ?? []
    if let mark = words.lastIndex(of: "MIG"), mark + 1 < words.count {
      result.profile = words[(mark + 1)...].joined(separator: " ")
    }
    result.instance = unsafe number("nvmlDeviceGetGpuInstanceId", of: part).map { Int($0) }
    result.memoryBytes = unsafe partMemory(part) ?? memory(of: part)
    result.uuid = unsafe text("nvmlDeviceGetUUID", of: part)
    return result
  }

  // nvmlDeviceAttributes_t: eight counts, then the memory in MiB as 64 bits.
  private func partMemory(_ part: UnsafeMutableRawPointer) -> UInt64? {
    guard let read: Fill = try? unsafe function("nvmlDeviceGetAttributes_v2") else { return nil }
    var words = [UInt64](repeating: 0, count: 16)
    let code = unsafe words.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return Int32(1) }
      return unsafe read(part, start)
    }
    let (bytes, isTooLarge) = words[4].multipliedReportingOverflow(by: 1 << 20)
    return code == 0 && bytes > 0 && !isTooLarge ? bytes : nil
  }

  private func number(_ name: String, of device: UnsafeMutableRawPointer) -> UInt32? {
    typealias Number =
      @convention(c) (UnsafeMutableRawPointer, UnsafeMutablePointer<UInt32>) -> Int32
    guard let read: Number = try? unsafe function(name) else { return nil }
    var value: UInt32 = 0
    return unsafe read(device, &value) == 0 ? value : nil
  }
}
