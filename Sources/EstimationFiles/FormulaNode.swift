internal import Foundation

/// One step of a formula; not a number is what is unknown.
///
/// Every step is a function of numbers that passes the unknown on: `x / 0`, the logarithm of 0 and
/// everything else without a finite result are unknown too, so that a mistake never hides behind a
/// comparison.
indirect enum FormulaNode: Hashable, Sendable {
  /// The same in every row.
  case number(Double)
  /// The number in a column, by its position in the formula's columns.
  case column(Int)
  /// A function of one number.
  case one(OneOperand, FormulaNode)
  /// A function of two numbers.
  case two(TwoOperands, FormulaNode, FormulaNode)
  /// The second where the first is yes, else the third.
  case either(FormulaNode, FormulaNode, FormulaNode)
  /// The number in a column, and where its cell is empty the other.
  case coalesce(Int, FormulaNode)
  /// Whether it is one of the numbers.
  case isOneOf(FormulaNode, [Double])
  /// Whether the text in a column is one of these.
  case isText(Int, [String])

  /// A function of one number.
  enum OneOperand: Hashable, Sendable {
    case negated, not, magnitude, exponential, logarithm, logarithmOfOneMore, squareRoot

    /// The function.
    @inline(__always)
    func value(_ x: Double) -> Double {
      switch self {
      case .negated: -x
      case .not: x.isNaN ? x : x == 0 ? 1 : 0
      case .magnitude: abs(x)
      case .exponential: finite(exp(x))
      case .logarithm: finite(log(x))
      case .logarithmOfOneMore: finite(log1p(x))
      case .squareRoot: x.squareRoot()
      }
    }

    /// Why there is no value where the operand is known.
    var fault: String {
      switch self {
      case .logarithm: "is the logarithm of 0 or less"
      case .logarithmOfOneMore: "is the logarithm of 0 or less: log1p of -1 or less"
      case .squareRoot: "is the square root of less than 0"
      case .exponential, .negated, .not, .magnitude: "is too large a number"
      }
    }
  }

  /// A function of two numbers.
  enum TwoOperands: Hashable, Sendable {
    case plus, minus, times, dividedBy, power, smaller, larger
    case equal, unequal, less, lessOrEqual, more, moreOrEqual, and, or

    /// The function.
    @inline(__always)
    func value(_ x: Double, _ y: Double) -> Double {
      switch self {
      case .plus: finite(x + y)
      case .minus: finite(x - y)
      case .times: finite(x * y)
      case .dividedBy: finite(x / y)
      case .power: x.isNaN || y.isNaN ? .nan : finite(pow(x, y))
      case .smaller: x.isNaN ? x : y.isNaN ? y : min(x, y)
      case .larger: x.isNaN ? x : y.isNaN ? y : max(x, y)
      case .equal: known(x, y, x == y)
      case .unequal: known(x, y, x != y)
      case .less: known(x, y, x < y)
      case .lessOrEqual: known(x, y, x <= y)
      case .more: known(x, y, x > y)
      case .moreOrEqual: known(x, y, x >= y)
      // One no decides an `and`, one yes an `or`, whatever the other is.
      case .and: x == 0 || y == 0 ? 0 : known(x, y, true)
      case .or: isYes(x) || isYes(y) ? 1 : known(x, y, false)
      }
    }

    /// Why there is no value where both operands are known.
    var fault: String {
      switch self {
      case .dividedBy: "divides by 0"
      case .power: "is a power that is no number"
      default: "is too large a number"
      }
    }
  }
}

/// Whether a number is yes: known and not 0.
@inline(__always)
func isYes(_ x: Double) -> Bool { x != 0 && !x.isNaN }

/// The number, or unknown where there is none.
@inline(__always)
private func finite(_ x: Double) -> Double { x.isFinite ? x : .nan }

@inline(__always)
private func known(_ x: Double, _ y: Double, _ answer: Bool) -> Double {
  x.isNaN || y.isNaN ? .nan : answer ? 1 : 0
}
