/// What the options of a few claimants gain: room that is written again and again.
///
/// One thread's own.
@safe package final class ClaimantGains {
  /// Claimants that there is room for: few enough that what was read of them stays in L2.
  @inlinable package static var most: Int { 128 }

  @usableFromInline let greatest = unsafe room(of: 0.0)
  @usableFromInline let next = unsafe room(of: 0.0)
  @usableFromInline let option = unsafe room(of: Int32(0))
  @usableFromInline let kind = unsafe room(of: Int32(0))
  /// What the best options are worth together.
  package internal(set) var worth: Int64 = 0

  let start = unsafe room(of: 0)
  let end = unsafe room(of: 0)
  let run = unsafe room(of: Int32(0))
  let lanes = DoubleBuffer(zeros: 3 * gainGroup * 16)

  /// How many claimants are watched.
  package internal(set) var watched = 0
  let claimant = unsafe room(of: 0)
  let place = unsafe room(of: 0)
  let row = unsafe room(of: Int32(0))
  let least = unsafe room(of: 0.0)
  private(set) var near = unsafe room(of: Int32(0))
  private var nearRoom = most
  let nearEnd = unsafe room(of: 0)

  /// Nothing found yet.
  package init() {}

  deinit {
    unsafe greatest.deallocate()
    unsafe next.deallocate()
    unsafe option.deallocate()
    unsafe kind.deallocate()
    unsafe start.deallocate()
    unsafe end.deallocate()
    unsafe run.deallocate()
    unsafe claimant.deallocate()
    unsafe place.deallocate()
    unsafe row.deallocate()
    unsafe least.deallocate()
    unsafe near.deallocate()
    unsafe nearEnd.deallocate()
  }

  private static func room<Number>(of number: Number) -> UnsafeMutablePointer<Number> {
    let numbers = UnsafeMutablePointer<Number>.allocate(capacity: most)
    unsafe numbers.initialize(repeating: number, count: most)
    return unsafe numbers
  }

  /// Of one of the claimants asked for: the greatest gain, and the greatest gain of all options but
  /// the first that has it, minus infinity where there is no other.
  @inlinable
  package func greatest(_ place: Int) -> (gain: Double, next: Double) {
    precondition(place >= 0 && place < Self.most)
    return unsafe (greatest[place], next[place])
  }

  /// The first option that has the greatest gain.
  @inlinable
  package func option(_ place: Int) -> Int32 {
    precondition(place >= 0 && place < Self.most)
    return unsafe option[place]
  }

  /// Its pattern.
  @inlinable
  package func pattern(_ place: Int) -> Int {
    precondition(place >= 0 && place < Self.most)
    return unsafe Int(kind[place])
  }

  /// Watches nobody any more.
  package func watchNobody() { watched = 0 }

  /// Watches one of the claimants asked for: which of its options may take the place of its best.
  ///
  /// - Parameters:
  ///   - claimant: By its number in the table.
  ///   - place: Among those asked for; the pattern of its best option is the row of the rises.
  ///   - least: What an option's gain and rise must reach together.
  package func watch(_ claimant: Int, _ place: Int, least: Double) {
    let number = watched
    precondition(number < Self.most && place >= 0 && place < Self.most)
    unsafe self.claimant[number] = claimant
    unsafe self.place[number] = place
    unsafe row[number] = kind[place]
    unsafe self.least[number] = least
    watched = number + 1
  }

  /// One of those watched, its best option, and which of the options found near are its own.
  package func near(_ number: Int) -> (claimant: Int, best: Int, options: Range<Int>) {
    precondition(number >= 0 && number < watched)
    let first = unsafe number == 0 ? 0 : nearEnd[number - 1]
    return unsafe (claimant[number], Int(option[place[number]]), first..<nearEnd[number])
  }

  /// Appends options found near, by their numbers in the table.
  package func appendNear(_ places: Range<Int>, to options: inout [Int32]) {
    precondition(places.lowerBound >= 0 && places.upperBound <= nearRoom)
    unsafe options.append(
      contentsOf: UnsafeBufferPointer(start: near + places.lowerBound, count: places.count))
  }

  /// Makes room for so many options.
  func reserveNear(_ count: Int) {
    if count <= nearRoom { return }
    unsafe near.deallocate()
    nearRoom = 2 * count
    unsafe near = .allocate(capacity: nearRoom)
    unsafe near.initialize(repeating: 0, count: nearRoom)
  }
}
