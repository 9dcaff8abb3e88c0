extension BuiltinScenario {
  /// `candidates.csv` of the hospital.
  static let hospitalCandidates = #"""
    id,segment,stage,role,slot,hire_value,compute_share,compute_exponent,reference_gpus,cash,cutoff_gpus,gpu_levels
    C-01,applied,offer,medical imaging lead,research,950000,0.3,0.35,8,240000,,0|8|16|24
    C-02,data,offer,health records engineer,engineering,700000,0.12,0.33,8,190000,,0|8
    C-03,infra,offer,platform engineer,engineering,620000,0.1,0.3,8,190000,,0|8
    C-04,frontier,offer,foundation-model researcher,research,1600000,0.5,0.4,32,500000,1000,0|8|16|24

    """#
}
