extension BuiltinScenario {
  /// `teams.csv` of the lab.
  static let labTeams = #"""
    id,segment,heads,retention_2y,pay,value,compute_share,compute_exponent,current_gpus.h100,floor_gpus.h100,ceiling_gpus.h100,current_gpus.a100,floor_gpus.a100,ceiling_gpus.a100,efficiency.a100
    pretraining,frontier,18,0.67,1100000,40000000,0.5,0.4,320,224,416,0,0,0,0
    posttraining,frontier,14,0.67,1000000,25000000,0.5,0.4,208,112,304,32,0,96,0.9
    multimodal,frontier,10,0.64,900000,15000000,0.4,0.36,144,64,208,32,0,96,0.9
    reasoning,frontier,6,0.67,1200000,14000000,0.44,0.42,64,32,160,16,0,64,0.8
    interpretability,safety,8,0.78,750000,9000000,0.45,0.38,32,0,80,48,16,112,1
    evaluations,safety,8,0.78,600000,7000000,0.4,0.3,16,0,64,80,32,144,1
    serving,infra,10,0.78,600000,30000000,0.6,0.3,128,112,176,96,64,144,1
    efficiency,infra,12,0.72,650000,14000000,0.2,0.3,16,8,64,32,0,80,1
    data,data,14,0.78,450000,10000000,0.3,0.33,16,0,64,80,32,144,1
    product,product,12,0.8,500000,11000000,0.25,0.3,32,0,64,64,16,112,1

    """#
}
