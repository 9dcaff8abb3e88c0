import ArgumentParser
import Fulcrum

import struct ArgumentParser.Option

/// `fulcrum topology`: machines and clusters, of the catalogue or of files.
struct TopologyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "topology",
    abstract: "Machines and clusters: what they hold, which jobs find a place, a picture.",
    discussion: """
      What a scenario's clusters can be made of: \(TopologyCatalog.count(of: .template)) machines and \(TopologyCatalog.count(of: .cluster))
      clusters ship with the program, and files of other tools are read:
        machines   hwloc XML, nvidia-smi topo -m, NCCL and RCCL XML
        clusters   Slurm (slurm.conf with its gres.conf and topology.conf or
                   topology.yaml, scontrol and sinfo --json), Kubernetes (kubectl
                   get nodes -o json), Kueue, topograph, EC2, CSV lists of nodes
      Several files tell of one cluster together; a machine beside them says what
      its nodes are, and POOL=MACHINE those of one pool. Examples:
        fulcrum topology show imbue-10k
        fulcrum topology slots gb200-nvl72-8racks --sizes 8,16,64
        fulcrum topology draw dgx-superpod-127 -o bay.svg
        fulcrum topology convert dgx-superpod-127 --to topology.conf -o topology.conf
        fulcrum topology show topology.conf dgx-h100
      """,
    subcommands: [
      List.self, Show.self, Slots.self, Draw.self, Convert.self, Check.self, Accelerators.self,
    ])
}

/// What is asked for, by name or files.
struct TopologyOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A name of the catalogue, or files of one machine or cluster.", valueName: "name"),
    completion: .catalogueNames)
  var names: [String]

  @OptionGroup var output: OutputOptions

  /// What was read, and what the document says of the texts.
  struct Subject {
    var reading: TopologyReading
    var inputs: [TopologyDocument.Input]

    /// The machine or cluster.
    var file: TopologyFile { reading.file }
  }

  func validate() throws {
    if names.isEmpty {
      throw ValidationError("give a name of the catalogue (see fulcrum topology list), or a file")
    }
  }

  /// Reads it, hands it on, and delivers the text that comes back.
  func deliver(_ text: (Subject) throws(Diagnostics) -> String) throws {
    do throws(Diagnostics) {
      let found = try TopologyCatalog.find(names)
      let records = found.inputs.map { input in
        let mark = "catalogue:"
        let isBuiltin = input.file.hasPrefix(mark)
        return TopologyDocument.Input(
          path: isBuiltin ? nil : input.file,
          builtin: isBuiltin ? String(input.file.dropFirst(mark.count)) : nil,
          sha256: input.sha256.description)
      }
      try output.deliver(try text(Subject(reading: found.reading, inputs: records)))
    } catch {
      throw output.fail(error)
    }
  }

  /// The document of what was read.
  func document(_ subject: Subject, sizes: [Int]) throws(Diagnostics) -> String {
    let document = TopologyDocument(
      subject.reading, sizes: sizes, version: FulcrumRelease.version, inputs: subject.inputs)
    return try TopologyCommand.written { try document.json() }
  }
}

/// Sizes of jobs, such as `8,16,64`.
struct JobSizes: ParsableArguments {
  @Option(
    help: ArgumentHelp("GPUs of jobs to find places for, such as 8,16,64.", valueName: "list"))
  var sizes: String?

  /// The sizes in the order given; the usual ones without.
  var values: [Int] { given ?? TerminalTopology.usualSizes }

  /// The sizes in the order given; nil without.
  var given: [Int]? {
    sizes?.split(separator: ",").compactMap { Int($0.filter { $0 != " " && $0 != "_" }) }
  }

  func validate() throws {
    let count = sizes.map { $0.split(separator: ",", omittingEmptySubsequences: false).count }
    guard count == nil || count == values.count, !values.isEmpty, values.count <= 32,
      values.allSatisfy({ (1...100_000_000).contains($0) })
    else {
      throw ValidationError("--sizes takes whole numbers of GPUs, such as 8,16,64")
    }
  }
}

