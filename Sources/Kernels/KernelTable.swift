#if arch(x86_64)
  internal import KernelsAVX2
  internal import KernelsAVX512
#endif

/// The passes of one kernel: an explicit table of functions, chosen once and asked for by name.
///
/// The arguments are those of the functions of the same names, in order.
@safe final class KernelTable: Sendable {
  typealias Input = UnsafePointer<Float>
  typealias Output = UnsafeMutablePointer<Float>
  typealias Scoring =
    @Sendable (Input, Int, Int, Input, Input, Int, Int, Bool, Output, Output) -> Void
  typealias Slopes =
    @Sendable (
      Input, Int, Int, Input, Input, Int, Int, Bool, Input, Int, Output, Output, Output
    ) -> Void
  typealias Tiered =
    @Sendable (
      Input, Int, Int, Input, Input, Int, Int, Bool, Input, Input, Int, Input, Int, Output, Output,
      Output
    ) -> Void
  typealias Mean =
    @Sendable (Input, Int, Int, Int, Double, UnsafeMutablePointer<Double>) -> Void
  typealias Grid =
    @Sendable (
      Input, Int, Int, Int, Input, Int, Int, Input, Input, Input, Input, Int, Int, Int, Output,
      Output
    ) -> Void
  typealias Taste =
    @Sendable (
      UnsafePointer<UInt32>, UnsafePointer<UInt32>, UInt32, UInt32, Float, Bool, Float, Float, Int,
      Output
    ) -> Void
  typealias Utility =
    @Sendable (Input, Int, Input, Int, Float, Input?, Input, Float, Int, Output) -> Void
  typealias Logsum =
    @Sendable (Input, Int, UnsafePointer<Int>, Int, Int, Output, Output) -> Float
  typealias Ensemble =
    @Sendable (
      Input, Int, Int, Int, UnsafePointer<Int>, Input, Int, Input, Int, Int, Output
    ) -> Void
  typealias Exit = @Sendable (Input, Input, Int, Input, Int, Int, Output) -> Void
  typealias Machine = @Sendable (Input, Int, Output) -> Void
  typealias IssueMix = @Sendable (Input, Input, Int, Int, Output) -> Void
  typealias Product = @Sendable (Input, Int, Int, Input, Input, Int, Int, Output) -> Void
  typealias Price =
    @Sendable (Input, Int, Int, Input, Output, UnsafeMutablePointer<Int32>) -> Void
  typealias UsePrice =
    @Sendable (Input, Input, Int, Int, Int, Input, Output, UnsafeMutablePointer<Int32>) -> Void
  typealias DoubleInput = UnsafePointer<Double>
  typealias DoubleOutput = UnsafeMutablePointer<Double>
  typealias Panel =
    @Sendable (
      DoubleInput, Int, Int, UnsafePointer<Int32>, DoubleInput, DoubleInput, DoubleInput, Int,
      Double,
      DoubleInput, Int, Int, DoubleOutput, DoubleOutput, DoubleOutput?, DoubleOutput, DoubleOutput
    ) -> Void
  typealias Weight =
    @Sendable (DoubleInput, DoubleInput, Int, Int, DoubleOutput, DoubleOutput) -> Double
  typealias WeightedSum =
    @Sendable (DoubleInput, DoubleInput, DoubleInput?, Int, Int, Int, DoubleOutput) -> Void
  typealias DrawRow =
    @Sendable (
      Double, DoubleInput, UnsafePointer<Int>, Int, DoubleInput, Int, Double, DoubleInput?, Int,
      DoubleOutput
    ) -> Void
  typealias ProductSum =
    @Sendable (DoubleInput, DoubleInput, Int, Int, Int, DoubleOutput) -> Void

  typealias Convolution =
    @Sendable (UnsafeMutablePointer<Double>, Int, Int, Int, Double, Double, Double, Double) -> Void

  typealias Gain =
    @Sendable (
      UnsafePointer<Int64>, UnsafePointer<Int32>, Int, UnsafePointer<Int32>, DoubleInput,
      UnsafePointer<Int>,
      UnsafePointer<Int>, Int, DoubleOutput, DoubleOutput, DoubleOutput,
      UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>
    ) -> Int64

