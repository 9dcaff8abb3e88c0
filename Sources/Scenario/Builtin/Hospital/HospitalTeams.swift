extension BuiltinScenario {
  /// `teams.csv` of the hospital.
  static let hospitalTeams = #"""
    id,segment,heads,retention_2y,pay,value,compute_share,compute_exponent,current_gpus,floor_gpus,ceiling_gpus
    imaging,applied,6,0.75,230000,3600000,0.4,0.35,24,8,40
    clinical-text,applied,4,0.75,220000,2000000,0.4,0.35,16,8,32
    operations,data,5,0.8,180000,1600000,0.2,0.3,8,0,24
    bedside,product,3,0.8,190000,2400000,0.5,0.25,8,8,16

    """#
}
