/// Numbers by draw in double precision, such as standard draws or coefficients: draws side by side.
///
/// One object is written again and again: it is not to be shared while somebody writes.
package struct DrawRows: Sendable {
  /// R, the number of draws.
  package let count: Int
  /// How many rows there are.
  package let rows: Int
  /// Draws with the padding, a multiple of 16.
  package let padded: Int
  /// Numbers from one row's first draw to the next one's.
  package let stride: Int
  /// `[rows, stride]`.
  let values: DoubleBuffer

  /// Zeros, to be written.
  package init(count: Int, rows: Int) {
    precondition(count >= 1 && rows >= 0)
    self.count = count
    self.rows = rows
    padded = (count + 15) / 16 * 16
    // Rows a power of two apart would all want the same few places of the first cache.
    stride = padded.isMultiple(of: 128) ? padded + 16 : padded
    values = DoubleBuffer(zeros: rows * stride)
  }

  /// A copy of `rows`, `[rows][R]`.
  package init(_ rows: [[Double]]) {
    self.init(count: rows.first?.count ?? 1, rows: rows.count)
    for (k, row) in rows.enumerated() { replace(k, by: row) }
  }

  /// One number of a row.
  package subscript(_ row: Int, _ draw: Int) -> Double {
    precondition(row >= 0 && row < rows && draw >= 0 && draw < count)
    return values[row * stride + draw]
  }

  /// Writes a row; the padding keeps what it has.
  package func replace(_ row: Int, by numbers: [Double]) {
    precondition(row >= 0 && row < rows && numbers.count == count)
    unsafe numbers.withUnsafeBufferPointer { numbers in
      guard let start = numbers.baseAddress else { return }
      unsafe (values.pointer + row * stride).update(from: start, count: count)
    }
  }

  /// Writes one number.
  package func write(_ number: Double, row: Int, draw: Int) {
    precondition(row >= 0 && row < rows && draw >= 0 && draw < count)
    values[row * stride + draw] = number
  }

  /// The numbers of a row.
  package func numbers(_ row: Int) -> [Double] { (0..<count).map { self[row, $0] } }

  func pointer(_ row: Int) -> UnsafeMutablePointer<Double> {
    precondition(row >= 0 && row < rows)
    return unsafe values.pointer + row * stride
  }
}
