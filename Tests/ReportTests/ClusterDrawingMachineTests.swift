import Foundation
import Report
import Testing
import Topology
import TopologyCatalog
import TopologyFiles

@Suite("drawing of one machine") struct ClusterDrawingMachineTests {
  private static let machines = [
    "dgx-1v", "dgx-2", "dgx-a100", "dgx-h100", "aws-p5-48xlarge", "frontier-mi250x", "mi300x-8",
    "gb200-nvl72-tray", "summit-v100", "l40s-8", "gh200-single", "aurora-pvc",
  ]

  @Test("each GPU and adapter lies in the box of its memory", arguments: machines)
  func devices(name: String) throws {
    let template = try Self.template(name)
    let svg = ClusterDrawing(template).svg
    let boxes = Rectangle.all(in: svg)
    let gpus = boxes.filter { $0.classes.contains("g") }
    let nics = boxes.filter { $0.classes.contains("nic") }
    let near = boxes.filter { $0.classes.contains("near") }
    #expect(gpus.count == template.gpus.count)
    #expect(nics.count == template.nics.count)
    #expect(Rectangle.overlap(among: gpus + nics) == nil)
    #expect(Rectangle.overlap(among: near) == nil)
    // GPUs are written in the order of their indices.
    let homes = gpus.map { gpu in near.firstIndex { $0.contains(gpu) } }
    for (a, b) in zip(template.gpus.indices, template.gpus.indices.dropFirst()) {
      #expect((homes[a] == homes[b]) == (template.gpus[a].numa == template.gpus[b].numa))
    }
    #expect(homes.allSatisfy { $0 != nil })
    #expect(nics.allSatisfy { nic in near.contains { $0.contains(nic) } })
    let page = try #require(boxes.first { $0.classes.contains("page") })
    #expect(boxes.allSatisfy { $0.x + $0.width <= page.width && $0.y + $0.height <= page.height })
    #expect(page.width <= 1_440)
    #expect(svg == ClusterDrawing(template).svg)
  }

  @Test(
    "the GPUs of each package are drawn in it",
    arguments: [
      ("dgx-h100", [4, 4]), ("aurora-pvc", [3, 3]), ("frontier-mi250x", [8]),
      ("elcap-mi300a", [1, 1, 1, 1]), ("dgx-a100", [4, 4]),
    ])
  func packages(name: String, gpus: [Int]) throws {
    let boxes = Rectangle.all(in: ClusterDrawing(try Self.template(name)).svg)
    let packages = boxes.filter { $0.classes.contains("box") }
    #expect(
      packages.map { package in
        boxes.count { $0.classes.contains("g") && package.contains($0) }
      } == gpus)
    let near = boxes.filter { $0.classes.contains("near") }
    #expect(near.allSatisfy { near in packages.count { $0.contains(near) } == 1 })
  }

  @Test(
    "every link between two GPUs is drawn with its rate, or one bar stands for a switch",
    arguments: machines)
  func links(name: String) throws {
    let template = try Self.template(name)
    let svg = ClusterDrawing(template).svg
    let bars = Rectangle.all(in: svg).count { $0.classes.contains("bar") }
    let switches = template.fabrics.filter { fabric in
      if case .switched = fabric.shape { true } else { false }
    }
    #expect(bars == switches.count)
    for fabric in template.fabrics {
      if case .switched(let rate) = fabric.shape {
        #expect(svg.contains("· \(Int(rate)) GB/s a GPU<"))
        continue
      }
      var one = template
      one.fabrics = [fabric]
      for link in one.links {
        let rate = link.gigabytesPerSecondPerDirection
        let words = rate == rate.rounded() ? "\(Int(rate))" : "\(rate)"
        #expect(
          svg.components(separatedBy: "<title>GPU \(link.a) and GPU \(link.b): ").count == 2)
        #expect(svg.contains(" \(words) GB/s</title>"), "\(words)")
      }
    }
  }

  @Test("faster links are wider, and their dashes differ")
  func widths() throws {
    let svg = ClusterDrawing(try Self.template("dgx-1v")).svg
    let lines = svg.split(separator: "\n").filter {
      $0.contains("<title>GPU ") && $0.hasPrefix("<path")
    }
    let fast = lines.filter { $0.contains(", 50 GB/s") }
    let slow = lines.filter { $0.contains(", 25 GB/s") }
    #expect(fast.count == 8)
    #expect(slow.count == 8)
    #expect(fast.allSatisfy { $0.contains("stroke-width=\"6.0\"") && !$0.contains("dasharray") })
    #expect(slow.allSatisfy { $0.contains("stroke-width=\"3.0\"") && $0.contains("dasharray") })
  }

  @Test("sockets, memory and adapters are in words too")
  func words() throws {
    let svg = ClusterDrawing(try Self.template("dgx-h100")).svg
    for text in [
      ">CPU package 1 of 56 cores<", ">NUMA node 0<", ">56 cores<", ">1 TiB<", ">GPU 7<", ">80 GB<",
      ">NIC 3<", ">400 Gb/s<", "id=\"node-h100-0\"",
      "CPU package 1 of 56 cores: NUMA node 1, 56 cores, 1 TiB, GPUs 4 5 6 7, adapters 4 5 6 7.",
    ] {
      #expect(svg.contains(text), "\(text)")
    }
  }

  @Test("what is not known is not drawn as if it were")
  func unknown() {
    let gpu = NodeTemplate.GPU(model: "GPU", accelerator: nil, memoryBytes: 0)
    let template = NodeTemplate(
      id: "m", sockets: 0, coresPerSocket: 0, numaNodes: [], gpus: [gpu, gpu])
    let svg = ClusterDrawing(template).svg
    #expect(svg.contains(">memory not known<"))
    #expect(svg.contains("How its GPUs are linked is not known."))
    for text in ["CPU package", "NUMA node", " cores", ">0 GB<", "Gb/s"] {
      #expect(!svg.contains(text), "\(text)")
    }
  }

  @Test("a machine of more parts than a page holds is drawn as its GPUs", arguments: [0, 17, 300])
  func large(gpus: Int) {
    let gpu = NodeTemplate.GPU(model: "GPU", accelerator: nil, memoryBytes: 0)
    let template = NodeTemplate(
      id: "m", sockets: 0, coresPerSocket: 0, numaNodes: [],
      gpus: [NodeTemplate.GPU](repeating: gpu, count: gpus))
    let boxes = Rectangle.all(in: ClusterDrawing(template).svg)
    #expect(boxes.count { $0.classes.contains("g") } == gpus)
  }

  private static func template(_ name: String) throws -> NodeTemplate {
    guard case .template(let template) = try TopologyCatalog.find(name).file else {
      throw CocoaError(.featureUnsupported)
    }
    return template
  }
}
