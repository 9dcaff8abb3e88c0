internal import Documents
public import Topology

/// The kinds of GPU with what is known of them, each figure with its source.
public struct AcceleratorListing: Sendable {
  private let accelerators: [Accelerator]

  /// A listing of `accelerators`, in their order.
  public init(_ accelerators: [Accelerator] = Accelerator.shipped) {
    self.accelerators = accelerators
  }

  /// Lines for a terminal of 80 columns; of one accelerator every figure with its source.
  public var text: String {
    accelerators.count == 1 ? sources(of: accelerators[0]) : table
  }

  private var table: String {
    var table = TextTable([.left] + [TextTable.Alignment](repeating: .right, count: 7))
    table.add(["GPU", "H100e", "TFLOPS", "GB", "GB/s", "link GB/s", "chip W", "server W"])
    for accelerator in accelerators {
      let figures = accelerator.figures
      func cell(_ figure: Accelerator.Figure?) -> String {
        figure.map { Self.plain($0.value) + ($0.isVerified ? "" : "*") } ?? "-"
      }
      table.add([
        accelerator.id, NumberFormat.fixed(accelerator.h100e, 3), cell(figures?.teraflops),
        cell(figures?.memory), cell(figures?.memoryBandwidth), cell(figures?.link),
        cell(figures?.chipPower), cell(figures?.serverPower),
      ])
    }
    let words = [
      "H100e: dense bf16 rate over the 989 TFLOPS of an H100 SXM; fp16 where there is no bf16",
      "link: to other GPUs, one direction; server W: all of a server, for each GPU",
      "* nobody here has read the figure at its source; - not known",
      "fulcrum topology accelerators NAME says where each figure is from",
    ]
    return
      (table.lines(width: 80) + [""]
      + words.flatMap { TextTable.wrapped($0, width: 80, indent: 2) }).joined(separator: "\n")
      + "\n"
  }

  private func sources(of accelerator: Accelerator) -> String {
    var lines = ["\(accelerator.id): \(NumberFormat.fixed(accelerator.h100e, 3)) H100-equivalents"]
    for (name, figure) in accelerator.figures?.all ?? [] {
      let mark = figure.isVerified ? "" : "UNVERIFIED "
      let note = figure.note.map { " (\($0))" } ?? ""
      lines += TextTable.wrapped(
        "\(mark)\(name): \(Self.plain(figure.value)) \(Self.unit(of: name)), "
          + "\(figure.source), \(figure.date)\(note)",
        width: 78, indent: 2
      ).map { "  " + $0 }
    }
    if accelerator.figures == nil { lines.append("  " + accelerator.source) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func unit(of name: String) -> String {
    switch name {
    case "teraflops": "TFLOPS dense"
    case "memory": "GB"
    case "memory bandwidth": "GB/s"
    case "link": "GB/s in one direction"
    default: "W"
    }
  }

  private static func plain(_ value: Double) -> String {
    value == value.rounded() ? NumberFormat.count(value) : NumberFormat.fixed(value, 1)
  }

  /// The same as a document, schema `fulcrum.accelerators/1`.
  public func json() throws -> String {
    struct Document: Encodable {
      struct Figure: Encodable {
        var what: String
        var value: Double
        var source: String
        var date: String
        var verified: Bool
        var note: String?
      }
      struct Entry: Encodable {
        var id: String
        var h100e: Double
        var basis: String?
        var figures: [Figure]
      }
      var schema = "fulcrum.accelerators/1"
      var accelerators: [Entry]
    }
    let entries = accelerators.map { accelerator in
      Document.Entry(
        id: accelerator.id, h100e: accelerator.h100e, basis: accelerator.figures?.basis.rawValue,
        figures: (accelerator.figures?.all ?? []).map { name, figure in
          Document.Figure(
            what: name, value: figure.value, source: figure.source, date: figure.date,
            verified: figure.isVerified, note: figure.note)
        })
    }
    return try Document(accelerators: entries).jsonDocument()
  }
}
