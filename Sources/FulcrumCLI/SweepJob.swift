import ArgumentParser
import Foundation
import Fulcrum
import Synchronization

/// One run of `fulcrum sweep`: works out points, takes what is known, delivers the result.
struct SweepJob {
  let sweep: Sweep
  let axes: SweepOptions
  let output: SweepOutput
  let builtin: BuiltinScenario?
  let start: ContinuousClock.Instant
  let threads: Int

  init(
    _ sweep: Sweep, _ axes: SweepOptions, _ output: SweepOutput, builtin: BuiltinScenario?,
    start: ContinuousClock.Instant, threads: Int
  ) {
    self.sweep = sweep
    self.axes = axes
    self.output = output
    self.builtin = builtin
    self.start = start
    self.threads = threads
  }

  /// Curves, a heat map, or a part of either.
  func sweep(shard: SweepShard?, merging files: [String]) throws(Diagnostics) -> ExitCode {
    var header = header()
    header.shard = shard?.text
    let wanted = (0..<sweep.grid.count).filter { shard?.contains($0) ?? true }
    let found: [Int: SweepPoint]
    if files.isEmpty {
      guard let all = try worked(wanted, header) else { return ExitCode(130) }
      found = all
    } else {
      found = try merged(files, header)
    }
    let points = wanted.compactMap { found[$0] }
    var tipping: [TippingPoint]?
    if shard == nil {
      tipping = try sweep.tippingPoints(
        among: points, levels: axes.levelShares, shouldStop: { SweepInterrupt.isPending })
      if tipping == nil {
        OutputOptions.complain(
          "fulcrum: interrupted with all points done, tipping points not"
            + (partPath.map { "; \($0) keeps them, and the same command goes on from there" } ?? "")
        )
        return ExitCode(130)
      }
    }
    header.run = run
    try deliver(SweepDocument(header: header, points: points, tipping: tipping))
    if files.isEmpty, let part = partPath { _ = unsafe unlink(part) }
    let statuses = Set(points.map(\.status))
    if statuses == [.infeasible] { return .infeasible }
    return statuses.isDisjoint(with: [.feasible, .undecided]) ? .success : .unproven
  }

  // The points wanted, those of an interrupted run among them; nil if this one is interrupted.
  private func worked(
    _ wanted: [Int], _ header: SweepHeader
  ) throws(Diagnostics) -> [Int: SweepPoint]? {
    var writer: SweepPartWriter?
    var known: [Int: SweepPoint] = [:]
    if let path = partPath {
      var goodBytes = 0
      if FileManager.default.fileExists(atPath: path) {
        let part = try SweepPart(readingFile: path, of: header, sweep, isOpen: true)
        // The file may be of another part of the same sweep.
        let own = Set(wanted)
        (known, goodBytes) = (part.points.filter { own.contains($0.key) }, part.goodBytes)
        if !output.quiet, !known.isEmpty {
          OutputOptions.complain(
            "fulcrum: \(known.count) of \(wanted.count) points taken from \(path)")
        }
      }
      writer = try SweepPartWriter(
        to: path, after: goodBytes, header: header.line)
    }
    let missing = wanted.filter { known[$0] == nil }
    let progress = SweepProgress(
      known, of: wanted.count, writer, pools: header.pools, isWanted: !output.quiet)
    SweepInterrupt.watch()
    do throws(Diagnostics) {
      try sweep.run(missing, shouldStop: { SweepInterrupt.isPending }) { progress.take($0) }
    } catch {
      _ = progress.end()
      throw error
    }
    let points = progress.end()
    if points.count == wanted.count { return points }
    OutputOptions.complain(
      "fulcrum: interrupted with \(points.count) of \(wanted.count) points done; "
        + (partPath.map { "\($0) keeps them, and the same command goes on from there" }
          ?? "with -o FILE they would be kept"))
    return nil
  }

  private func merged(
    _ files: [String], _ header: SweepHeader
  ) throws(Diagnostics) -> [Int: SweepPoint] {
    var log = DiagnosticLog()
    var all: SweepPart?
    for file in files {
      do throws(Diagnostics) {
        let part = try SweepPart(readingFile: file, of: header, sweep, isOpen: false)
        if all == nil { all = part } else { try all?.merge(part, from: file) }
      } catch {
        log.add(error)
      }
    }
    try log.throwIfAny()
    let points = all?.points ?? [:]
    let missing = (0..<sweep.grid.count).filter { points[$0] == nil }
    if missing.isEmpty { return points }
    throw Diagnostics(
      "\(missing.count) of \(sweep.grid.count) points are in no file: "
        + missing.prefix(20).map(String.init).joined(separator: ", ")
        + (missing.count > 20 ? " and more" : ""),
      at: SourceLocation(file: "--merge"),
      remedy: "make the missing parts with --shard, and name them too")
  }

