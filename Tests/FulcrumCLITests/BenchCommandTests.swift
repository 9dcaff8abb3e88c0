import ArgumentParser
import Fulcrum
import Kernels
import Testing

@testable import FulcrumCLI

@Suite("fulcrum bench") struct BenchCommandTests {
  private static let supported = Kernel.supported.map(\.rawValue).joined(separator: ", ")

  @Test(
    "a command line that makes no sense is a usage error",
    arguments: [
      (["--kernel", "avx"], "there is no kernel 'avx'"),
      (["--kernel", ""], "this processor runs \(supported)"),
      (["--kernel", "sse9"], "this processor runs \(supported)"),
      (["--threads", "0"], "--threads takes 1 to 1024; 0 is not"),
      (["--format", "csv"], "csv"),
      (["--list", "--format", "json"], "leave one of --list and --format json out"),
    ])
  func usage(arguments: [String], message: String) throws {
    let run = try ProgramRun(["bench"] + arguments)
    #expect(run.code == 64 && run.output.isEmpty)
    #expect(run.errors.contains(message))
    #expect(run.errors.contains("Usage: fulcrum bench"))
  }

  @Test("--list prints the kernels, to a file too")
  func list() throws {
    let run = try ProgramRun(["bench", "--list"])
    #expect(run.code == 0 && run.errors.isEmpty)
    let chosen = run.output.split(separator: "\n").filter { $0.hasSuffix("supported, chosen") }
    #expect(chosen.count == 1 && chosen[0].hasPrefix(Kernel.best.rawValue))
    let folder = try TemporaryFolder()
    let file = try ProgramRun(["bench", "--list", "-o", "kernels.txt"], in: folder.path)
    #expect(file.code == 0 && file.output.isEmpty)
    #expect(try folder.text(of: "kernels.txt") == run.output)
  }

  @Test("the environment forces a kernel, and only one that runs here")
  func environment() throws {
    #expect(try KernelChoice(environment: [:]).kernel == .best)
    #expect(try KernelChoice(environment: ["FULCRUM_KERNEL": ""]).isForced == false)
    for kernel in Kernel.supported {
      let choice = try KernelChoice(environment: ["FULCRUM_KERNEL": kernel.rawValue])
      #expect(choice.kernel == kernel && choice.isForced)
    }
    let unsupported = Kernel.allCases.filter { !$0.isSupported }.map(\.rawValue)
    for name in ["AVX2", "neon", "avx51"] + unsupported {
      let error = #expect(throws: ValidationError.self) {
        try KernelChoice(environment: ["FULCRUM_KERNEL": name])
      }
      #expect(error?.message.contains("this processor runs \(Self.supported)") == true)
      #expect(error?.message.hasPrefix("FULCRUM_KERNEL: ") == true)
    }
  }

  @Test(
    "every command plans with the kernel that the environment names", arguments: Kernel.supported)
  func planning(kernel: Kernel) throws {
    let variables = ["FULCRUM_KERNEL": kernel.rawValue]
    let run = try ProgramRun(
      ["plan", "--example", "no-cash-opens-it", "--format", "json"], variables: variables)
    #expect(run.code == 0 && run.output.contains("\"kernel\" : \"\(kernel.rawValue)\""))
    for command in [["plan"], ["verify", "plan.json"], ["diff", "a", "b"], ["bench"]] {
      let refused = try ProgramRun(command, variables: ["FULCRUM_KERNEL": "sse9"])
      #expect(refused.code == 64 && refused.errors.contains("FULCRUM_KERNEL: there is no kernel"))
    }
  }

  @Test("every kernel's plan verifies under every other", arguments: Kernel.supported)
  func verification(kernel: Kernel) throws {
    let folder = try TemporaryFolder()
    for flags in [["--reproducible"], []] {
      let made = try ProgramRun(
        ["plan", "builtin:lab", "--format", "json", "-o", "plan.json", "--draws", "1024"] + flags,
        in: folder.path, variables: ["FULCRUM_KERNEL": kernel.rawValue])
      #expect(made.code == 0)
      for other in Kernel.supported {
        let verified = try ProgramRun(
          ["verify", "plan.json"], in: folder.path,
          variables: ["FULCRUM_KERNEL": other.rawValue])
        #expect(verified.code == 0, "\(verified.output)")
      }
    }
  }

  @Test("the processor's name is found where Linux has it")
  func processor() {
    let text = "processor\t: 0\nmodel\t\t: 1\nmodel name\t: AMD  EPYC 9R14 : x\n\nmodel name: b\n"
    #expect(ProcessorName.name(in: text) == "AMD EPYC 9R14 : x")
    #expect(ProcessorName.name(in: "Processor : AArch64\nmodel name :\n") == nil)
    #expect(!ProcessorName.current.isEmpty)
  }

  @Test("the bar keeps its length", arguments: [0, 1, 39, 40])
  func bar(cells: Int) {
    let line = ProgressBar.line("measuring", cells: cells)
    #expect(line.count == "\rmeasuring []".count + 40)
    #expect(line.count { $0 == "#" } == cells)
  }
}
