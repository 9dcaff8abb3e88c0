extension HelpTopic {
  /// Who else is asking.
  static let employersPage = """
    EMPLOYERS: who else is asking, and what it is like there

    A row of rivals.csv may name an employer in the column employer. What the row
    leaves empty is then taken from two tables; what it states always wins, and
    without the column nothing changes.

      employers  the largest cluster of each that is published, with date, source
                 and certainty: fulcrum market employers
      profiles   what it is like at a frontier-lab, big-tech, startup, neocloud,
                 bank, hospital, university or national-lab: days until a job
                 starts, data, autonomy, mission, publication, team and so on. All
                 are assumptions with a range: fulcrum market profiles

    Pay and promised GPUs are never taken from a table: they depend on the person.

    Change and add in scenario.yaml:
      profiles:
        startup: {autonomy: 0.8}                      one level of one that ships
        our-town: {like: university, remote: 0.6}     one of your own
      employers:
        meta-100k: {cluster_gpus: 150k, source: press, date: 2026-05}
        my-rival: {profile: startup, cluster_gpus: 4k}

    and in rivals.csv:
      candidate,id,kind,employer,cash,equity
      C-01,here,stay,my-rival,400k,150k
      C-01,meta,rival,meta-100k,1M,500k

    More rivals never raise P. A second rival like the first takes less from you
    than fixed odds would say: whoever likes the one likes the other, and the same
    tastes choose among all. That is what drawing tastes does, and why no nests of
    rivals have to be named. fulcrum plan --format json lists the facts used.

    See it:
      fulcrum market employers --min-gpus 10k
      fulcrum market profiles startup
      fulcrum check my-lab --set 'rivals[C-02/xai-colossus].employer=xai-colossus'

    """
}
