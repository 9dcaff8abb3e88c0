// FulcrumDriver SHAPE THREADS REFERENCE KERNEL: the protocol of ./run for our own kernels.
import Foundation

/// Says why there is nothing to time.
func refuse(_ why: String) -> Never {
  FileHandle.standardError.write(Data((why + "\n").utf8))
  exit(69)
}

let arguments = CommandLine.arguments
guard arguments.count == 5, let problem = Problem(shape: arguments[1]),
  let threads = Int(arguments[2])
else { refuse("usage: FulcrumDriver N,R,P,A THREADS REFERENCE KERNEL") }
guard let scorer = Scorer(arguments[4], problem) else {
  refuse("this CPU has no kernel \(arguments[4])")
}
guard let reference = FileManager.default.contents(atPath: arguments[3]) else {
  refuse("cannot read \(arguments[3])")
}

var out = [Double](repeating: 0, count: problem.candidates * problem.packages)

@MainActor func run() {
  scorer.score(problem, to: &out, threads: threads)
}

/// Answers at once, for whoever waits at the other end of the pipe.
func say(_ line: String) {
  print(line)
  fflush(nil)
}

run()
let error = reference.withUnsafeBytes { bytes in
  zip(out, bytes.bindMemory(to: Double.self)).reduce(0) { max($0, abs($1.0 - $1.1)) }
}
say("ready \(error)")
let clock = ContinuousClock()
while readLine() != nil {
  run()  // caches and clock as in steady use
  let start = clock.now
  var (calls, elapsed) = (0, Duration.zero)
  while elapsed < .milliseconds(3) {
    run()
    calls += 1
    elapsed = clock.now - start
  }
  say("\(elapsed / .nanoseconds(1) / Double(calls * problem.elements))")
}