  typealias ExactGain =
    @Sendable (
      UnsafePointer<Int64>, UnsafePointer<Int32>, Int, UnsafePointer<Int32>, UnsafePointer<Int64>,
      UnsafePointer<Int64>, UnsafePointer<Int>, Int, UnsafeMutablePointer<Int64>
    ) -> Void
  typealias ColumnRead =
    @Sendable (UnsafePointer<Int64>, UnsafePointer<Int32>, Int) -> Int64
  typealias Near =
    @Sendable (
      UnsafePointer<Int64>, UnsafePointer<Int32>, Int, UnsafePointer<Int>, UnsafePointer<Int32>,
      DoubleInput, Input, Int, UnsafePointer<Int>, UnsafePointer<Int32>, DoubleInput, Int,
      UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int>
    ) -> Void

  let scoringTileWidth: Int
  let scoring: Scoring
  let slopes: Slopes
  let tiered: Tiered
  let mean: Mean
  let grid: Grid
  let taste: Taste
  let utility: Utility
  let logsum: Logsum
  let ensemble: Ensemble
  let exit: Exit
  let fmaRoundFlops: Int
  let fma: Machine
  let issueMixRoundElements: Int
  let issueMix: IssueMix
  let product: Product
  let read: Machine
  let price: Price
  let usePrice: UsePrice
  let panel: Panel
  let weight: Weight
  let weightedSum: WeightedSum
  let drawRow: DrawRow
  let productSum: ProductSum
  let convolutionWidth: Int
  let convolution: Convolution
  let gain: Gain
  let near: Near
  let exactGain: ExactGain
  let columnRead: ColumnRead

  init(
    scoringTileWidth: Int, scoring: @escaping Scoring, slopes: @escaping Slopes,
    tiered: @escaping Tiered, mean: @escaping Mean, grid: @escaping Grid, taste: @escaping Taste,
    utility: @escaping Utility, logsum: @escaping Logsum, ensemble: @escaping Ensemble,
    exit: @escaping Exit, fmaRoundFlops: Int, fma: @escaping Machine, issueMixRoundElements: Int,
    issueMix: @escaping IssueMix, product: @escaping Product, read: @escaping Machine,
    price: @escaping Price, usePrice: @escaping UsePrice, panel: @escaping Panel,
    weight: @escaping Weight, weightedSum: @escaping WeightedSum, drawRow: @escaping DrawRow,
    productSum: @escaping ProductSum,
    convolutionWidth: Int, convolution: @escaping Convolution,
    gain: @escaping Gain, near: @escaping Near,
    exactGain: @escaping ExactGain, columnRead: @escaping ColumnRead
  ) {
    self.scoringTileWidth = scoringTileWidth
    unsafe self.scoring = scoring
    unsafe self.slopes = slopes
    unsafe self.tiered = tiered
    unsafe self.mean = mean
    unsafe self.grid = grid
    unsafe self.taste = taste
    unsafe self.utility = utility
    unsafe self.logsum = logsum
    unsafe self.ensemble = ensemble
    unsafe self.exit = exit
    self.fmaRoundFlops = fmaRoundFlops
    unsafe self.fma = fma
    self.issueMixRoundElements = issueMixRoundElements
    unsafe self.issueMix = issueMix
    unsafe self.product = product
    unsafe self.read = read
    unsafe self.price = price
    unsafe self.usePrice = usePrice
    unsafe self.panel = panel
    unsafe self.weight = weight
    unsafe self.weightedSum = weightedSum
    unsafe self.drawRow = drawRow
    unsafe self.productSum = productSum
    self.convolutionWidth = convolutionWidth
    unsafe self.convolution = convolution
    unsafe self.gain = gain
    unsafe self.near = near
    unsafe self.exactGain = exactGain
    unsafe self.columnRead = columnRead
  }

