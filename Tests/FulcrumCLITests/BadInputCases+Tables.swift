extension BadInputCase {
  /// Tables of people and pay.
  static let tables: [BadInputCase] = [
    BadInputCase(
      26, "negative cash", in: "candidates.csv", "240000", "-240000",
      """
      s/candidates.csv:2:47: candidates[C-01].cash: is not above 0 (value withheld); give \
      dollars a year above 0, such as 450k
      """),
    BadInputCase(
      26, "pay that is no number", in: "teams.csv", "230000", "23OOOO",
      """
      s/teams.csv:2:24: teams[imaging].pay: is not a number (value withheld); give dollars \
      a year above 0, such as 450k
      """),
    BadInputCase(
      27, "a share above one", in: "teams.csv", "0.75", "1.2",
      """
      s/teams.csv:2:19: teams[imaging].retention_2y: is outside 0 to 1 (1.2); give a share \
      above 0, at most 1, such as 0.67
      """),
    BadInputCase(
      27, "a share below zero", in: "teams.csv", "0.75", "-0.1",
      """
      s/teams.csv:2:19: teams[imaging].retention_2y: is not above 0 (-0.1); give a share \
      above 0, at most 1, such as 0.67
      """),
    BadInputCase(
      31, "an id twice", in: "teams.csv", "clinical-text", "imaging",
      """
      s/teams.csv:3:1: teams: the id is given twice, first in line 2 (imaging); give each \
      its own id, or delete one
      """),
    BadInputCase(
      32, "ids that differ in capitals", in: "teams.csv", "clinical-text", "Imaging",
      """
      s/teams.csv:3:1: teams: the id looks like imaging in line 2 (Imaging); let ids \
      differ by more than capital letters
      """),
    BadInputCase(
      32, "an id with a composed letter", in: "teams.csv", "imaging", "imag\u{E9}",
      """
      s/teams.csv:2:1: teams: the id has a character that an id must not have (imagé); use \
      up to 64 letters, digits, dots, underscores or hyphens (a-z, A-Z)
      """),
    BadInputCase(
      33, "an id with a zero-width space", in: "teams.csv", "imaging", "ima\u{200B}ging",
      """
      s/teams.csv:2:1: teams: the id has a character that an id must not have \
      (ima\\u{200b}ging); use up to 64 letters, digits, dots, underscores or hyphens (a-z, \
      A-Z)
      """),
    BadInputCase(
      33, "an id written backwards", in: "teams.csv", "imaging", "\u{202E}gnigami",
      """
      s/teams.csv:2:1: teams: the id has a character that an id must not have \
      (\\u{202e}gnigami); use up to 64 letters, digits, dots, underscores or hyphens (a-z, \
      A-Z)
      """),
    BadInputCase(
      33, "an id of two lines", in: "teams.csv", "imaging", "\"ima\nging\"",
      """
      s/teams.csv:2:1: teams: the id has a character that an id must not have \
      (ima\\u{a}ging); use up to 64 letters, digits, dots, underscores or hyphens (a-z, \
      A-Z)
      """),
    BadInputCase(
      35, "an id of 1 MB", in: "teams.csv", "imaging", String(repeating: "a", count: 1_000_000),
      """
      s/teams.csv:2:1: teams: the id is longer than 64 characters \
      (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…); \
      use up to 64 letters, digits, dots, underscores or hyphens (a-z, A-Z)
      """),
    BadInputCase(
      36, "an id that is a path", in: "teams.csv", "imaging", "../../etc/x",
      """
      s/teams.csv:2:1: teams: the id has a character that an id must not have \
      (../../etc/x); use up to 64 letters, digits, dots, underscores or hyphens (a-z, A-Z)
      """),
    BadInputCase(
      37, "an id that is a formula", in: "teams.csv", "imaging", "=cmd()",
      """
      s/teams.csv:2:1: teams: the id has a character that an id must not have (=cmd()); \
      use up to 64 letters, digits, dots, underscores or hyphens (a-z, A-Z)
      """),
    BadInputCase(
      38, "an id that is markup", in: "teams.csv", "imaging", "<script>",
      """
      s/teams.csv:2:1: teams: the id has a character that an id must not have (<script>); \
      use up to 64 letters, digits, dots, underscores or hyphens (a-z, A-Z)
      """),
    BadInputCase(
      40, "an id with a terminal escape", in: "teams.csv", "imaging", "a\u{1B}[2J",
      """
      s/teams.csv:2:2: holds a control character (\\u{1b}); delete it, or save the file as \
      plain text
      """),
    BadInputCase(
      42, "a cell too many", in: "teams.csv", "24,8,40", "24,8,40,1",
      """
      s/teams.csv:2: the row has 12 cells, more than the 11 columns; put a cell that \
      contains a comma in double quotes, or delete what is too much
      """),
    BadInputCase(
      43, "a column twice", in: "teams.csv", "id,segment,heads", "id,segment,segment",
      """
      s/teams.csv:1:12: segment: the column is given twice, first at column 4 of the line; \
      keep one of the two
      """),
    BadInputCase(
      43, "a column without a name", in: "teams.csv", "id,segment,heads", "id,segment,",
      """
      s/teams.csv:1:12: column 3 has no name; name the column, or delete it
      """),
    BadInputCase(
      45, "a protected column", in: "candidates.csv", ",slot,", ",gender,",
      """
      s/candidates.csv:1:18: candidates.gender: is protected by equal-treatment law and is \
      never an input: no offer and no grant may depend on it; delete it; audit outcomes by \
      group in a file of its own
      """),
    BadInputCase(
      45, "names of people", in: "candidates.csv", ",slot,", ",name,",
      """
      s/candidates.csv:1:18: candidates.name: persons are ids here, never names; delete \
      it, and keep names outside the scenario
      """),
  ]

  /// Machines and clusters, in our own format and in hwloc's XML.
  static let topologies: [BadInputCase] = [
    .text(
      17, "an unknown key of a cluster", "t.yaml",
      "cluster: t\npools: {h100: {template: dgx-h100, nodes: 1, node: 2}}\n",
      """
      t.yaml:2:46: pools.h100.node: unknown key; did you mean nodes?
      """),
    .text(
      18, "a machine that is none", "t.yaml",
      "cluster: t\npools: {h100: {template: dgx, nodes: 1}}\n",
      """
      t.yaml:2:26: pools.h100.template: there is no machine of that name (dgx); describe \
      it under templates, or use one of fulcrum topology list
      """),
    .text(
      21, "a cluster of too many nodes", "t.yaml",
      "cluster: t\npools: {h100: {template: dgx-h100, nodes: 1e30}}\n",
      """
      t.yaml:2:43: pools.h100.nodes: is outside 0 to 1000000 (1e30); give a whole number \
      of nodes, such as 16
      """),
    .text(
      17, "neither machine nor cluster", "t.json", "{\"pool\": 3}",
      """
      t.json: is neither a machine nor a cluster; begin the file with template: or \
      cluster: and a name
      """),
    .text(
      52, "an entity bomb", "t.xml",
      "<!DOCTYPE t [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><topology/>",
      """
      t.xml:1:13: DTD entities and other declarations inside the file are not accepted; \
      delete the part in brackets
      """),
    .text(
      53, "text among elements", "t.xml", "<topology>x</topology>",
      """
      t.xml:1:11: text where only elements can be; delete it
      """),
    .text(
      53, "CDATA", "t.xml", "<topology><![CDATA[x]]></topology>",
      """
      t.xml:1:11: CDATA sections are not accepted; delete it
      """),
    .text(
      53, "an entity", "t.xml", "<topology version=\"&xxe;\"/>",
      """
      t.xml:1:20: entities other than &amp; &lt; &gt; &quot; &apos; are not accepted; \
      write the character itself, and &amp; for the sign &
      """),
    .text(
      55, "1,000,000 levels", "t.xml",
      "<topology>" + String(repeating: "<object type=\"Group\">", count: 1_000_000),
      """
      t.xml:1:2678: is nested deeper than 128 levels; export the file again with lstopo
      """),
    .text(
      56, "a processor of number 2^32 - 2", "t.xml",
      machine("os_index=\"4294967294\" cpuset=\"0x1\""),
      """
      t.xml:6:5: os_index: is not a whole number from 0 to 1048575 (4294967294); export \
      the file again with lstopo
      """),
    .text(
      56, "a set without end", "t.xml", machine("os_index=\"0\" cpuset=\"0xf...f\""),
      """
      t.xml:6:5: cpuset: a set without end (0xf...f); name indices below 2^20
      """),
    .text(
      57, "a machine without processors", "t.xml",
      machine("os_index=\"0\" cpuset=\"0x1\"").replacing("type=\"PU\"", with: "type=\"Core\""),
      """
      t.xml:4:3: Machine P#0: has no hardware thread (PU); export the whole machine with \
      lstopo
      """),
    .text(
      58, "version 4", "t.xml", "<topology version=\"4.0\"></topology>",
      """
      t.xml:1:1: is of a version of hwloc's XML that is not known here (4.0); versions 1, \
      2 and 3 are; export it by an older lstopo, or with --export-xml-flags
      """),
    .text(
      60, "memory below zero", "t.xml",
      machine("os_index=\"0\" cpuset=\"0x1\"").replacing("\"1024\"", with: "\"-1\""),
      """
      t.xml:5:5: local_memory: is not a whole number from 0 to 9007199254740992 (-1); \
      export the file again with lstopo
      """),
    .text(
      18, "cut in the middle", "t.xml", String(machine("os_index=\"0\"").prefix(200)),
      """
      t.xml:5:5: the file ends inside a tag; export or copy it again, whole
      """),
  ]

  // The smallest machine that is one, with the attributes of its only processor.
  private static func machine(_ processor: String) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE topology SYSTEM "hwloc2.dtd">
    <topology version="2.0">
      <object type="Machine" os_index="0" cpuset="0x1" nodeset="0x1">
        <object type="NUMANode" os_index="0" cpuset="0x1" nodeset="0x1" local_memory="1024"/>
        <object type="PU" \(processor) nodeset="0x1"/>
      </object>
    </topology>

    """
  }
}
