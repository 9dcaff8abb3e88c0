import Foundation
import Fulcrum

/// The inputs of a plan read anew, and all that was rechecked.
struct PlanVerification {
  /// The plan's file.
  let file: String
  /// What was rechecked, in order.
  let checks: [Check]

  init(of file: String, threads: Int) throws(Diagnostics) {
    self.file = file
    if let solution = try Self.solutionChecks(of: file, threads: threads) {
      checks = solution
      return
    }
    let text = try InputText(readingFile: file, limit: PlanDocument.sizeLimit).text
    let document = try PlanDocument(reading: text, from: file)
    guard let claim = document.claim else {
      throw Self.problem(file, "status", "is none that this program writes", "plan anew")
    }
    let scenario = try Self.scenario(of: document, in: file)
    var checks = [Self.inputs(of: document, in: file, scenario)]
    // Figures that the document does not have are not made again.
    var limits = PlanningLimits(
      threads: threads, kernel: KernelChoice.kernel, explains: document.isExplained,
      pricesFairness: document.fairness?.curve != nil)
    checks += scenario.checks(of: claim, within: limits)
    // Small differences of large sums tell kernels apart: whichever made the plan makes it again.
    var figures: Check?
    for kernel in Self.kernels(of: document) {
      limits.kernel = kernel
      guard let plan = scenario.plan(as: claim, within: limits) else { break }
      let check = Self.figures(of: document, in: file, plan, by: kernel)
      if figures == nil || check.holds { figures = check }
      if check.holds { break }
    }
    checks += figures.map { [$0] } ?? []
    self.checks = checks
  }

  /// Everything is as stated.
  var holds: Bool { checks.allSatisfy(\.holds) }

  /// Lines for a terminal.
  var text: String {
    let width = checks.map(\.what.count).max() ?? 0
    let lines = checks.map { check in
      let name = check.what + String(repeating: " ", count: width - check.what.count)
      return
        "\(check.holds ? "ok    " : "WRONG ")\(name)  \(check.detail.escapedForDisplay(limit: .max))"
    }
    return (lines + ["\(file): \(holds ? "verified" : "does not verify")"])
      .joined(separator: "\n") + "\n"
  }

  /// The same as a document, schema `fulcrum.verification/1`.
  var json: String {
    struct Document: Encodable {
      struct Entry: Encodable { let what, detail: String, holds: Bool }
      let schema = "fulcrum.verification/1"
      let verified: Bool
      let checks: [Entry]
    }
    let document = Document(
      verified: holds,
      checks: checks.map { .init(what: $0.what, detail: $0.detail, holds: $0.holds) })
    return (try? document.jsonDocument()) ?? ""
  }

  private static func scenario(
    of document: PlanDocument, in file: String
  ) throws(Diagnostics) -> Scenario {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
    let overrides = document.overrides.map { stated in
      Scenario.Override(path: stated.path, value: stated.value).mappingPaths {
        RelativePath(to: folder.appendingPathComponent($0).path, from: ".").text
      }
    }
    guard let first = document.inputs.first else {
      throw problem(file, "inputs", "names no input", "plan anew")
    }
    if let name = first.builtin {
      let builtin = BuiltinScenario.allCases.first { name.hasPrefix($0.name + "/") }
      guard let builtin else {
        throw problem(file, "inputs", "names a built-in example that does not exist", "plan anew")
      }
      return try Scenario(builtin, overrides: overrides)
    }
    let path = folder.appendingPathComponent(first.path ?? "").path
    return try Scenario(
      readingFrom: RelativePath(to: path, from: ".").text, overrides: overrides)
  }

