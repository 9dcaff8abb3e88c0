import Testing

@testable import TopologyFiles

@Suite("cells that tell GPUs") struct GPUCellTests {
  @Test(
    "hold a number, a kind or both",
    arguments: [
      ("8", GPUCell.number(8)), ("0", .number(0)), ("8.0", .number(8)), ("512", .number(512)),
      ("H100", .kind("H100")), ("H100:8", .both("H100", 8)), ("gpu:a100:4", .both("a100", 4)),
      ("gpu:4", .number(4)), ("8xH100", .both("H100", 8)), ("8 x H100 SXM", .both("H100 SXM", 8)),
      ("8*H100", .both("H100", 8)), ("nvidia-h100-80gb x8", .both("nvidia-h100-80gb", 8)),
      ("H100 x 8", .both("H100", 8)), ("8×MI300X", .both("MI300X", 8)),
      ("MI300X", .kind("MI300X")), ("MI300X:8", .both("MI300X", 8)), ("AX800", .kind("AX800")),
      ("", .silent), ("N/A", .silent), ("none", .number(0)), ("-", .number(0)),
      ("513", .malformed), ("-1", .malformed), ("1.5", .malformed), ("H100:", .malformed),
      ("H100:-8", .malformed), (":8", .malformed), ("a:b:8", .malformed), ("1,5", .malformed),
      ("99999999999999999999", .malformed), (String(repeating: "x", count: 1000), .malformed),
    ])
  func read(text: String, cell: GPUCell) { #expect(GPUCell(text) == cell) }
}
