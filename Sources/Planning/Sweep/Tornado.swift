public import Documents
internal import Scenario
internal import Scoring
internal import Synchronization

/// What each uncertain input alone does to one number, from its 5 % to its 95 % end.
public struct Tornado: Hashable, Sendable {
  /// One input.
  public struct Bar: Hashable, Sendable {
    /// A path of the scenario, or a name such as `part_worth.cluster_gpus`.
    public var input: String
    /// What the input's numbers mean.
    public var measure: TornadoInput.Measure
    /// The input at its 5 % end, and at its 95 % end.
    public var low: End
    /// See ``low``.
    public var high: End

    /// By how much the number differs over the ends and the base; 0 where nothing is known.
    public func swing(around base: Double?) -> Double {
      let known = [low.outcome, high.outcome, base].compactMap(\.self)
      return (known.max() ?? 0) - (known.min() ?? 0)
    }
  }

  /// One end of an input.
  public struct End: Hashable, Sendable {
    /// The input's number.
    public var value: Double
    /// What comes of it; nil where there is no plan.
    public var outcome: Double?
    /// How the plan stands.
    public var status: SweepPoint.Status
  }

  /// The number that is told.
  public var outcome: SweepOutcome
  /// It, as everything is believed.
  public var base: Double?
  /// The largest swing first.
  public var bars: [Bar]
}

extension Sweep {
  /// Every uncertain input at both ends, one at a time.
  ///
  /// - Parameters:
  ///   - shouldStop: Asked before each end.
  ///   - done: Takes the share of the work that is done.
  /// - Returns: Nil where it was stopped.
  /// - Throws: What is wrong with a scenario at an end.
  public func tornado(
    of outcome: SweepOutcome, shouldStop: @escaping @Sendable () -> Bool = { false },
    done: @escaping @Sendable (Double) -> Void = { _ in }
  ) throws(Diagnostics) -> Tornado? {
    let inputs = TornadoInput.all(of: grid.base)
    let finished = Mutex(0)
    let ends = concurrentMap(2 * inputs.count, threads: limits.threads) {
      index -> Result<Tornado.End, Diagnostics>? in
      if shouldStop() { return nil }
      let input = inputs[index / 2]
      let value = index.isMultiple(of: 2) ? input.low : input.high
      do throws(Diagnostics) {
        let point = point(of: try input.change(grid, value))
        finished.withLock { count in
          count += 1
          done(Double(count) / Double(2 * inputs.count))
        }
        return .success(
          Tornado.End(value: value, outcome: outcome.value(of: point), status: point.status))
      } catch {
        return .failure(error)
      }
    }
    var known: [Tornado.End] = []
    var log = DiagnosticLog()
    for end in ends {
      guard let end else { return nil }
      do throws(Diagnostics) { known.append(try end.get()) } catch { log.add(error) }
    }
    try log.throwIfAny()
    let base = outcome.value(of: basePoint)
    let bars = inputs.indices.map { index in
      Tornado.Bar(
        input: inputs[index].id, measure: inputs[index].measure, low: known[2 * index],
        high: known[2 * index + 1])
    }
    return Tornado(
      outcome: outcome, base: base,
      bars: bars.sorted {
        ($1.swing(around: base), $0.input) < ($0.swing(around: base), $1.input)
      })
  }
}
