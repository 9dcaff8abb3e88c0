// LikelihoodDriver ELECTRICITY.csv MODEL DRAWS THREADS POINT...: our likelihood for ./estimators.
//
// Says "ready VALUE GRADIENT..." at the point, and then for each line that it reads the milliseconds of
// the value alone and of value and gradient.
import Foundation
import Fulcrum

func say(_ line: String) {
  print(line)
  fflush(nil)
}

let arguments = CommandLine.arguments
guard arguments.count > 5, let draws = Int(arguments[3]), let threads = Int(arguments[4]) else {
  FileHandle.standardError.write(
    Data("usage: LikelihoodDriver DATA MODEL DRAWS THREADS POINT\n".utf8))
  exit(64)
}
let point = arguments[5...].compactMap(Double.init)
let model = try EstimationModel(readingFile: arguments[2])
let data = try model.choices(readingFile: arguments[1]).data
let likelihood = ChoiceLikelihood(
  model.choice, data, DrawPlan(kind: .halton, count: draws), threads: threads)
let first = likelihood.gradient(at: point)
say("ready \(first.value) " + first.gradient.map { "\($0)" }.joined(separator: " "))

/// The milliseconds of a call, of at least 30 ms of calls.
func milliseconds(_ call: () -> Double) -> Double {
  var (calls, sum) = (0, call())
  let clock = ContinuousClock()
  let start = clock.now
  while clock.now - start < .milliseconds(30) {
    sum += call()
    calls += 1
  }
  precondition(sum.isFinite)
  return (clock.now - start) / .milliseconds(1) / Double(calls)
}

while readLine() != nil {
  let value = milliseconds { likelihood.value(at: point) }
  let gradient = milliseconds { likelihood.gradient(at: point).value }
  say("\(value) \(gradient)")
}
