/// Where a PCI function sits and what it says it is.
public struct PCIFunction: Hashable, Sendable, CustomStringConvertible {
  /// Where it sits.
  public var address: PCIAddress
  /// Class and subclass, such as 0x0302 for a 3D controller.
  public var classCode: Int
  /// The maker, such as 0x10de for NVIDIA.
  public var vendor: Int
  /// The maker's number of the product.
  public var device: Int
  /// Who built the board, by the number; 0 if unknown.
  public var subvendor = 0
  /// The builder's number of the board; 0 if unknown.
  public var subdevice = 0
  /// The revision of the product.
  public var revision = 0
  /// GB/s of its bus in one direction, as it runs; nil if unknown.
  public var linkGigabytesPerSecond: Double?

  /// A function at an address.
  public init(address: PCIAddress, classCode: Int = 0, vendor: Int = 0, device: Int = 0) {
    self.address = address
    self.classCode = classCode
    self.vendor = vendor
    self.device = device
  }

  /// Where it sits and what it is: `0000:34:00.0 0302 [10de:2330]`.
  public var description: String {
    func hex(_ number: Int) -> String {
      let digits = String(number, radix: 16)
      return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
    return "\(address) \(hex(classCode)) [\(hex(vendor)):\(hex(device))]"
  }
}

/// The address of a PCI function; orders as the buses are numbered.
public struct PCIAddress: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The domain (segment).
  public var domain: Int
  /// The bus, 0 to 255.
  public var bus: Int
  /// The device on the bus, 0 to 31.
  public var device: Int
  /// The function of the device, 0 to 7.
  public var function: Int

  /// An address of four numbers.
  public init(domain: Int, bus: Int, device: Int, function: Int) {
    self.domain = domain
    self.bus = bus
    self.device = device
    self.function = function
  }

  /// Reads `0000:34:00.0`; the domain may have four or eight digits.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(whereSeparator: { $0 == ":" || $0 == "." })
    let numbers = parts.compactMap { $0.count <= 8 ? Int($0, radix: 16) : nil }
    guard parts.count == 4, numbers.count == 4, text.utf8.count <= 16,
      numbers.allSatisfy({ $0 >= 0 }), numbers[1] < 256, numbers[2] < 32, numbers[3] < 8
    else { return nil }
    self.init(
      domain: numbers[0], bus: numbers[1], device: numbers[2], function: numbers[3])
  }

  /// `0000:34:00.0`.
  public var description: String {
    "\(hex(domain, 4)):\(hex(bus, 2)):\(hex(device, 2)).\(hex(function, 1))"
  }

  private func hex(_ number: Int, _ width: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// By domain, bus, device, function.
  public static func < (left: PCIAddress, right: PCIAddress) -> Bool {
    (left.domain, left.bus, left.device, left.function)
      < (right.domain, right.bus, right.device, right.function)
  }
}
