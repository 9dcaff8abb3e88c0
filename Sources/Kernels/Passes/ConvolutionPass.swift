// A distribution on whole numbers, convolved in place with two outcomes of two points each.
// This file is compiled once per instruction set; see KERNEL.md.
internal import CSIMD

/// Numbers that one step of ``convolutionPass(chances:blocks:first:second:stay:one:other:both:)`` takes.
package let convolutionWidth = lanes.scalarCount

/// `f[s] = stay·f[s] + one·f[s − first] + other·f[s − second] + both·f[s − first − second]`.
///
/// From the top down, so that nothing is read that was written before. 8 bytes are read and 8 written
/// per number from memory; the other three loads lie near the first and come from L1.
/// - Parameters:
///   - chances: f at the start of the lowest block, with `first + second` readable numbers before it.
///   - blocks: Of ``convolutionWidth`` numbers each.
///   - first: What one of the two adds, not negative.
///   - second: What the other adds, not negative.
package func convolutionPass(
  chances: UnsafeMutablePointer<Double>, blocks: Int, first: Int, second: Int, stay: Double,
  one: Double, other: Double, both: Double
) {
  let width = lanes.scalarCount
  let a = lanes_double_all(stay)
  let b = lanes_double_all(one)
  let c = lanes_double_all(other)
  let d = lanes_double_all(both)
  var block = blocks - 1
  while block >= 0 {
    let f = unsafe chances + block * width
    var sum = unsafe lanes_double_mul(d, lanes_double_load(f - first - second))
    sum = unsafe lanes_double_fma(c, lanes_double_load(f - second), sum)
    sum = unsafe lanes_double_fma(b, lanes_double_load(f - first), sum)
    sum = unsafe lanes_double_fma(a, lanes_double_load(f), sum)
    unsafe lanes_double_store(sum, f)
    block -= 1
  }
}
