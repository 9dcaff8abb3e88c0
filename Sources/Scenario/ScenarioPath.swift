/// A place in a scenario: a key of `scenario.yaml`, or a cell of a table by the row's id.
///
/// `clusters.bay-1.nodes`, `teams[pretraining].floor_gpus.h100`, `rivals[C-02/xai].cash`. Keys and
/// columns may contain dots themselves; which is meant is decided by what the scenario holds.
enum ScenarioPath: Hashable {
  /// Keys joined by dots.
  case key(String)
  /// A column of the row `id` of a table.
  case cell(table: String, id: String, column: String)

  /// Nil if the brackets do not fit.
  init?(_ text: String) {
    guard let open = text.firstIndex(of: "[") else {
      if text.contains("]")
        || text.split(separator: ".", omittingEmptySubsequences: false)
          .contains("")
      {
        return nil
      }
      self = .key(text)
      return
    }
    guard let close = text.firstIndex(of: "]"), open < close,
      text[text.index(after: close)...].hasPrefix(".")
    else { return nil }
    let id = String(text[text.index(after: open)..<close])
    let column = String(text[text.index(close, offsetBy: 2)...])
    guard !id.isEmpty, !column.isEmpty, open > text.startIndex else { return nil }
    self = .cell(table: String(text[..<open]), id: id, column: column)
  }
}
