internal import Foundation

/// Why data cannot tell what a model asks of them.
public enum IdentificationProblem: Hashable, Sendable {
  /// No choice situation is left.
  case empty
  /// One decision maker: what differs over people cannot be seen.
  case onePerson(String)
  /// No situation leaves a choice between alternatives.
  case noChoice
  /// The coefficients' attributes are the same for all alternatives of every situation.
  case constant([String])
  /// A sum of the coefficients' attributes, each times its factor, is the same for all alternatives of
  /// every situation.
  case collinear([String])
  /// The coefficients' attributes predict every choice they speak of: the likelihood rises for ever.
  case separated([String])

  /// What is wrong and what to do, in a sentence each.
  public var texts: (problem: String, remedy: String) {
    switch self {
    case .empty: ("there is no choice situation", "give rows, or widen `where`")
    case .onePerson(let id):
      (
        "all choices are those of one person, \(id)",
        "give choices of more people, or leave out `person` if rows are of different people"
      )
    case .noChoice:
      ("no situation has two alternatives", "give the alternatives that were not chosen too")
    case .constant(let names):
      (
        "\(Self.list(names)) \(names.count == 1 ? "does" : "do") not differ between the alternatives "
          + "of any situation", "leave it out, or let it enter some alternatives only"
      )
    case .collinear(let names):
      (
        "\(Self.list(names)) cannot be told apart: a sum of them is the same for all alternatives",
        "leave one of them out (of constants, one for each alternative is one too many)"
      )
    case .separated(let names):
      (
        "\(Self.list(names)) \(names.count == 1 ? "predicts" : "predict") every choice, and the "
          + "likelihood has no maximum",
        "leave \(names.count == 1 ? "it" : "one") out, give choices that went the other way, or a prior"
      )
    }
  }

  private static func list(_ names: [String]) -> String {
    names.count < 2
      ? names.joined() : names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
  }
}

extension ChoiceModel {
  /// What keeps data from deciding the coefficients of this model; empty if nothing does.
  ///
  /// A coefficient with a prior, or one that is held, needs no data. Complexity: O(rows · K²).
  public func identificationProblems(in data: ChoiceData) -> [IdentificationProblem] {
    if data.situations.isEmpty { return [.empty] }
    var problems: [IdentificationProblem] = []
    if data.persons.count == 1 { problems.append(.onePerson(data.persons[0].id)) }
    if data.situations.allSatisfy({ $0.options.count < 2 }) { return problems + [.noChoice] }
    // A price that is the scale of the others is not told by a column alone.
    let asked = coefficients.filter { priors[$0.name] == nil && held[$0.name] == nil }
    if asked.isEmpty { return problems }
    let plain = ChoiceModel(
      coefficients: asked.map {
        .init(name: $0.name, column: $0.column, alternatives: $0.alternatives)
      },
      isPanel: false)
    let differences = AttributeDifferences(plain, data)
    let constants = differences.constants
    if !constants.isEmpty { problems.append(.constant(constants.map { asked[$0].name }.sorted())) }
    for group in differences.collinear {
      problems.append(.collinear(group.map { asked[$0].name }.sorted()))
    }
    // With priors on the rest, or screens, a plain logit of some coefficients proves nothing.
    if problems.isEmpty, asked.count == coefficients.count, cutoff == nil, lapse == nil,
      let names = separated(plain, data)
    {
      problems.append(.separated(names))
    }
    return problems
  }

  // The coefficients of a plain logit that predict choices entirely; nil if its maximum exists.
  private func separated(_ plain: ChoiceModel, _ data: ChoiceData) -> [String]? {
    let curvature = LogitCurvature(plain, data)
    let found = curvature.maximum(from: [Double](repeating: 0, count: plain.coefficients.count))
    guard var direction = found.escape else { return nil }
    // As few of them as do it.
    for k in direction.indices.sorted(by: { abs(direction[$0]) < abs(direction[$1]) }) {
      var fewer = direction
      fewer[k] = 0
      if curvature.isSeparated(along: fewer) { direction = fewer }
    }
    return zip(plain.coefficients, direction).filter { $0.1 != 0 }.map(\.0.name).sorted()
  }
}

/// How attributes differ between the alternatives of situations: what alone can be seen in choices.
private struct AttributeDifferences {
  // `Σ (x − x̄)(x − x̄)'` over options, and the same of x itself for its size.
  private let moments: SymmetricMatrix
  private let sizes: [Double]

  init(_ model: ChoiceModel, _ data: ChoiceData) {
    let layout = ChoiceUnitLayout(model, data)
    let size = model.coefficients.count
    var moments = SymmetricMatrix(size: size)
    var sizes = [Double](repeating: 0, count: size)
    for situation in data.situations where situation.options.count > 1 {
      let rows = situation.options.map(layout.attributes)
      let mean = (0..<size).map { k in rows.reduce(0) { $0 + $1[k] } / Double(rows.count) }
      for row in rows {
        moments.add(outer: zip(row, mean).map { $0 - $1 })
        for k in 0..<size { sizes[k] += row[k] * row[k] }
      }
    }
    (self.moments, self.sizes) = (moments, sizes)
  }

  var constants: [Int] {
    sizes.indices.filter { moments[$0, $0] <= 1e-20 * max(sizes[$0], 1e-280) }
  }

  /// Groups of attributes with a sum that does not differ.
  var collinear: [[Int]] {
    let left = sizes.indices.filter { !constants.contains($0) }
    var matrix = SymmetricMatrix(size: left.count)
    for (i, a) in left.enumerated() {
      for (j, b) in left.enumerated() {
        matrix[i, j] = moments[a, b] / (moments[a, a] * moments[b, b]).squareRoot()
      }
    }
    let (values, vectors) = matrix.eigen
    var groups: [[Int]] = []
    for (value, vector) in zip(values, vectors) where value < 1e-10 {
      let top = vector.reduce(0) { max($0, abs($1)) }
      let group = left.indices.filter { abs(vector[$0]) > 1e-4 * top }.map { left[$0] }
      if !groups.contains(group) { groups.append(group) }
    }
    return groups
  }
}
