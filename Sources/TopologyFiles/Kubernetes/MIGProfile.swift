/// A size of partition of NVIDIA's GPUs: `3g.40gb` takes three of seventh parts, half of the memory.
///
/// Source: NVIDIA Multi-Instance GPU user guide, supported profiles.
struct MIGProfile {
  /// How many fit on one GPU.
  let perGPU: Int

  /// Reads a profile's name; one that is not understood counts as a seventh.
  init(_ name: String, bytesOfGPU bytes: Int?) {
    let parts = name.lowercased().split { $0 == "." || $0 == "-" || $0 == "_" }
    func number(before unit: String) -> Int? {
      parts.lazy.filter { $0.hasSuffix(unit) }.compactMap { Int($0.dropLast(unit.count)) }.first
    }
    let slices = min(max(number(before: "g") ?? 1, 1), 7)
    // An eighth of the memory is the least; sizes are rounded in the name.
    guard let gigabytes = number(before: "gb"), let bytes, (1...1_000).contains(gigabytes) else {
      perGPU = slices == 4 ? 1 : 7 / slices
      return
    }
    let eighths = max(1, (gigabytes * 8_000_000_000 + bytes / 2) / bytes)
    perGPU = max(1, min(7 / slices, 8 / min(eighths, 8)))
  }

  /// How many GPUs so many partitions fill.
  func gpus(for partitions: Int) -> Int { (partitions + perGPU - 1) / perGPU }
}
