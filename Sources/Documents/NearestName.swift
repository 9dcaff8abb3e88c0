/// The known name nearest to a misspelt one, if it is near enough to be meant.
///
/// Distance is Damerau–Levenshtein with adjacent transpositions, without regard to case; a third of
/// the length may differ, at least one character and at most three. Ties go to a name that begins
/// alike, then to the first by name: people seldom miss the first letter.
/// Source: Damerau 1964, "A technique for computer detection and correction of spelling errors".
public func nearestName(to name: String, among known: some Sequence<String>) -> String? {
  let wanted = Array(name.lowercased())
  let limit = min(max(wanted.count / 3, 1), 3)
  var best: (distance: Int, beginning: Int, name: String)?
  for candidate in known where candidate != name {
    let letters = Array(candidate.lowercased())
    if abs(letters.count - wanted.count) > limit { continue }
    let distance = editDistance(wanted, letters)
    if distance > limit || distance >= max(wanted.count, letters.count) { continue }
    let beginning = letters.first == wanted.first ? 0 : 1
    if best.map({ (distance, beginning, candidate) < $0 }) ?? true {
      best = (distance, beginning, candidate)
    }
  }
  return best?.name
}

// Optimal string alignment over three rows.
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
  var older = [Int](repeating: 0, count: right.count + 1)
  var previous = Array(0...right.count)
  for i in 1...left.count {
    var row = [i] + [Int](repeating: 0, count: right.count)
    for j in 1...right.count {
      let substitution = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
      row[j] = min(previous[j] + 1, row[j - 1] + 1, substitution)
      if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
        row[j] = min(row[j], older[j - 2] + 1)
      }
    }
    (older, previous) = (previous, row)
  }
  return previous[right.count]
}