  static let baseline = unsafe KernelTable(
    scoringTileWidth: Kernels.scoringTileWidth, scoring: Kernels.scoringPass,
    slopes: Kernels.slopesPass, tiered: Kernels.tieredScoringPass, mean: Kernels.meanPass,
    grid: Kernels.gridPass,
    taste: Kernels.tastePass, utility: Kernels.utilityPass, logsum: Kernels.logsumPass,
    ensemble: Kernels.ensemblePass, exit: Kernels.exitPass, fmaRoundFlops: Kernels.fmaRoundFlops,
    fma: Kernels.fmaPass, issueMixRoundElements: Kernels.issueMixRoundElements,
    issueMix: Kernels.issueMixPass, product: Kernels.productPass, read: Kernels.readPass,
    price: Kernels.pricePass, usePrice: Kernels.usePricePass,
    panel: Kernels.panelPass, weight: Kernels.weightPass,
    weightedSum: Kernels.weightedSumPass, drawRow: Kernels.drawRowPass,
    productSum: Kernels.productSumPass,
    convolutionWidth: Kernels.convolutionWidth, convolution: Kernels.convolutionPass,
    gain: Kernels.gainPass, near: Kernels.nearPass,
    exactGain: Kernels.exactGainPass, columnRead: Kernels.columnReadPass)
  #if arch(x86_64)
    static let avx2 = unsafe KernelTable(
      scoringTileWidth: KernelsAVX2.scoringTileWidth, scoring: KernelsAVX2.scoringPass,
      slopes: KernelsAVX2.slopesPass, tiered: KernelsAVX2.tieredScoringPass,
      mean: KernelsAVX2.meanPass, grid: KernelsAVX2.gridPass, taste: KernelsAVX2.tastePass,
      utility: KernelsAVX2.utilityPass,
      logsum: KernelsAVX2.logsumPass, ensemble: KernelsAVX2.ensemblePass,
      exit: KernelsAVX2.exitPass, fmaRoundFlops: KernelsAVX2.fmaRoundFlops,
      fma: KernelsAVX2.fmaPass, issueMixRoundElements: KernelsAVX2.issueMixRoundElements,
      issueMix: KernelsAVX2.issueMixPass, product: KernelsAVX2.productPass,
      read: KernelsAVX2.readPass,
      price: KernelsAVX2.pricePass, usePrice: KernelsAVX2.usePricePass,
      panel: KernelsAVX2.panelPass, weight: KernelsAVX2.weightPass,
      weightedSum: KernelsAVX2.weightedSumPass, drawRow: KernelsAVX2.drawRowPass,
      productSum: KernelsAVX2.productSumPass,
      convolutionWidth: KernelsAVX2.convolutionWidth, convolution: KernelsAVX2.convolutionPass,
      gain: KernelsAVX2.gainPass, near: KernelsAVX2.nearPass,
      exactGain: KernelsAVX2.exactGainPass, columnRead: KernelsAVX2.columnReadPass)
    static let avx512 = unsafe KernelTable(
      scoringTileWidth: KernelsAVX512.scoringTileWidth, scoring: KernelsAVX512.scoringPass,
      slopes: KernelsAVX512.slopesPass, tiered: KernelsAVX512.tieredScoringPass,
      mean: KernelsAVX512.meanPass, grid: KernelsAVX512.gridPass, taste: KernelsAVX512.tastePass,
      utility: KernelsAVX512.utilityPass, logsum: KernelsAVX512.logsumPass,
      ensemble: KernelsAVX512.ensemblePass, exit: KernelsAVX512.exitPass,
      fmaRoundFlops: KernelsAVX512.fmaRoundFlops, fma: KernelsAVX512.fmaPass,
      issueMixRoundElements: KernelsAVX512.issueMixRoundElements,
      issueMix: KernelsAVX512.issueMixPass, product: KernelsAVX512.productPass,
      read: KernelsAVX512.readPass,
      price: KernelsAVX512.pricePass, usePrice: KernelsAVX512.usePricePass,
      panel: KernelsAVX512.panelPass, weight: KernelsAVX512.weightPass,
      weightedSum: KernelsAVX512.weightedSumPass, drawRow: KernelsAVX512.drawRowPass,
      productSum: KernelsAVX512.productSumPass,
      convolutionWidth: KernelsAVX512.convolutionWidth, convolution: KernelsAVX512.convolutionPass,
      gain: KernelsAVX512.gainPass, near: KernelsAVX512.nearPass,
      exactGain: KernelsAVX512.exactGainPass, columnRead: KernelsAVX512.columnReadPass)
  #endif
}

extension Kernel {
  /// This kernel's passes.
  ///
  /// - Precondition: The processor can run it, see ``isSupported``.
  var table: KernelTable {
    guard let table = Self.tables[level] else {
      preconditionFailure("this processor cannot run the kernel \(rawValue)")
    }
    return table
  }

  // Asked for at every call; nothing compiled for another processor runs before it is known to be there.
  private static let tables: [KernelTable?] = allCases.map { kernel in
    if !kernel.isSupported { return nil }
    switch kernel {
    case .baseline: return .baseline
    #if arch(x86_64)
      case .avx2: return .avx2
      case .avx512: return .avx512
    #else
      case .avx2, .avx512: return nil
    #endif
    }
  }
}