  // Where points go until the result is written; none where that is no file.
  private var partPath: String? {
    guard let output = output.output, !output.isEmpty else { return nil }
    var status = stat()
    if unsafe stat(output, &status) == 0, status.st_mode & S_IFMT != S_IFREG { return nil }
    return output + ".part"
  }

  // MARK: The result

  func header(tornado: String? = nil) -> SweepHeader {
    SweepHeader(
      sweep, version: FulcrumRelease.version, tornado: tornado,
      path: output.relativePath)
  }

  var run: DocumentRun? { output.run(since: start, threads: threads) }

  /// What comes first in a table of a built-in example.
  var opening: String {
    guard let builtin, !output.quiet else { return "" }
    return "Built-in example\(builtin == .lab ? "" : " \(builtin.name)"), \(builtin.title)."
  }

  private func deliver(_ document: SweepDocument) throws(Diagnostics) {
    let isPart = document.tipping == nil
    let text: String
    switch output.format ?? (isPart ? .json : .table) {
    case .json: text = document.jsonLines
    case .csv: text = CSVSweep(sweep, points: document.points).text
    case .table: text = table(of: document)
    }
    try output.deliver(text)
    if let drawing = output.drawing { try AtomicFile.write(picture(of: document), to: drawing) }
  }

  private func table(of document: SweepDocument) -> String {
    let (width, style) = output.page
    if sweep.grid.axes.count == 2 {
      return TerminalHeatMap(
        sweep, points: document.points, of: axes.outcome, width: width, style: style,
        opening: opening
      ).text
    }
    return TerminalSweep(
      sweep, points: document.points, tipping: document.tipping ?? [], width: width,
      style: style, opening: opening
    ).text
  }

  private func picture(of document: SweepDocument) -> String {
    sweep.grid.axes.count == 2
      ? HeatMapDrawing(sweep, points: document.points, of: axes.outcome).svg
      : SweepDrawing(sweep, points: document.points, tipping: document.tipping ?? []).svg
  }

  /// A bar for every uncertain input.
  func tornado() throws(Diagnostics) -> ExitCode {
    let progress = SweepProgress([:], of: 1, nil, pools: [], isWanted: !output.quiet)
    SweepInterrupt.watch()
    let found = try sweep.tornado(
      of: axes.outcome, shouldStop: { SweepInterrupt.isPending }
    ) { progress.show($0) }
    _ = progress.end()
    guard let tornado = found else {
      OutputOptions.complain("fulcrum: interrupted; nothing was written")
      return ExitCode(130)
    }
    var header = header(tornado: axes.outcome.text)
    header.run = run
    let document = TornadoDocument(header: header, tornado: tornado)
    switch output.format ?? .table {
    case .json: try output.deliver(document.jsonLines)
    case .csv: try output.deliver(document.csv)
    case .table:
      let (width, style) = output.page
      try output.deliver(
        TerminalTornado(sweep, tornado, width: width, style: style, opening: opening).text)
    }
    if let drawing = output.drawing {
      try AtomicFile.write(TornadoDrawing(sweep, tornado).svg, to: drawing)
    }
    return .success
  }
}

/// What is done so far: a bar, a file of points, and the points.
final class SweepProgress: Sendable {
  private struct State {
    var points: [Int: SweepPoint]
    let bar: ProgressBar
    let writer: SweepPartWriter?
  }

  private let state: Mutex<State>
  private let count: Int
  private let pools: [String]

  init(
    _ known: [Int: SweepPoint], of count: Int, _ writer: sending SweepPartWriter?,
    pools: [String], isWanted: Bool
  ) {
    self.count = count
    self.pools = pools
    state = Mutex(
      State(points: known, bar: ProgressBar("sweep", isWanted: isWanted), writer: writer))
  }

  /// Takes points as they are done.
  func take(_ points: [SweepPoint]) {
    state.withLock { state in
      for point in points { state.points[point.index] = point }
      state.writer?.add(points.map { $0.line(pools: pools) }.joined())
      state.bar.show(Double(state.points.count) / Double(max(1, count)))
    }
  }

  /// Draws the part that is done, 0...1.
  func show(_ part: Double) { state.withLock { $0.bar.show(part) } }

  /// All points.
  func end() -> [Int: SweepPoint] {
    state.withLock { state in
      state.bar.end()
      return state.points
    }
  }
}
