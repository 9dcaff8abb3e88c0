import Estimation
import Testing

@testable import EstimationFiles

@Suite("The model files of the documentation")
struct DocumentedModelTests {
  @Test("are read without a complaint")
  func readable() throws {
    let models = try documentedModels()
    #expect(models.count == 6)
    for model in models { #expect(complaints(ofModel: model) == "") }
  }

  @Test("an export of offers becomes choices")
  func offers() throws {
    let model = try #require(documentedModels().first { $0.hasPrefix("# Offers") })
    let read = try choices(
      """
      Candidate ID,Stage,Competitor,Base,Bonus,Rival pay,Current pay,Rival cluster
      c-1,Accepted,,800k,200k,,500k,
      c-2,Declined,Orange,1M,0,,500k,20000
      c-3,Pending,,,,,,

      """, by: model)
    #expect(read.data.situations.count == 2 && read.rowsLeftOut == 1)
    let second = read.data.situations[1].options
    #expect(second.map(\.alternative) == ["offer", "rival", "stay"])
    #expect(second.map(\.share) == [0, 1, 0])
    #expect(second.map(\.values[1]) == [2000, 20_000, 0])
    #expect(abs(second[1].values[0] - 0.0953101798043249) < 1e-12)
  }

  @Test("a table of every key becomes choices")
  func everything() throws {
    let model = try #require(documentedModels().first { $0.hasPrefix("# A file with every key") })
    let read = try choices(
      """
      candidate,offer,employer,taken,open,source,year,pay,gpus,publish,rank,cluster
      c-1,1,us,1,1,offers,2024,1M,64,1,2,16k
      c-1,1,stay,0,1,offers,2024,500k,0,0,1,0
      c-1,1,rival,0,0,offers,2024,,,,,
      c-2,1,rival,0.5,1,survey,2024,1M,64,1,2,1k
      c-2,1,us,0.5,1,survey,2024,1M,64,1,2,1k

      """, by: model)
    #expect(read.data.situations.map(\.options.count) == [2, 2])
    #expect(read.data.columns == ["log_pay", "gpus", "publish", "rank", "cluster"])
    #expect(read.data.sources == ["offers", "survey"])
  }
}
