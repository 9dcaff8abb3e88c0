internal import Choice
internal import Scenario

/// What `fulcrum market` lists, as a document: schema `fulcrum.market/1`.
struct MarketDocument: Encodable {
  /// What is listed.
  enum Kind: String, Encodable { case employers, profiles, segments }

  /// About the run; left out of reproducible documents.
  struct Run: Encodable {
    /// How old the facts are, in years.
    struct Age: Encodable {
      var newest: Double
      var oldest: Double

      enum CodingKeys: String, CodingKey {
        case newest = "newest_years"
        case oldest = "oldest_years"
      }
    }

    var generated: String
    var age: Age?

    enum CodingKeys: String, CodingKey {
      case generated
      case age = "age_of_facts"
    }
  }

  /// One employer.
  struct Employer: Encodable {
    var id: String
    var owner: String
    var gpus: Int
    var accelerator: String
    var h100e: Double
    var date: String
    var certainty: String
    var region: String
    var stage: String
    var profile: String
    var source: String
    var page: String
  }

  /// What it is like to work for a kind of employer.
  struct Profile: Encodable {
    struct Level: Encodable {
      var attribute: String
      var level: Double
      var low: Double?
      var high: Double?
      var assumption: Bool
      var reason: String
    }

    var id: String
    var summary: String
    var levels: [Level]
  }

  /// One kind of people.
  struct Segment: Encodable {
    /// What compute is worth to them under one belief, in shares of pay.
    struct Belief: Encodable {
      var preset: String
      var guaranteedGPUs: Double
      var clusterGPUs: Double

      enum CodingKeys: String, CodingKey {
        case preset
        case guaranteedGPUs = "guaranteed_gpus"
        case clusterGPUs = "cluster_gpus"
      }
    }

    var id: String
    var halfSaturation: Double
    var cutoffMedian: Double
    var neverCold: Double
    var neverOffer: Double
    var beliefs: [Belief]
    var worth: [String: Double]

    enum CodingKeys: String, CodingKey {
      case id, worth
      case halfSaturation = "half_saturation"
      case cutoffMedian = "cutoff_median"
      case neverCold = "never_cold"
      case neverOffer = "never_offer"
      case beliefs = "presets"
    }
  }

  var schema = "fulcrum.market/1"
  var kind: Kind
  var version: String
  var run: Run?
  var basis: String?
  var covers: String?
  var considered: Int?
  var minimumGPUs: Double?
  var employers: [Employer]?
  var profiles: [Profile]?
  var segments: [Segment]?

  enum CodingKeys: String, CodingKey {
    case schema, kind, version, run, basis, covers, considered, employers, profiles, segments
    case minimumGPUs = "min_gpus"
  }
}

extension MarketDocument.Employer {
  init(_ employer: Employer) {
    self.init(
      id: employer.id, owner: employer.owner, gpus: employer.gpus,
      accelerator: employer.accelerator, h100e: employer.h100e,
      date: employer.date.description, certainty: employer.certainty.rawValue,
      region: employer.region.rawValue, stage: employer.stage.rawValue, profile: employer.profile,
      source: employer.source, page: employer.page)
  }
}

extension MarketDocument.Profile {
  init(_ profile: EmployerProfile) {
    self.init(
      id: profile.id, summary: profile.summary,
      levels: profile.levels.map { level in
        Level(
          attribute: level.attribute, level: level.level, low: level.range?.lowerBound,
          high: level.range?.upperBound, assumption: true, reason: level.reason)
      })
  }
}

extension MarketDocument.Segment {
  init(_ segment: Segment, registry: AttributeRegistry) {
    func worth(_ attribute: String, _ preset: Preset = .undecided) -> Double {
      let worth = segment.worth(of: attribute, preset: preset, registry: registry) ?? 0
      // Beyond twelve decimals there is only what rounding left.
      return (worth * 1e12).rounded() / 1e12
    }
    let weighed = registry.attributes.filter {
      $0.transform != .pay && $0.transform != .equityShare
    }
    self.init(
      id: segment.id, halfSaturation: segment.halfSaturation, cutoffMedian: segment.cutoffMedian,
      neverCold: segment.neverShare[.cold] ?? 1, neverOffer: segment.neverShare[.offer] ?? 1,
      beliefs: Preset.shipped.map { preset in
        Belief(
          preset: preset.id, guaranteedGPUs: worth("guaranteed_gpus", preset),
          clusterGPUs: worth("cluster_gpus", preset))
      },
      worth: Dictionary(uniqueKeysWithValues: weighed.map { ($0.id, worth($0.id)) }))
  }
}
