import ArgumentParser
import Fulcrum

/// `fulcrum market`: who else is asking, and what people weigh.
struct MarketCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "market",
    abstract: "Employers with the sizes of their clusters, what they are like, kinds of people.",
    discussion: """
      The tables that a scenario takes its defaults from, each figure with its source
      or with the word assumption. Examples:
        fulcrum market employers --min-gpus 10k
        fulcrum market profiles
        fulcrum market segments
      """,
    subcommands: [Employers.self, Profiles.self, Segments.self])
}

extension MarketCommand {
  /// `fulcrum market employers`.
  struct Employers: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Employers with their largest published cluster, its date and how sure it is.",
      usage: "fulcrum market employers [<name>] [<options>]",
      discussion: """
        The largest first. A table of what is published, not a census; how many lie
        above a cut-off is counted in it. Examples:
          fulcrum market employers --min-gpus 10k
          fulcrum market employers --region europe --stage national
          fulcrum market employers xai-colossus
          fulcrum market employers --format csv -o employers.csv
        """)

    @Argument(
      help: ArgumentHelp("One employer, with its source; all without.", valueName: "name"),
      completion: .list(Employer.shipped.map(\.id)))
    var name: String?

    @Option(
      help: ArgumentHelp(
        "Only those who have their seat there: \(Self.regions).", valueName: "region"),
      completion: .list(Employer.Region.allCases.map(\.rawValue)),
      transform: { try MarketCommand.named($0, "region") })
    var region: Employer.Region?

    @Option(
      help: ArgumentHelp("Only houses of that kind: \(Self.stages).", valueName: "stage"),
      completion: .list(Employer.Stage.allCases.map(\.rawValue)),
      transform: { try MarketCommand.named($0, "stage") })
    var stage: Employer.Stage?

    @Option(
      help: ArgumentHelp(
        "Only clusters of so many H100-equivalents or more, such as 10k.", valueName: "count"),
      transform: MarketCommand.gpus)
    var minGpus: Double?

    @OptionGroup var output: MarketOutput

    private static var regions: String { MarketCommand.list(Employer.Region.self) }
    private static var stages: String { MarketCommand.list(Employer.Stage.self) }

    func validate() throws {
      if name != nil, region != nil || stage != nil || minGpus != nil {
        throw ValidationError("one employer by its name takes no --region, --stage or --min-gpus")
      }
    }

    func run() throws {
      guard let name else {
        let list = MarketEmployers(
          region: region, stage: stage, atLeast: minGpus, today: output.today)
        return try output.deliver(table: list.text, csv: list.csv, json: list.json)
      }
      let employer: Employer
      do throws(Diagnostics) {
        employer = try MarketCommand.find(
          name, among: Employer.shipped.map(\.id), "employers", Employer.named)
      } catch {
        throw output.fail(error)
      }
      let list = MarketEmployers(only: employer, today: output.today)
      try output.deliver(
        table: { width, _ in
          MarketEmployers.text(of: employer, today: output.today, width: width)
        }, csv: list.csv, json: list.json)
    }
  }

  /// `fulcrum market profiles`.
  struct Profiles: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What it is like at each kind of employer: the levels that people weigh.",
      usage: "fulcrum market profiles [<name>] [<options>]",
      discussion: """
        Levels by attribute, each an assumption with its range; of one profile also the
        reasons. Startups against big labs: freedom and speed against stability and
        compute. Examples:
          fulcrum market profiles
          fulcrum market profiles startup
          fulcrum market profiles --format json
        """)

    @Argument(
      help: ArgumentHelp("One profile, with its reasons; all without.", valueName: "name"),
      completion: .list(EmployerProfile.shipped.map(\.id)))
    var name: String?

    @OptionGroup var output: MarketOutput

    func run() throws {
      var profiles = EmployerProfile.shipped
      do throws(Diagnostics) {
        if let name {
          let known = profiles.map(\.id)
          profiles = [
            try MarketCommand.find(name, among: known, "profiles", EmployerProfile.named)
          ]
        }
      } catch {
        throw output.fail(error)
      }
      let list = MarketProfiles(profiles)
      try output.deliver(table: list.text, csv: list.csv, json: list.json)
    }
  }

  /// `fulcrum market segments`.
  struct Segments: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What compute and the rest are worth to each kind of people, by belief.",
      usage: "fulcrum market segments [<scenario>] [<options>]",
      discussion: """
        Both beliefs beside the undecided one, the cut-offs on the cluster, and what all
        else is worth. With a scenario its own segments are among them. Examples:
          fulcrum market segments
          fulcrum market segments my-lab --set segments.frontier.guaranteed_gpus=20%
          fulcrum market segments --format csv
        """)

    @OptionGroup var input: ScenarioOptions
    @OptionGroup var output: MarketOutput

    func run() throws {
      let list: MarketSegments
      do throws(Diagnostics) {
        list = MarketSegments(try input.read())
      } catch {
        throw output.fail(error)
      }
      try output.deliver(table: list.text, csv: list.csv, json: list.json)
    }
  }

  /// Every word of a kind, for help.
  private static func list<Kind: CaseIterable & RawRepresentable<String>>(
    _ kind: Kind.Type
  ) -> String {
    kind.allCases.map(\.rawValue).joined(separator: ", ")
  }

  /// The word that an option names.
  fileprivate static func named<Kind: CaseIterable & RawRepresentable<String>>(
    _ text: String, _ noun: String
  ) throws -> Kind {
    if let kind = Kind(rawValue: text.lowercased()) { return kind }
    let hint = nearestName(to: text, among: Kind.allCases.map(\.rawValue))
    throw ValidationError(
      hint.map { "there is no such \(noun): did you mean \($0)?" }
        ?? "there is no such \(noun); there are \(list(Kind.self))")
  }

  /// A number of H100-equivalents as people write it: `10k`.
  fileprivate static func gpus(_ text: String) throws -> Double {
    let place = SourceLocation(file: "--min-gpus")
    let node = DocumentNode(
      .mapping([
        DocumentNode.Entry(
          key: "min-gpus", location: place,
          value: DocumentNode(text: text, isQuoted: true, at: place))
      ]), at: place)
    var section = Section(node, path: "")
    let measure = Measure("H100-equivalents", example: "10k", from: 0, through: 1e9)
    if let count = section.number("min-gpus", measure), section.intervals.isEmpty { return count }
    throw ValidationError("--min-gpus takes H100-equivalents, such as 10k; \(text) is none")
  }

  /// What a name means, or the nearest that somebody could mean.
  fileprivate static func find<Found>(
    _ name: String, among known: [String], _ list: String, _ named: (String) -> Found?
  ) throws(Diagnostics) -> Found {
    if let found = named(name) { return found }
    let near = nearestName(to: name, among: known) ?? known.first { $0.hasPrefix(name) }
    throw Diagnostics(
      "is none of the \(list)", at: SourceLocation(file: "command line"), value: .text(name),
      remedy: near.map { "did you mean \($0)?" } ?? "see fulcrum market \(list)")
  }
}
