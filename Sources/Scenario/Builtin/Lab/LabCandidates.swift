extension BuiltinScenario {
  /// `candidates.csv` of the lab.
  static let labCandidates = #"""
    id,segment,stage,level,role,slot,hire_value,compute_share,compute_exponent,reference_gpus,cash,equity,forfeited,cutoff_gpus,gpu_levels
    C-01,frontier,offer,L6,reasoning researcher,research,4200000,0.35,0.4,16,900000,400000,0,,0|8|16|32|64|96
    C-02,frontier,offer,L7,post-training lead,research,8500000,0.35,0.4,16,1900000,900000,0,,0|8|16|32|64|96
    C-03,frontier,offer,L7,pre-training researcher,research,7500000,0.4,0.4,32,1800000,800000,0,10000,0|8|16|32|64|96|128
    C-04,frontier,offer,L5,architecture researcher,research,2400000,0.35,0.4,16,520000,200000,0,,0|8|16|32|64
    C-05,safety,offer,L5,interpretability researcher,research,2100000,0.3,0.38,16,420000,150000,0,,0|8|16|32|64
    C-06,infra,offer,L6,cluster engineer,engineering,2600000,0.08,0.3,8,520000,200000,0,,0|8|16
    C-07,infra,offer,L5,training-systems engineer,engineering,2200000,0.12,0.3,8,430000,160000,0,1000,0|8|16|32
    C-08,data,offer,L5,data-pipeline engineer,engineering,1500000,0.12,0.33,8,330000,100000,0,,0|8|16
    C-09,applied,offer,L5,scientific-ML researcher,applied,1900000,0.25,0.35,8,400000,140000,0,,0|8|16|32
    C-10,product,offer,L5,deployment engineer,applied,1200000,0.05,0.3,4,330000,120000,0,,0|8
    C-11,applied,offer,L6,fine-tuning lead,applied,2500000,0.25,0.35,8,520000,200000,0,,0|8|16|32
    C-12,frontier,offer,L6,multimodal researcher,research,3400000,0.35,0.4,16,800000,350000,0,,0|8|16|32|64|96

    """#
}