  private static func inputs(
    of document: PlanDocument, in file: String, _ scenario: Scenario
  ) -> Check {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
    let stated = document.inputs.map { input in
      let path = folder.appendingPathComponent(input.path ?? "").path
      return [input.builtin ?? RelativePath(to: path, from: ".").text, input.sha256]
    }
    let found = scenario.inputs.map { input in
      [
        input.isBuiltin ? input.path : RelativePath(to: input.path, from: ".").text,
        input.sha256.description,
      ]
    }
    let holds = stated == found && document.seed == scenario.seed.value
    return Check(
      what: "inputs", holds: holds,
      detail: holds
        ? "\(found.count) texts with the stated digests"
        : "a text or the seed is not the one that was planned with")
  }

  /// The kernels that can have made a plan: the one that it names, the one in use, the others here.
  private static func kernels(of document: PlanDocument) -> [Kernel] {
    let named = document.run.flatMap { Kernel(rawValue: $0.kernel) }.map { [$0] } ?? []
    let candidates = named + [KernelChoice.kernel] + Kernel.supported.reversed()
    var kernels: [Kernel] = []
    for kernel in candidates where kernel.isSupported && !kernels.contains(kernel) {
      kernels.append(kernel)
    }
    return kernels
  }

  /// Every figure that the checks before did not touch: intervals, leverage, sentences.
  private static func figures(
    of document: PlanDocument, in file: String, _ plan: Plan, by kernel: Kernel
  ) -> Check {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
    var again = PlanDocument(
      plan, version: document.version, run: nil,
      path: { RelativePath(to: $0, from: folder).text })
    if !again.proven { again.search = document.search }
    // The plan before the answers may have been ended by a clock, too.
    if document.answerEffect?.proven == false { again.answerEffect = document.answerEffect }
    let differences = DocumentDifference(document, again).paths
    if differences.isEmpty {
      return Check(
        what: "figures", holds: true,
        detail: "every other figure comes out again (kernel \(kernel.rawValue))")
    }
    // A kernel that this processor lacks may have made it; or one that is named and can run did not.
    let named = document.run.flatMap { Kernel(rawValue: $0.kernel) }
    let mayBeAnothers =
      named.map { !$0.isSupported } ?? (Kernel.supported.count < Kernel.allCases.count)
    let isAnothers =
      mayBeAnothers
      && DocumentDifference(document, again, isAcrossKernels: true).paths.isEmpty
    return Check(
      what: "figures", holds: isAnothers,
      detail: isAnothers
        ? "every other figure comes out again, up to what another processor's kernel rounds"
        : "differ: " + differences.prefix(5).joined(separator: ", "))
  }

  private static func problem(
    _ file: String, _ key: String, _ what: String, _ remedy: String
  ) -> Diagnostics {
    Diagnostics([
      Diagnostic(what, at: SourceLocation(file: file), key: key, remedy: remedy)
    ])
  }
}

extension PlanDocument {
  /// How large a document on paper may be: the JSON reader takes ten times as much memory.
  static let sizeLimit = 16 << 20

  init(reading text: String, from file: String) throws(Diagnostics) {
    do {
      try self.init(json: text)
    } catch {
      try Self.checkKind(of: Self.kind(of: text), in: file)
      throw Diagnostics([
        Diagnostic(
          "is not a whole fulcrum.plan/1 document", at: SourceLocation(file: file),
          remedy: "write it with: fulcrum plan --format json -o FILE, or a solution with: "
            + "fulcrum solve PROBLEM --format json -o FILE")
      ])
    }
    try Self.checkKind(of: schema, in: file)
  }

  private static func checkKind(of schema: String?, in file: String) throws(Diagnostics) {
    guard let schema, schema != "fulcrum.plan/1" else { return }
    throw Diagnostics([
      Diagnostic(
        "is a document of another kind", at: SourceLocation(file: file), key: "schema",
        value: .text(schema), remedy: "give a plan, schema fulcrum.plan/1")
    ])
  }

  private static func kind(of text: String) -> String? {
    struct Head: Decodable { let schema: String }
    return try? JSONDecoder().decode(Head.self, from: Data(text.utf8)).schema
  }
}
