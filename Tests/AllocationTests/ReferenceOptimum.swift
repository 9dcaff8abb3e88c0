import Testing

/// What the reference solver proved about an instance of 100 claimants and 16 levels.
struct ReferenceOptimum: Sendable, CustomTestStringConvertible {
  var seed: UInt64
  var checksum: UInt64
  var capacity: [Int64]
  var optimum: Int128
  var bound: Int128

  var testDescription: String { "\(capacity.count) pools, seed \(seed)" }
}

/// From `mckp_reference.py --n 100 --levels 16 --pools 1|4 --seed 1..5 --solver exact`.
let referenceOptima = [
  ReferenceOptimum(
    seed: 1, checksum: 0xb8f6_fb41_84de_1b44, capacity: [457], optimum: 22_541_629,
    bound: 22_541_752),
  ReferenceOptimum(
    seed: 2, checksum: 0xda7a_51f9_8b75_cb26, capacity: [514], optimum: 20_766_582,
    bound: 20_766_582),
  ReferenceOptimum(
    seed: 3, checksum: 0xa98a_f717_d60b_1d8d, capacity: [396], optimum: 23_700_226,
    bound: 23_700_226),
  ReferenceOptimum(
    seed: 4, checksum: 0xc3f2_7b11_dacf_0deb, capacity: [477], optimum: 20_978_611,
    bound: 20_978_611),
  ReferenceOptimum(
    seed: 5, checksum: 0x07d3_cf8b_51fa_1a3c, capacity: [421], optimum: 20_741_388,
    bound: 20_741_388),
  ReferenceOptimum(
    seed: 1, checksum: 0x212d_b1c4_c020_607a, capacity: [131, 118, 111, 88], optimum: 21_671_240,
    bound: 21_671_648),
  ReferenceOptimum(
    seed: 2, checksum: 0x21f7_1e46_7b02_471f, capacity: [126, 118, 108, 138], optimum: 26_934_344,
    bound: 26_934_843),
  ReferenceOptimum(
    seed: 3, checksum: 0xfb7e_538f_9128_b4a0, capacity: [121, 133, 61, 95], optimum: 23_318_941,
    bound: 23_320_273),
  ReferenceOptimum(
    seed: 4, checksum: 0x4412_5100_daf2_9f0c, capacity: [93, 90, 130, 155], optimum: 25_405_407,
    bound: 25_406_423),
  ReferenceOptimum(
    seed: 5, checksum: 0xe0eb_3055_9bfc_6922, capacity: [89, 82, 129, 115], optimum: 27_906_172,
    bound: 27_906_664),
]
