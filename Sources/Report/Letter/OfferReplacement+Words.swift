public import Planning

extension OfferReplacement {
  /// What whoever sends the letter should know; nil where the plan's other offers may go out beside it.
  public var noteToSender: String? {
    if leavesOthers && isProven { return nil }
    var reasons: [String] = []
    if !changed.isEmpty {
      let isOne = changed.count == 1
      reasons.append(
        "\(isOne ? "the offer" : "offers") to \(NumberFormat.list(changed)) "
          + (isOne ? "changes" : "change"))
    }
    if !exceeded.isEmpty {
      reasons.append(
        "with the plan's other offers it takes more \(NumberFormat.list(exceeded)) than there is")
    }
    if reasons.isEmpty { reasons.append("whether other offers hold beside it is not proven") }
    return "note: this replaces the plan: \(reasons.joined(separator: ", and ")); "
      + "do not send the plan's letters beside it"
  }
}
