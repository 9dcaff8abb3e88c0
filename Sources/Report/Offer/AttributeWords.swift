/// What people weigh, as a hiring manager would say it.
struct AttributeWords {
  /// A word or two for a table.
  let label: String
  /// What may be said in a call where ours is the better; `nil` where a number has to be named.
  let praise: String?

  /// The words for an attribute; those of a scenario's own are its id.
  init(_ id: String) {
    let known = Self.words[id]
    label = known?.0 ?? id
    praise = known?.1
  }

  private static let words: [String: (String, String?)] = [
    "pay": ("pay", nil),
    "equity": ("equity share", nil),
    "guaranteed_gpus": ("guaranteed GPUs", nil),
    "cluster_gpus": ("cluster", nil),
    "gpu_wait_days": ("waiting for GPUs", "a job starts sooner here than where you are"),
    "data": ("data", "you get data that hardly anybody else has"),
    "autonomy": ("freedom", "you choose the problems you work on"),
    "mission": ("mission", "what we are here for, in one sentence of your own"),
    "publication": ("publishing", "the work may be published; name the share"),
    "team_quality": ("team", "whom you will sit with; name two of them"),
    "leadership": ("leadership", "who leads, and how decisions are made"),
    "product_reach": ("reach", "who uses what you build; name the number"),
    "safety_culture": ("safety culture", "how we decide what is safe to release"),
    "stability": ("stability", "how long the money lasts; name the date"),
    "remote": ("remote work", "how many days may be worked from elsewhere"),
    "visa_route": ("visa route", "the way to a permit that we pay for, and how long it takes"),
    "staying": ("habit of staying", nil),
  ]
}
