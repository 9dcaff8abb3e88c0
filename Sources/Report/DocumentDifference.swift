internal import Foundation

/// Where two plan documents differ by more than the last digits of another processor.
public struct DocumentDifference {
  /// Paths of the values that differ, sorted; where a plan was read from and how it ran are left out.
  public let paths: [String]

  /// Numbers may differ by 1e-6 of their size, or by 1e-6.
  ///
  /// - Parameter isAcrossKernels: Another kernel's P differs by up to 1e-6, and small differences of
  ///   large sums by more of their size: numbers above 10, which are dollars, may differ by 1e-6 of the
  ///   plan's worth, and others by 1e-4.
  public init(_ left: PlanDocument, _ right: PlanDocument, isAcrossKernels: Bool = false) {
    var pair = [left, right]
    for index in pair.indices {
      pair[index].run = nil
      pair[index].inputs = []
      pair[index].version = ""
    }
    var paths: [String] = []
    let worth = isAcrossKernels ? abs(left.objective ?? 0) : nil
    Self.compare(Self.tree(pair[0]), Self.tree(pair[1]), "", worth, &paths)
    self.paths = paths.sorted()
  }

  private static func tree(_ document: PlanDocument) -> Any? {
    (try? document.json()).flatMap { try? JSONSerialization.jsonObject(with: Data($0.utf8)) }
  }

  private static func compare(
    _ left: Any?, _ right: Any?, _ path: String, _ worth: Double?, _ paths: inout [String]
  ) {
    switch (left, right) {
    case (let left as [String: Any], let right as [String: Any]):
      for key in Set(left.keys).union(right.keys) {
        compare(
          left[key], right[key], path.isEmpty ? key : "\(path).\(key)", worth, &paths)
      }
    case (let left as [Any], let right as [Any]):
      if left.count != right.count { return paths.append(path) }
      for index in left.indices {
        compare(left[index], right[index], "\(path)[\(index)]", worth, &paths)
      }
    case (let left as String, let right as String):
      if left != right { paths.append(path) }
    case (let left as NSNumber, let right as NSNumber):
      let (a, b) = (left.doubleValue, right.doubleValue)
      if !agree(a, b) && !(worth.map { agree(a, b, worth: $0) } ?? false) { paths.append(path) }
    case (is NSNull, is NSNull), (nil, nil): return
    default: paths.append(path)
    }
  }

  private static func agree(_ left: Double, _ right: Double, worth: Double) -> Bool {
    let size = max(1, abs(left), abs(right))
    return abs(left - right) <= (size > 10 ? 1e-6 * max(worth, size) : 1e-4 * size)
  }

  /// Whether two numbers are the same, give or take the last digits of another processor; so are two
  /// that are not there.
  static func agree(_ left: Double?, _ right: Double?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return abs(left - right) <= 1e-6 * max(1, abs(left), abs(right))
  }
}
