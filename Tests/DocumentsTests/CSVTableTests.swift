import Documents
import Testing

@Suite("CSV tables")
struct CSVTableTests {
  @Test("cells are read as written")
  func cells() throws {
    let text = "id , note,n\n\n a,\"x, \"\"y\"\"\nz\" , 1\n,,\nb,\u{A0}é ,"
    let table = try CSVTable(csv: InputText(text, file: "t.csv"))
    #expect(table.header.map(\.text) == ["id", "note", "n"])
    #expect(
      table.rows.map { $0.map(\.text) } == [
        ["a", "x, \"y\"\nz", "1"], ["", "", ""], ["b", "é", ""],
      ])
    #expect(table.rows[0].map(\.location.description) == ["t.csv:3:2", "t.csv:3:4", "t.csv:4:6"])
    #expect(table.rows[2][1].location.description == "t.csv:6:4")
  }

  @Test("rows are groups of keys whose names are in the header")
  func nodes() throws {
    let table = try CSVTable(csv: InputText("id,n\na,1\n", file: "t.csv"))
    let node = try #require(table.nodes.first)
    #expect(node["n"]?.text == "1")
    #expect(node.entries?.map(\.location.description) == ["t.csv:1:1", "t.csv:1:4"])
    #expect(node.location.description == "t.csv:2:1")
  }

  @Test(
    "a damaged table is refused with its place",
    arguments: [
      (
        "id,n\na\nb,1,2\n",
        """
        t:2: the row has 1 cells, fewer than the 2 columns; add commas for the empty cells
        t:3: the row has 3 cells, more than the 2 columns; put a cell that contains a comma in \
        double quotes, or delete what is too much
        """
      ),
      (
        "id,n\na,\"1\nb,2\n",
        "t:2:3: the quote that opens here is never closed; close it with a quote"
      ),
      (
        "id,n\na,\"1\"2\n",
        """
        t:2:6: text follows a closing quote; put the whole cell in double quotes, and write a \
        quote inside it twice
        """
      ),
      (
        "id,n\na,1\"\n",
        """
        t:2:4: a quote inside a cell that is not in quotes; put the whole cell in double quotes, \
        and write the quote inside it twice
        """
      ),
      (
        "id,n,n,\n1,2,3,4\n",
        """
        t:1:6: n: the column is given twice, first at column 4 of the line; keep one of the two
        t:1:8: column 4 has no name; name the column, or delete it
        """
      ),
      (
        "id;n\na;1\n",
        """
        t:1:1: the columns are separated by semicolons (id;n); save the table with commas between \
        the columns (CSV, comma separated)
        """
      ),
      (
        "id\tn\na\t1\n",
        """
        t:1:1: the columns are separated by tabs (id\\u{9}n); save the table with commas between \
        the columns (CSV, comma separated)
        """
      ),
    ])
  func refuses(text: String, message: String) {
    expectProblem(message) { () throws(Diagnostics) in
      _ = try CSVTable(csv: InputText(text, file: "t"))
    }
  }

  @Test("a line has a limit")
  func longLine() {
    expectProblem(
      "t:1: the line is longer than 1,000,000 characters; check that its quotes are closed"
    ) { () throws(Diagnostics) in
      _ = try CSVTable(csv: InputText(String(repeating: "a,", count: 600_000), file: "t"))
    }
  }
}
