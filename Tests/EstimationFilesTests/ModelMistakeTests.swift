import Testing

@testable import EstimationFiles

@Suite("Mistakes in a model file")
struct ModelMistakeTests {
  private static let data = "data: {choice: c}\nalternatives: {x: 1, y: 2}\n"

  @Test(
    "mistakes, with place and remedy",
    arguments: [
      (
        "coefficients: {b: {colum: v}}",
        """
        m:3:19: coefficients.b.column: is missing; name the column that it multiplies, or \
        write constant: ALTERNATIVE
        m:3:20: coefficients.b.colum: unknown key; did you mean column?
        """
      ),
      (
        "coefficients: {b: {constant: z}}",
        "m:3:30: coefficients.b.constant: there is no alternative of this name (z); there are x, y"
      ),
      (
        "coefficients: {b.c: v}",
        "m:3:16: coefficients: a coefficient's name has a dot (b.c); write such as b_cost"
      ),
      ("coefficients: {b: v}\nprices: b", "m:4:1: prices: unknown key; did you mean price?"),
      (
        "coefficients: {b: v}\nprice: c",
        "m:4:8: price: there is no coefficient of this name (c); there are b"
      ),
      (
        "coefficients: {b: {constant: x}}\nprice: b",
        """
        m:4:8: price: is a constant, which nothing can be paid in (b); name the coefficient \
        of a column of pay or cost
        """
      ),
      (
        "coefficients: {b: v}\nspace: willingness_to_pay",
        """
        m:4:8: price: willingness to pay needs a price; name the coefficient of pay or \
        cost, such as price: b_cost
        """
      ),
      (
        "coefficients: {b: {column: v, distribution: norm}}",
        """
        m:3:45: coefficients.b.distribution: is not one of fixed, normal, lognormal, \
        zero_or_lognormal (norm); choose one
        """
      ),
      (
        "coefficients: {b: {column: v, sign: negative}}",
        """
        m:3:31: coefficients.b.sign: unknown key; delete it; not yet given: alternatives, \
        constant, distribution, held, prior, start
        """
      ),
      (
        "coefficients: {b: AGE}",
        """
        m:3:19: coefficients.b: is protected by equal-treatment law and is never an input: \
        no offer and no grant may depend on it (AGE); take another column; audit outcomes \
        by group in a file of its own
        """
      ),
      (
        "coefficients: {b: v}\ncolumns: {v: a + MALE}",
        """
        m:4:18: columns.v: is protected by equal-treatment law and is never an input: no \
        offer and no grant may depend on it (MALE); take another column; audit outcomes by \
        group in a file of its own
        """
      ),
      (
        "coefficients: {b: v}\ncolumns: {v: {x: a, z: 1}}",
        """
        m:4:14: columns.v: says nothing of an alternative that uses it (y); give it a \
        formula or 0, or list the coefficient's alternatives without it
        m:4:21: columns.v: there is no alternative of this name (z); there are x, y
        """
      ),
      (
        "coefficients: {b: v}\ncolumns: {v: [a]}",
        """
        m:4:14: columns.v: is no formula: YAML takes brackets and braces for lists and \
        groups; put the whole formula in quotes
        """
      ),
      (
        "coefficients: {b: v}\ncolumns:\n  v: a +",
        """
        m:5:9: columns.v: a number, a column or ( is needed where the formula ends (a +); \
        finish it; if YAML has cut it at a comma, put it in quotes
        """
      ),
      (
        "coefficients: {b: v}\ncolumns:\n  v: \"a = 1\"",
        "m:5:9: columns.v: = is not understood (a = 1); write =="
      ),
      (
        "coefficients: {b: v}\ncorrelated: all",
        """
        m:4:13: correlated: fewer than two coefficients have a distribution; give some a \
        distribution, or delete it
        """
      ),
      (
        "coefficients: {b: v}\ncorrelated: [[b, d]]",
        """
        m:4:15: correlated: has no distribution that could be correlated (b); give it a \
        distribution, or take it out
        m:4:18: correlated: there is no coefficient of this name (d); there are none
        """
      ),
      (
        "coefficients: {b: v}\ncorrelated: yes",
        """
        m:4:13: correlated: is no list of groups (yes); write all, or groups such as \
        [[b_time, b_cost]]
        """
      ),
      (
        "coefficients: {b: v}\nnests: {n: [x], m: [x, y]}",
        """
        m:4:12: nests.n: a nest of one alternative; name two or more; an alternative in no \
        nest is one of its own
        m:4:20: nests.m: is in nest n already (x); keep each alternative in one nest
        """
      ),
      (
        "coefficients: {b: v}\nscales: {reference: q}",
        "m:4:9: scales: there is no column of sources; name it as source under data"
      ),
      (
        "coefficients: {b: v}\nlapse: stay",
        "m:4:8: lapse: there is no alternative of this name (stay); there are x, y"
      ),
      (
        "coefficients: {b: v}\nheld: {sd.b: 1}",
        "m:4:8: held.sd.b: there is no parameter of this name (sd.b); there are b"
      ),
      (
        "coefficients: {b: v, lapse: w}\nlapse: x",
        """
        m:3:15: coefficients.lapse: two parameters would have this name; call the \
        coefficient otherwise
        """
      ),
      (
        "coefficients: {b: v}\nlapse: x\nheld: {lapse: 0}",
        """
        m:5:15: held.lapse: is not a share between 0 and 1 (0); give such as 0.1; for next \
        to nothing write 1e-9
        """
      ),
      (
        "coefficients: {b: {column: v, distribution: lognormal, sign: negative, start: 1}}",
        """
        m:3:79: coefficients.b.start: is not below 0 (1); give a number below 0: the \
        coefficient is negative
        """
      ),
      (
        "coefficients: {b: {column: v, start: 1}}\nstarts: {b: 2}",
        "m:4:10: starts.b: is given twice, once at the coefficient; keep one of the two"
      ),
      (
        "coefficients: {b: {column: v, held: 1, prior: {mean: 1, sd: 1}}}",
        """
        m:3:47: coefficients.b.prior: the parameter is held, so a prior says nothing; keep \
        one of the two
        """
      ),
      (
        "coefficients: {b: v}\npriors: {b: {mean: 1}}",
        "m:4:13: priors.b.sd: is missing; give a number above 0, such as 0.7"
      ),
      (
        "coefficients: {b: v}\npriors: {b: {range: [2, 1]}}",
        """
        m:4:21: priors.b.range: is no interval; write [low, high], the ends between which \
        90 % lies
        """
      ),
      (
        "coefficients: {b: {column: v, distribution: lognormal}}\npriors: {b: {mean: 1, sd: 1}}",
        """
        m:4:13: priors.b.median: is missing; give median and sd, or range: [low, high], \
        which holds 90 %
        m:4:14: priors.b.mean: unknown key; delete it; not yet given: median, range, source
        """
      ),
      (
        "coefficients: {b: v}\ndraws: {kind: sobol, drop: 5}",
        "m:4:22: draws.drop: unknown key; delete it; not yet given: count"
      ),
      (
        "coefficients: {b: v}\ndraws: {count: 0}",
        "m:4:16: draws.count: is outside 1 to 1000000 (0); give a number of draws, such as 1000"
      ),
      (
        "coefficients: {b: v}\nfolds: 1",
        "m:4:8: folds: is one part only; give 0, or a number of parts from 2 on"
      ),
    ])
  func mistakes(lines: String, complaint: String) {
    #expect(complaints(ofModel: Self.data + lines + "\n") == complaint)
  }

