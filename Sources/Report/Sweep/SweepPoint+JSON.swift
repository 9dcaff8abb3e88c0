internal import Foundation
public import Planning

extension SweepPoint {
  /// The point as a line of a sweep's document, with a newline at its end.
  /// - Parameter pools: The ids of the pools, in order.
  public func line(pools: [String]) -> String {
    var line = JSONLine()
    line.open("{")
    line.open("{", "point")
    line.add(Double(index), "index")
    line.open("[", "values")
    for value in values { line.add(value) }
    line.close("]")
    line.add(Double(clusterGPUs), "cluster_gpus")
    line.add(clusterH100e, "cluster_h100e")
    line.add(status.rawValue, "status")
    line.add(worth, "worth")
    line.add(bound, "bound")
    line.add(expectedHires, "expected_hires")
    if !prices.isEmpty {
      line.open("[", "prices")
      for (pool, price) in zip(pools, prices) {
        line.open("{")
        line.add(pool, "pool")
        line.add(price, "price")
        line.close("}")
      }
      line.close("]")
    }
    line.open("[", "offers")
    for offer in offers { Self.add(offer, to: &line) }
    line.close("]")
    line.open("[", "teams")
    for team in teams { Self.add(team, pools, to: &line) }
    line.close("]")
    line.add(conflict, "conflict")
    line.close("}")
    line.close("}")
    return line.text + "\n"
  }

  private static func add(_ offer: Offer, to line: inout JSONLine) {
    line.open("{")
    line.add(offer.candidate, "candidate")
    line.add(offer.package, "package")
    line.add(offer.acceptance, "accept")
    line.add(offer.interval?.lowerBound, "accept_low")
    line.add(offer.interval?.upperBound, "accept_high")
    line.add(offer.isMade, "made")
    line.add(offer.isScreened, "screened")
    line.close("}")
  }

  private static func add(_ team: Team, _ pools: [String], to line: inout JSONLine) {
    line.open("{")
    line.add(team.id, "id")
    line.add(team.stay, "stay")
    line.open("[", "granted")
    for (pool, gpus) in zip(pools, team.granted) where gpus != 0 {
      line.open("{")
      line.add(pool, "pool")
      line.add(Double(gpus), "gpus")
      line.close("}")
    }
    line.close("]")
    line.close("}")
  }

  /// The point of a line that ``line(pools:)`` wrote; nil where it is damaged.
  public init?(line: some StringProtocol, pools: [String]) {
    guard let read = try? JSONDecoder().decode(PointLine.self, from: Data(line.utf8)).point,
      let status = Status(rawValue: read.status),
      read.prices.map({ $0.map(\.pool) == pools }) ?? true
    else { return nil }
    self.init(
      index: read.index, values: read.values, clusterGPUs: read.cluster_gpus,
      clusterH100e: read.cluster_h100e, status: status, worth: read.worth, bound: read.bound,
      expectedHires: read.expected_hires, prices: read.prices?.map(\.price) ?? [],
      offers: read.offers.map { offer in
        let ends = offer.accept_low.flatMap { low in offer.accept_high.map { (low, $0) } }
        return Offer(
          candidate: offer.candidate, package: offer.package, acceptance: offer.accept,
          interval: ends.flatMap { $0 <= $1 ? $0...$1 : nil }, isMade: offer.made,
          isScreened: offer.screened)
      },
      teams: read.teams.map { team in
        Team(
          id: team.id, stay: team.stay,
          granted: pools.map { pool in team.granted.first { $0.pool == pool }?.gpus ?? 0 })
      }, conflict: read.conflict)
  }
}

// The keys of a line, as they are written.
private struct PointLine: Decodable {
  struct Point: Decodable {
    var index: Int
    var values: [Double]
    var cluster_gpus: Int
    var cluster_h100e: Double
    var status: String
    var worth: Double?
    var bound: Double?
    var expected_hires: Double?
    var prices: [Price]?
    var offers: [Offer]
    var teams: [Team]
    var conflict: String?
  }

  struct Price: Decodable {
    var pool: String
    var price: Double
  }

  struct Offer: Decodable {
    var candidate: String
    var package: String?
    var accept: Double
    var accept_low: Double?
    var accept_high: Double?
    var made: Bool
    var screened: Bool
  }

  struct Team: Decodable {
    var id: String
    var stay: Double
    var granted: [Grant]
  }

  struct Grant: Decodable {
    var pool: String
    var gpus: Int
  }

  var point: Point
}
