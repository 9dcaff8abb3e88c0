import Documents
import Scenario
import Testing

/// One mistake in a small scenario, and everything that is said about it.
struct BadInput: Sendable, CustomTestStringConvertible {
  let name: String
  let damaged: @Sendable () -> SmallScenario
  let message: String

  var testDescription: String { name }

  /// A text in a file that is replaced by another.
  init(_ name: String, in file: String, _ old: String, _ new: String, _ message: String) {
    self.name = name
    self.message = message
    damaged = {
      var small = SmallScenario()
      small.replace(old, with: new, in: file)
      return small
    }
  }

  /// The same with another text replaced as well.
  func replacing(_ old: String, with new: String, in file: String) -> BadInput {
    BadInput(name, message) {
      var small = damaged()
      small.replace(old, with: new, in: file)
      return small
    }
  }

  private init(
    _ name: String, _ message: String, _ damaged: @escaping @Sendable () -> SmallScenario
  ) {
    self.name = name
    self.message = message
    self.damaged = damaged
  }

  /// A file that is added.
  init(_ name: String, adding text: String, as file: String, _ message: String) {
    self.name = name
    self.message = message
    damaged = {
      var small = SmallScenario()
      small.files.append((file, text))
      return small
    }
  }

  /// A file that is not there.
  init(_ name: String, without file: String, _ message: String) {
    self.name = name
    self.message = message
    damaged = {
      var small = SmallScenario()
      small.files.removeAll { $0.name == file }
      return small
    }
  }
}

@Suite("Bad input")
struct BadInputTests {
  @Test("is refused with place, key, value and remedy", arguments: BadInput.all)
  func refused(_ input: BadInput) {
    do throws(Diagnostics) {
      _ = try input.damaged().read()
      Issue.record("nothing was refused")
    } catch {
      #expect(error.description == input.message)
    }
  }
}
