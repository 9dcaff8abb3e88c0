extension EmployerProfile {
  /// What it is like at firms.
  static let firms = [frontierLab, bigTech, startup, neocloud, bank]

  private static let frontierLab = EmployerProfile(
    id: "frontier-lab", summary: "trains the largest models; few projects, many people",
    levels: [
      Level("gpu_wait_days", 14, 3...30, "one flagship run goes before everybody else's jobs"),
      Level("data", 0.1, 0...0.5, "what users of its product leave, little else that others lack"),
      Level("autonomy", 0.1, 0...0.4, "few large projects, chosen from above"),
      Level("mission", 0, -1...1, "draws some and puts off others"),
      Level("publication", 0.2, 0...0.5, "methods that matter to the product stay inside"),
      Level("team_quality", 1, 0.3...1.5, "the field's best gather where the clusters are"),
      Level("leadership", 0, -0.5...0.8, "known names, and much changing of them"),
      Level("product_reach", 1, 0.3...1.5, "hundreds of millions use what is built"),
      Level("safety_culture", 0, -1...1, "houses differ more than the kind does"),
      Level("stability", 0.9, 0.6...1, "paid for years ahead"),
      Level("remote", 0.1, 0...0.4, "one building, for speed and for secrecy"),
    ])

  private static let bigTech = EmployerProfile(
    id: "big-tech", summary: "a large company with research beside its products",
    levels: [
      Level("gpu_wait_days", 14, 3...30, "research queues behind what customers run"),
      Level("data", 0.1, 0...0.5, "much of it, and hard to get at across departments"),
      Level("autonomy", 0.1, 0...0.4, "plans of quarters and products"),
      Level("mission", 0, -0.5...0.5, "the usual"),
      Level("publication", 0.2, 0...0.6, "allowed where no product is touched"),
      Level("team_quality", 0.2, -0.3...0.7, "large teams lie nearer to the middle"),
      Level("leadership", 0, -0.5...0.5, "the usual"),
      Level("product_reach", 1, 0.3...1.5, "products in most hands"),
      Level("safety_culture", 0, -0.5...0.5, "the usual"),
      Level("stability", 0.9, 0.6...1, "profits of other business carry research"),
      Level("remote", 0.1, 0...0.5, "back to the office since 2023"),
    ])

  private static let startup = EmployerProfile(
    id: "startup", summary: "young: equity, speed and freedom against stability and compute",
    levels: [
      Level("gpu_wait_days", 4, 1...14, "few people decide, and there are few to queue behind"),
      Level("data", 0.1, 0...0.5, "little of its own yet"),
      Level("autonomy", 0.6, 0.3...0.9, "each of a few decides what to try"),
      Level("mission", 0.4, -0.2...1, "whoever joins does so for the idea"),
      Level("publication", 0.4, 0.1...0.8, "reputation is needed, secrets are few"),
      Level("team_quality", 0.3, -0.3...1, "chosen one by one"),
      Level("leadership", 0.3, -0.3...1, "founders near by, of every kind"),
      Level("product_reach", -0.5, -1.2...0.5, "few users yet"),
      Level("safety_culture", 0, -0.8...0.8, "houses differ more than the kind does"),
      Level("stability", 0.4, 0.2...0.7, "money for a year or two"),
      Level("remote", 0.5, 0.1...1, "hires where people are"),
    ])

  private static let neocloud = EmployerProfile(
    id: "neocloud", summary: "rents out GPUs, with research to show what they can do",
    levels: [
      Level("gpu_wait_days", 7, 1...20, "own people run on what customers leave"),
      Level("data", 0, 0...0.2, "the data are the customers'"),
      Level("autonomy", 0.3, 0.1...0.6, "research has to show the machines off"),
      Level("mission", 0.2, -0.3...0.6, "open models and open tools, at several"),
      Level("publication", 0.5, 0.1...0.8, "papers are advertising"),
      Level("team_quality", 0.3, -0.2...0.8, "strong in systems, thinner in modelling"),
      Level("leadership", 0.3, -0.3...0.8, "engineers lead engineers"),
      Level("product_reach", 0, -0.5...0.5, "known to developers, not to the public"),
      Level("safety_culture", 0, -0.5...0.5, "the usual"),
      Level("stability", 0.6, 0.3...0.85, "debt against the price of GPU-hours"),
      Level("remote", 0.3, 0...0.7, "several sites"),
    ])

  private static let bank = EmployerProfile(
    id: "bank", summary: "finance: data that nobody else has, and rules",
    levels: [
      Level("gpu_wait_days", 7, 1...20, "a small cluster with few who train"),
      Level("data", 0.8, 0.5...1, "markets and customers, closed to everybody else"),
      Level("autonomy", 0.3, 0.1...0.5, "what business asks for, within the regulator's limits"),
      Level("mission", 0, -0.6...0.3, "pay is the purpose that is spoken of"),
      Level("publication", 0.3, 0...0.6, "methods sometimes, data never"),
      Level("team_quality", 0.2, -0.3...0.8, "good in statistics, few in modelling"),
      Level("leadership", 0.2, -0.4...0.6, "leads business first, research second"),
      Level("product_reach", 0, -0.5...0.5, "colleagues and clients use it"),
      Level("safety_culture", 0.3, -0.2...1, "models are audited by law"),
      Level("stability", 0.95, 0.8...1, "research is a small part of costs"),
      Level("remote", 0.3, 0...0.5, "two days a week, trading floors none"),
    ])
}
