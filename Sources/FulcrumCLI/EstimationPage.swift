/// The page of `fulcrum estimate`: how a model file is written, and how to read what comes out.
enum EstimationPage {
  /// At most 45 lines of 80 columns.
  static let text = """
    ESTIMATION: what people weigh, from what they chose

    fulcrum estimate DATA --model FILE. A row a choice (Swissmetro; tabs):

      data: {delimiter: tab, person: ID, choice: CHOICE,
             where: "PURPOSE in [1, 3] and CHOICE != 0"}
      alternatives:
        train: {code: 1, available: TRAIN_AV * (SP != 0)}
        car: {code: 3, available: CAR_AV * (SP != 0)}
      columns:
        time: {train: TRAIN_TT / 100, car: CAR_TT / 100}
        cost: {train: TRAIN_CO * (GA == 0) / 100, car: CAR_CO / 100}
      coefficients:
        asc_car: {constant: car}
        b_time: {column: time, distribution: normal}
        b_cost: cost
      price: b_cost
    A row an alternative (electricity), a person's tastes the same in all answers:

      data: {person: id, situation: chid, alternative: alt, choice: choice}
      coefficients:
        pf: {column: pf, distribution: normal}
        cl: {column: cl, distribution: normal}
      draws: {kind: halton, count: 600, drop: 100}
    More keys: space: willingness_to_pay, correlated, nests, cutoff, lapse, scales
    (of sources), panel: false, held, starts, restarts, seed.

    PRIORS  prior: {median: 4, sd: 2, source: …} at a coefficient, or priors: by
            parameter (sd.b_time, cutoff.median); range: [0.1, 0.6] holds 90 %. The
            share of prior and of data is printed for each parameter.
    REGIMES with priors: under 30 decisions medians alone move; to 300 how people
            differ is held at its prior; beyond, everything is estimated. Without
            priors: maximum likelihood.
    ERRORS  by person unless there are priors: one person's answers go together.
            Hessian, BHHH and robust stand beside them; then the posterior's.
    WORTHS  price: names what a worth is in units of: by the delta method, of draws
            (Krinsky-Robb), and exactly (Fieller) where that says something else.

    Without --model: past offers, with what Fulcrum believes of tastes as the prior.
    See it, on invented data:
      fulcrum estimate --init my-past
      fulcrum estimate my-past/offers.csv --preferences preferences.yaml
      fulcrum estimate my-past/answers.csv --model my-past/model.yaml

    """
}