extension TopologyCommand {
  /// `fulcrum topology list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The machines and clusters that ship with the program.",
      usage: "fulcrum topology list [<options>]",
      discussion: """
        Every name works as --cluster, and as cluster or machine in a scenario.
        Examples:
          fulcrum topology list
          fulcrum topology list --format json -o catalogue.json
        """)

    @OptionGroup var output: OutputOptions

    func run() throws {
      do throws(Diagnostics) {
        var files: [TopologyFile] = []
        for entry in TopologyCatalog.entries { files.append(try entry.read()) }
        let listing = CatalogueListing(files)
        try output.deliver(
          output.format == .json
            ? try TopologyCommand.written { try listing.json() } : listing.text)
      } catch {
        throw output.fail(error)
      }
    }
  }

  /// `fulcrum topology show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What a machine or a cluster holds, and where the figures come from.",
      usage: "fulcrum topology show <name> [<options>]",
      discussion: """
        Nodes, GPUs, memory, NUMA nodes, NVLink domains and racks, and which jobs of
        usual sizes find a place. Examples:
          fulcrum topology show dgx-h100
          fulcrum topology show imbue-10k --sizes 8,1024 --format json
        """)

    @OptionGroup var topology: TopologyOptions
    @OptionGroup var jobs: JobSizes

    func run() throws {
      try topology.deliver { subject throws(Diagnostics) in
        if topology.output.format == .json {
          return try topology.document(subject, sizes: jobs.values)
        }
        let picture = subject.reading.tree.map { MachinePicture($0).text + "\n" } ?? ""
        let read = TerminalReading(subject.reading).lines.map { $0 + "\n" }.joined()
        return picture + TerminalTopology(subject.file, sizes: jobs.given).text
          + (read.isEmpty ? "" : "\n" + read)
      }
    }
  }

  /// `fulcrum topology slots`.
  struct Slots: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "How many jobs of each size find a place at once.",
      usage: "fulcrum topology slots <name> [<options>]",
      discussion: """
        A job of up to a node's GPUs lies within one node. A larger one takes whole
        nodes: within one NVLink domain if a full one has enough, else within one
        unit of the smallest network tier that has, else anywhere in its pool.
        Examples:
          fulcrum topology slots gb200-nvl72-8racks
          fulcrum topology slots dgx-superpod-127 --sizes 8,16,64
        """)

    @OptionGroup var topology: TopologyOptions
    @OptionGroup var jobs: JobSizes

    func run() throws {
      try topology.deliver { subject throws(Diagnostics) in
        topology.output.format == .json
          ? try topology.document(subject, sizes: jobs.values)
          : TerminalTopology(subject.file, sizes: jobs.given).slots
      }
    }
  }

  /// `fulcrum topology draw`.
  struct Draw: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A picture: tiers, racks or domains, nodes and GPUs; SVG.",
      usage: "fulcrum topology draw <name> [<options>]",
      discussion: """
        Prints the SVG, or writes it with -o FILE. Examples:
          fulcrum topology draw dgx-superpod-127 -o bay.svg
          fulcrum topology draw dgx-h100 > node.svg
        """)

    @OptionGroup var topology: TopologyOptions

    func run() throws {
      try topology.deliver { subject throws(Diagnostics) in
        switch subject.file {
        case .cluster(let cluster):
          try Self.check(cluster, at: subject.reading.sources[0].file)
          return ClusterDrawing(cluster).svg
        case .template(let template): return ClusterDrawing(template).svg
        }
      }
    }

    // Larger than any cluster there is, and than any viewer shows.
    private static let nodeLimit = 200_000

    private static func check(_ cluster: ClusterTopology, at file: String) throws(Diagnostics) {
      if cluster.nodes <= nodeLimit { return }
      throw Diagnostics(
        "has more than the \(nodeLimit) nodes that a picture can show",
        at: SourceLocation(file: file),
        value: .text("\(cluster.nodes)"), remedy: "draw a part of it")
    }
  }

  /// `fulcrum topology check`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Every problem of a topology file at once, each with its place and what to do.",
      usage: "fulcrum topology check <name> [<options>]",
      discussion: """
        Reads a cluster or a machine as a scenario would. Ends with 65 if anything is
        wrong, and with 66 if the file cannot be read. Examples:
          fulcrum topology check imbue-10k
          fulcrum probe -o node.yaml --quiet && fulcrum topology check node.yaml
          fulcrum topology check nowhere.yaml || test $? = 66
        """)

    @OptionGroup var topology: TopologyOptions

    func run() throws {
      try topology.deliver { subject throws(Diagnostics) in
        if topology.output.format == .json {
          return try topology.document(subject, sizes: TerminalTopology.usualSizes)
        }
        if topology.output.quiet { return "" }
        let what =
          switch subject.file {
          case .cluster(let cluster): "a cluster of \(cluster.gpus) GPUs"
          case .template(let template): "a machine with \(template.gpus.count) GPUs"
          }
        let read = TerminalReading(subject.reading).lines.map { $0 + "\n" }.joined()
        return "\(subject.file.id): no problems; \(what)\n" + (read.isEmpty ? "" : "\n" + read)
      }
    }
  }

  /// A document's text, or the problem that it cannot be written.
  static func written(_ json: () throws -> String) throws(Diagnostics) -> String {
    do {
      return try json()
    } catch {
      throw Diagnostics(
        "a number of the topology cannot be written as JSON", at: SourceLocation(file: "fulcrum"),
        remedy: "please report this")
    }
  }
}
