extension HwlocFixture {
  /// Every machine in every version that can describe it.
  static let all: [HwlocFixture] =
    [1, 2, 3].flatMap { version in
      [plain, dgx(hasSubtypes: true), dgx(hasSubtypes: false), mi300x, graceHopper, cubeMesh].map {
        var fixture = $0
        fixture.version = version
        // hwloc 1 has no matrices of devices, and no memory of GPUs with processors.
        if version == 1 { (fixture.matrix, fixture.nodes) = (nil, []) }
        return fixture
      }
    } + [power9]

  /// A server without GPUs: its management controller's displays must not count.
  static let plain = HwlocFixture(
    name: "plain server",
    devices: [
      Device(
        address: "0000:03:00.0", type: "0300 [1a03:2000] [1a03:2000] 41", package: 0,
        drivers: [Driver(name: "card0", code: 1), Driver(name: "controlD64", code: 1)]),
      Device(address: "0000:04:00.0", type: "0300 [102b:0522] [1028:0600] 05", package: 1),
      Device(address: "0000:05:00.0", type: "0300 [1002:515e] [1014:0300] 02", package: 1),
      Device(
        address: "0000:06:00.0", type: "0200 [8086:1572] [8086:0001] 02", package: 0,
        drivers: [Driver(name: "eth0", code: 2)]),
      Device(address: "0000:07:00.0", type: "1200 [10ee:5000] [10ee:000e] 00", package: 0),
    ])

  /// Eight GPUs of class 0302 behind NVSwitches, each named by several drivers, and a BMC's VGA.
  ///
  /// No link joins GPUs directly, and the switches of the two halves are not joined either.
  static func dgx(hasSubtypes: Bool) -> HwlocFixture {
    var fixture = HwlocFixture(name: hasSubtypes ? "eight GPUs" : "eight GPUs without subtypes")
    let gpus = (0..<8).map { index in
      Device(
        address: "0000:\(1 + index / 4)\(index % 4):00.0", type: "0302 [10de:2330] [10de:16c1] a1",
        package: index / 4,
        drivers: [
          Driver(
            name: "nvml\(index)", code: hasSubtypes ? 1 : 5, subtype: hasSubtypes ? "NVML" : nil,
            infos: ["GPUModel": "NVIDIA H100 80GB HBM3", "Backend": "NVML"]),
          Driver(
            name: "cuda\(index)", code: 5, subtype: hasSubtypes ? "CUDA" : nil,
            infos: ["CUDAGlobalMemorySize": "83497472"]),
          Driver(name: "opencl0d\(index)", code: 5, infos: ["OpenCLDeviceType": "GPU"]),
          Driver(name: "card\(index + 1)", code: 1), Driver(name: "renderD12\(index)", code: 1),
        ])
    }
    let switches = (0..<4).map { index in
      Device(
        address: "0000:a\(index):00.0", type: "0680 [10de:22a3] [10de:1796] a1",
        subtype: hasSubtypes ? "NVSwitch" : nil)
    }
    let display = Device(
      address: "0000:03:00.0", type: "0300 [1a03:2000] [1a03:2000] 41",
      drivers: [Driver(name: "card0", code: 1)])
    fixture.devices = gpus + switches + [display]
    let rows =
      gpus.map { fixture.reference($0, driver: true) }
      + switches.map { fixture.reference($0, driver: false) }
    var values = [Int](repeating: 0, count: rows.count * rows.count)
    for gpu in 0..<8 {
      for port in 0..<2 {
        let column = 8 + 2 * (gpu / 4) + port
        values[gpu * rows.count + column] = 225_000
        values[column * rows.count + gpu] = 225_000
      }
    }
    fixture.matrix = ("NVLinkBandwidth", rows, values)
    return fixture
  }

  /// Eight accelerators of class 1200, which no display class holds.
  static let mi300x = HwlocFixture(
    name: "eight MI300X",
    devices: (0..<8).map { index in
      Device(
        address: "0000:\(index)5:00.0", type: "1200 [1002:74a1] [1002:74a1] 00",
        package: index / 4,
        drivers: [
          Driver(
            name: "rsmi\(index)", code: 1, subtype: "RSMI",
            infos: ["GPUModel": "AMD Instinct MI300X", "RSMIVRAMSize": "201310208"]),
          Driver(name: "card\(index)", code: 1), Driver(name: "renderD12\(index)", code: 1),
        ])
    })

  /// A GPU whose memory is NUMA nodes with processors near, marked by subtype.
  static let graceHopper = HwlocFixture(
    name: "GPU memory as NUMA nodes",
    devices: [
      Device(
        address: "0009:01:00.0", type: "0302 [10de:2342] [10de:16eb] a1", package: 0,
        drivers: [Driver(name: "nvml0", code: 1, subtype: "NVML")])
    ],
    nodes: (0..<8).map { index in
      ExtraNode(
        index: 2 + index, bytes: index == 0 ? 102_625_181_696 : 0,
        address: index == 0 ? "0009:01:00.0" : nil, hasProcessors: true)
    })

  /// Four GPUs joined directly in two pairs, with the processors as rows of the same matrix.
  static let cubeMesh: HwlocFixture = {
    var fixture = HwlocFixture(name: "four GPUs in pairs")
    let gpus = (0..<4).map { index in
      Device(
        address: "0000:b\(index):00.0", type: "0302 [10de:15f9] [10de:116b] a1",
        package: index / 2,
        drivers: [Driver(name: "nvml\(index)", code: 1, subtype: "NVML")])
    }
    fixture.devices = gpus
    let rows = gpus.map { fixture.reference($0, driver: true) } + ["Package:10", "Package:11"]
    var values = [Int](repeating: 0, count: 36)
    for (a, b) in [(0, 1), (2, 3), (0, 4), (1, 4), (2, 5), (3, 5)] {
      values[a * 6 + b] = 40_000
      values[b * 6 + a] = 40_000
    }
    fixture.matrix = ("NVLinkBandwidth", rows, values)
    return fixture
  }()

  /// hwloc 1 on POWER9: the GPUs' memory is NUMA nodes without processors, numbered from 252.
  static let power9: HwlocFixture = {
    var fixture = cubeMesh
    fixture.name = "GPU memory in version 1"
    fixture.version = 1
    fixture.matrix = nil
    fixture.nodes = (252...255).map {
      ExtraNode(index: $0, bytes: 16_911_433_728, address: nil, hasProcessors: false)
    }
    return fixture
  }()
}
