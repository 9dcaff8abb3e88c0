import Documents
import Testing
import Topology
import TopologyFiles

@Suite("GPUs, links and memory from hwloc's files")
struct HwlocDeviceTests {
  static func read(_ fixture: HwlocFixture) throws -> MachineTree {
    try HwlocXML.read(InputText(fixture.xml, file: "machine.xml"))
  }

  @Test("one GPU is one, whatever drivers name it, in every version", arguments: HwlocFixture.all)
  func counts(fixture: HwlocFixture) throws {
    let totals = try Self.read(fixture).totals
    let gpus = [
      "plain server": 0, "eight GPUs": 8, "eight GPUs without subtypes": 8, "eight MI300X": 8,
      "GPU memory as NUMA nodes": 1, "four GPUs in pairs": 4, "GPU memory in version 1": 4,
    ]
    #expect(totals.gpus == gpus[fixture.name])
    #expect(totals.pciDevices == fixture.devices.count)
    #expect(totals.hostNUMANodes == 2)
    #expect(totals.hostMemoryBytes == 2 * 68_719_476_736)
    #expect(
      (totals.packages, totals.cores, totals.pus) == (2, 4, 8), "\(fixture.testDescription)")
  }

  @Test("what is not counted says why")
  func displays() throws {
    let reasons = try Self.read(HwlocFixture.plain).displayAdapters.map(\.reason)
    #expect(
      reasons == [
        "a display without a compute driver", "an accelerator of another kind",
        "a display without a compute driver", "a management controller's display",
      ])
  }

  @Test("name, memory, place and drivers of each GPU", arguments: [1, 2, 3])
  func properties(version: Int) throws {
    var fixture = HwlocFixture.dgx(hasSubtypes: true)
    (fixture.version, fixture.matrix) = (version, nil)
    let gpus = try Self.read(fixture).gpus
    #expect(gpus.map(\.model) == .init(repeating: "NVIDIA H100 80GB HBM3", count: 8))
    #expect(gpus.map(\.numaNode) == [0, 0, 0, 0, 1, 1, 1, 1])
    #expect(gpus.map(\.memoryBytes) == .init(repeating: 83_497_472 * 1024, count: 8))
    #expect(gpus[3].pci?.address.description == "0000:13:00.0")
    #expect(gpus[3].deviceNames == ["nvml3", "cuda3", "opencl0d3", "card4", "renderD123"])
  }

  @Test("switch ports of one machine are one fabric", arguments: [true, false])
  func fabric(hasSubtypes: Bool) throws {
    let tree = try Self.read(.dgx(hasSubtypes: hasSubtypes))
    #expect(tree.gpuDomains == [Array(0..<8)])
    #expect(tree.gpuLinks.count == 28)
    #expect(tree.gpuLinks.allSatisfy { $0.gigabytesPerSecond == 450 && $0.kind == .nvlink })
    let template = tree.nodeTemplate(id: "dgx")
    #expect(
      template.fabrics == [
        NodeTemplate.Fabric(kind: .nvlink, shape: .switched(gigabytesPerSecond: 450))
      ])
    #expect(template.problems.isEmpty)
    #expect(template.gpus.map(\.accelerator) == .init(repeating: "h100", count: 8))
    #expect(template.gpus.map(\.domain) == .init(repeating: 0, count: 8))
  }

  @Test("direct links stay what they are, and processors join nothing")
  func direct() throws {
    let tree = try Self.read(.cubeMesh)
    #expect(tree.gpuDomains == [[0, 1], [2, 3]])
    #expect(
      tree.gpuLinks.map { [Double($0.first), Double($0.second), $0.gigabytesPerSecond ?? 0] }
        == [[0, 1, 40], [2, 3, 40]])
    #expect(tree.nodeTemplate(id: "p100").problems.isEmpty)
  }

  @Test("XGMIHops tells that there is a link, not how wide it is")
  func hops() throws {
    var fixture = HwlocFixture.mi300x
    let rows = fixture.devices.map { fixture.reference($0, driver: true) }
    let values = (0..<64).map { $0 / 8 == $0 % 8 ? 0 : 1 }
    fixture.matrix = ("XGMIHops", rows, values)
    let tree = try Self.read(fixture)
    #expect(tree.gpuDomains == [Array(0..<8)])
    #expect(tree.gpuLinks.count == 28)
    #expect(tree.gpuLinks.allSatisfy { $0.gigabytesPerSecond == nil && $0.kind == .xgmi })
    #expect(tree.nodeTemplate(id: "mi300x").fabrics.isEmpty)
  }

  @Test("the memory of a GPU is its own, not the host's")
  func memory() throws {
    let tree = try Self.read(.graceHopper)
    #expect(tree.deviceNUMANodes.count == 8)
    #expect(tree.gpus.first?.memoryBytes == 102_625_181_696)
    #expect(tree.nodeTemplate(id: "gh").numaNodes.count { $0.kind == .gpuMemory } == 8)
    #expect(try Self.read(.power9).deviceNUMANodes.count == 4)
  }

  @Test("sizes with and without their unit are the same")
  func units() throws {
    var (old, new) = (HwlocFixture.mi300x, HwlocFixture.mi300x)
    old.version = 2
    for index in new.devices.indices {
      new.devices[index].drivers[0].infos["RSMIVRAMSize"] = "201310208KiB"
      new.devices[index].drivers[0].code = 12
    }
    #expect(try Self.read(old).gpus.map(\.memoryBytes) == Self.read(new).gpus.map(\.memoryBytes))
  }

  @Test("a driver's device without PCI device counts, by the driver with most")
  func withoutPCI() throws {
    let xml = HwlocFixture(name: "integrated").xml.replacing(
      "<info name=\"DMIProductName\" value=\"integrated\"/>",
      with: """
        <object type="OSDev" gp_index="900" name="nvml0" osdev_type="12"/>
        <object type="OSDev" gp_index="901" name="cuda0" osdev_type="12"/>
        <object type="OSDev" gp_index="902" name="card0" osdev_type="4"/>
        """)
    let tree = try HwlocXML.read(InputText(xml, file: "machine.xml"))
    #expect(tree.gpus.map(\.deviceNames) == [["nvml0"]])
  }

  @Test("the picture shows every part within 80 columns", arguments: HwlocFixture.all)
  func picture(fixture: HwlocFixture) throws {
    let lines = MachinePicture(try Self.read(fixture)).lines
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(
      lines.count { $0.contains("GPU ") && $0.contains("0.0") }
        == (try Self.read(fixture)).gpus.count)
  }

  @Test("the picture of eight GPUs")
  func pictureText() throws {
    let picture = MachinePicture(try Self.read(.dgx(hasSubtypes: true))).text
    #expect(
      picture == """
        2 packages, 2 NUMA nodes, 4 cores, 8 threads, 128 GiB, 8 GPUs

        eight GPUs
        ├─ package 0
        │  └─ NUMA node 0  64 GiB  2 cores  threads 0-3
        │     ├─ GPU 0  NVIDIA H100 80GB HBM3  79.6 GiB  0000:10:00.0
        │     ├─ GPU 1  NVIDIA H100 80GB HBM3  79.6 GiB  0000:11:00.0
        │     ├─ GPU 2  NVIDIA H100 80GB HBM3  79.6 GiB  0000:12:00.0
        │     └─ GPU 3  NVIDIA H100 80GB HBM3  79.6 GiB  0000:13:00.0
        └─ package 1
           └─ NUMA node 1  64 GiB  2 cores  threads 4-7
              ├─ GPU 4  NVIDIA H100 80GB HBM3  79.6 GiB  0000:20:00.0
              ├─ GPU 5  NVIDIA H100 80GB HBM3  79.6 GiB  0000:21:00.0
              ├─ GPU 6  NVIDIA H100 80GB HBM3  79.6 GiB  0000:22:00.0
              └─ GPU 7  NVIDIA H100 80GB HBM3  79.6 GiB  0000:23:00.0

        28 pairs by nvlink 450 GB/s each way
        GPUs in one domain: 8

        """)
  }
}
