import Foundation
import Fulcrum
import ScenarioFixtures
import Testing

@Suite("fulcrum schema, as a process")
struct SchemaCommandTests {
  @Test("prints the schema, or writes it")
  func prints() throws {
    let folder = try TemporaryFolder()
    let printed = try ProgramRun(["schema"])
    #expect(printed.code == 0 && printed.output == ScenarioSchema.json)
    #expect(try ProgramRun(["schema", "-o", "s.json"], in: folder.path).output.isEmpty)
    #expect(try folder.text(of: "s.json") == ScenarioSchema.json)
    #expect(try ProgramRun(["schema", "-o", "nowhere/s.json"], in: folder.path).code == 73)
  }

  // An independent reading: YAML and JSON Schema by the packages that most people use for them.
  @Test(
    "every scenario that ships fits, and a misspelt or impossible one does not",
    .enabled(if: python != nil, "no python3 with jsonschema and yaml: set FULCRUM_PYTHON to one"))
  func validates() throws {
    let folder = try TemporaryFolder()
    try folder.write(ScenarioSchema.json, to: "s.json")
    try folder.write(Self.program, to: "validate.py")
    var good: [String] = []
    for example in BuiltinScenario.allCases {
      try folder.write(example.files[0].text, to: "\(example.name).yaml")
      good.append("\(example.name).yaml")
    }
    for (name, files) in ScenarioFiles.extremes {
      let file = name.replacing(" ", with: "-") + ".yaml"
      try folder.write(files.yaml, to: file)
      good.append(file)
    }
    for (index, text) in Self.goodTexts.enumerated() {
      try folder.write(text, to: "good-\(index).yaml")
      good.append("good-\(index).yaml")
    }
    var bad: [String] = []
    for (index, change) in Self.badChanges.enumerated() {
      let text = BuiltinScenario.netNegativeHire.files[0].text.replacing(change.0, with: change.1)
      #expect(text != BuiltinScenario.netNegativeHire.files[0].text, "\(change.0)")
      try folder.write(text, to: "bad-\(index).yaml")
      bad.append("bad-\(index).yaml")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [Self.python ?? "", "validate.py", "s.json"] + good + ["--"] + bad
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    let errors = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(errors)")
  }

  private static let goodTexts = [
    "base: ../lab\nbudget: {cash: 1M..2M}\nteams: {serving: ~}\norganisation: {quiet: 0.5}\n",
    """
    fulcrum: 1
    name: 2026
    budget: {cash: $7.4M}
    clusters: {a: {machine: dgx-h100, nodes: 1_000}}
    attributes: {quiet: {unit: share, range: [0, 1], worth: 5%}}
    organisation: {quiet: 50%}
    segments: {frontier: {data: 7%, quiet: 5%}, mine: {like: data, publication: 0.3}}
    profiles: {startup: {autonomy: 0.8}, town: {like: university, quiet: 0.5}}
    employers: {mine: {profile: town, cluster_gpus: 4k, source: press, date: 2026-05}}
    candidates: {c: {segment: mine, stage: cold}}
    rivals: {c/x: {kind: rival, employer: mine, cash: 1M}}
    """,
  ]

  private static let badChanges = [
    ("budget:", "budgt:"), ("nodes: 127", "nodes: many"), ("nodes: 127", "nodes: -1"),
    ("nodes: 127", "nodes: 1..2"), ("preset: undecided", "preset: greedy"),
    ("segment: safety", "segment: saftey"), ("heads: 8", "heads: 0"),
    ("mission: 0.5", "mission: 3"),
    ("mission: 0.5", "misson: 1"), ("kind: stay", "kind: home"), ("C-05/openai", "openai"),
    ("current_gpus.h100: 32", "current_gpu.h100: 32"), ("fulcrum: 1 ", "format: 1 "),
    ("cash: 1M", "cash: 1Mio"), ("release_share: 0 ", "release_share: 150 "),
    ("all-the-nodes: {cash", "all-the-nodes: {quiet: 1, cash"),
    ("budget:", "profiles: {startup: {freedom: 1}}\nbudget:"),
    ("budget:", "segments: {mine: {like: nobody}}\nbudget:"),
    ("budget:", "employers: {mine: {gpus: 4k}}\nbudget:"),
  ]

  private static let python: String? = {
    let wanted = ProcessInfo.processInfo.environment["FULCRUM_PYTHON"] ?? "python3"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [wanted, "-c", "import jsonschema, yaml"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    process.waitUntilExit()
    return process.terminationStatus == 0 ? wanted : nil
  }()

  // Dates stay texts, as they are in YAML 1.2, which editors read.
  private static let program = """
    import json, sys, yaml
    from jsonschema import Draft202012Validator as Validator
    class Loader(yaml.SafeLoader): pass
    Loader.yaml_implicit_resolvers = {
        first: [entry for entry in entries if entry[0] != "tag:yaml.org,2002:timestamp"]
        for first, entries in yaml.SafeLoader.yaml_implicit_resolvers.items()}
    schema = json.load(open(sys.argv[1]))
    Validator.check_schema(schema)
    good, bad, wrong = sys.argv[2:sys.argv.index("--")], sys.argv[sys.argv.index("--") + 1:], 0
    for name in good + bad:
        found = list(Validator(schema).iter_errors(yaml.load(open(name), Loader)))
        if bool(found) == (name in good):
            wrong += 1
            print(name, [(list(e.absolute_path), e.message[:200]) for e in found], file=sys.stderr)
    sys.exit(wrong)

    """
}
