/// The page of the questions that `fulcrum ask` answers.
enum QuestionsPage {
  /// At most 45 lines of 80 columns.
  static let text = """
    QUESTIONS: what people ask of a plan, each answered in one screen

      fulcrum ask cluster          how big must the cluster be, for each candidate
                                   and for the plan's offers together
      fulcrum ask price C-02       what would it take: cash alone, GPUs alone, data
                                   alone, the cheapest mix, or why no amount will do
      fulcrum ask data             can data do instead of GPUs, and where that ends
      fulcrum ask gpus             which of our offers should get the GPUs
      fulcrum ask rival            what a rival's larger cluster does to us
      fulcrum ask buy              buy GPUs, rent them, or pay cash
      fulcrum ask offers           how many offers to send for so many acceptances
                                   without breaking a promise

    Each takes a scenario, --set, --cluster and --preset as fulcrum plan does, and
    answers with a sentence, the table behind it, and what is assumed. A chance is
    followed by its 90 % range: what it could be, given what nobody knows about
    people's tastes. --format json has every figure (fulcrum.answer/1).

    The package that a question speaks of is the plan's, or, marked *, what the
    plan would offer first to whom it offers nothing.

    See it: four cases that each answer one of them.
      fulcrum ask price C-05 --example lower-cash-wins
      fulcrum ask price C-03 --example no-cash-opens-it
      fulcrum ask data C-09 --example data-beats-gpus
      fulcrum ask gpus --example net-negative-hire

    """
}
