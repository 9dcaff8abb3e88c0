extension BuiltinScenario {
  /// `rivals.csv` of the hospital.
  static let hospitalRivals = #"""
    candidate,id,kind,cluster_gpus,cash,equity,guaranteed_gpus,gpu_wait_days,data,autonomy,mission,publication,team_quality,leadership,product_reach,stability,remote
    C-01,university,stay,296,130000,0,4,20,0.3,0.9,0.6,1,,,-1,0.8,0.3
    C-01,gefion,rival,1528,260000,0,8,7,0.5,0.3,0.2,0.5,0.3,0.3,,0.6,0.3
    C-02,bank,stay,161,200000,20000,0,7,0.4,0.3,0.2,0.5,0.3,0.3,,0.6,0.3
    C-02,oracle,rival,65536,260000,80000,0,14,0.1,0.1,0,0.2,0.8,,1,0.9,0.1
    C-03,nebius,stay,4992,210000,40000,4,7,,0.3,0.2,0.5,0.3,0.3,,0.6,0.3
    C-03,tesla,rival,50000,330000,120000,4,14,,0.1,0,0.2,0.8,,1,0.9,0.1
    C-04,meta,stay,100000,700000,400000,16,14,,0.1,0,0.2,0.8,,1,0.9,0.1
    C-04,xai,rival,200000,1000000,600000,32,14,,0.1,0,0.2,0.8,,1,0.9,0.1

    """#
}
