extension ScenarioFiles {
  /// The hospital of the built-in example in as few lines as it takes: tests count lines here, and
  /// replace pieces of text.
  public static let bareHospital = ScenarioFiles(
    yaml: """
      fulcrum: 1
      name: hospital
      organisation:
        gpu_wait_days: 1
        mission: 1.2
        team_quality: 0
        leadership: 0.3
        safety_culture: 0.5
        stability: 1
        remote: 0.3
        product_reach: 0.3
        publication: 0.9
        autonomy: 0.4
      clusters:
        clinic: {accelerator: h100, nodes: 8}
      budget: {cash: 620k}
      role_slots: {research: 2, engineering: 1}
      prices:
        data_access: 25k
      packages:
        cash_multiples: [0.85, 1, 1.15, 1.3]
        levels:
          data: [0, 0.9]
          autonomy: [0.4, 0.9]
      assumptions: {offer_effort: 15k}
      draws: 256
      parameter_draws: 16

      """,
    teams: """
      id,segment,heads,retention_2y,pay,value,compute_share,compute_exponent,current_gpus,floor_gpus,ceiling_gpus
      imaging,applied,6,0.75,230000,3600000,0.4,0.35,24,8,40
      clinical-text,applied,4,0.75,220000,2000000,0.4,0.35,16,8,32
      operations,data,5,0.8,180000,1600000,0.2,0.3,8,0,24
      bedside,product,3,0.8,190000,2400000,0.5,0.25,8,8,16

      """,
    candidates: """
      id,segment,stage,slot,hire_value,compute_share,compute_exponent,reference_gpus,cash,cutoff_gpus,gpu_levels
      C-01,applied,offer,research,950000,0.3,0.35,8,240000,,0|8|16|24
      C-02,data,offer,engineering,700000,0.12,0.33,8,190000,,0|8
      C-03,infra,offer,engineering,620000,0.1,0.3,8,190000,,0|8
      C-04,frontier,offer,research,1600000,0.5,0.4,32,500000,1000,0|8|16|24

      """,
    rivals: """
      candidate,id,kind,cluster_gpus,cash,equity,guaranteed_gpus,gpu_wait_days,data,autonomy,mission,publication,team_quality,leadership,product_reach,stability,remote
      C-01,university,stay,296,130000,0,4,20,0.3,0.9,0.6,1,,,-1,0.8,0.3
      C-01,gefion,rival,1528,260000,0,8,7,0.5,0.3,0.2,0.5,0.3,0.3,,0.6,0.3
      C-02,bank,stay,161,200000,20000,0,7,0.4,0.3,0.2,0.5,0.3,0.3,,0.6,0.3
      C-02,oracle,rival,65536,260000,80000,0,14,0.1,0.1,0,0.2,0.8,,1,0.9,0.1
      C-03,nebius,stay,4992,210000,40000,4,7,,0.3,0.2,0.5,0.3,0.3,,0.6,0.3
      C-03,tesla,rival,50000,330000,120000,4,14,,0.1,0,0.2,0.8,,1,0.9,0.1
      C-04,meta,stay,100000,700000,400000,16,14,,0.1,0,0.2,0.8,,1,0.9,0.1
      C-04,xai,rival,200000,1000000,600000,32,14,,0.1,0,0.2,0.8,,1,0.9,0.1

      """)
}