  @Test("mistakes in how the rows are told of")
  func layoutMistakes() {
    #expect(
      complaints(ofModel: "coefficients: {b: v}\n").hasPrefix(
        "m:1:1: data: is missing; say under data"))
    #expect(
      complaints(ofModel: "data: {choice: c}\ncoefficients: {b: v}\n")
        == "m:1:1: alternatives: is missing; list them with their codes, such as {train: 1, car: 3}"
    )
    #expect(
      complaints(
        ofModel: "data: {}\nalternatives: {x: {share: a}, y: {code: 1}}\ncoefficients: {b: v}\n")
          == """
          m:2:34: alternatives.y.share: is missing; give a column of shares, or name the \
          chosen alternative's in data.choice
          """
    )
    #expect(
      complaints(ofModel: "data: {format: long, choice: c}\ncoefficients: {b: v}\n")
        == """
        m:1:7: data.alternative: is missing; name the column that says which alternative a row is
        m:1:7: data.situation: is missing; name the column that tells choice situations apart
        """)
    #expect(
      complaints(
        ofModel:
          "data: {choice: c, person: name}\nalternatives: {x: 1, y: 1}\ncoefficients: {b: v}\n")
          == """
          m:1:27: data.person: persons are ids here, never names (name); take another column; \
          audit outcomes by group in a file of its own
          m:2:25: alternatives.y: has the code of x (1); give each alternative its own code
          """)
  }
}
