using StreamEngine.Config;

namespace StreamEngine.Testing;

/// <summary>Codes of <c>tests:</c>; names of nodes, ports and columns that do not exist have the codes they have elsewhere (SE3004, SE3002, SE3202).</summary>
[ErrorFamily]
public static class CaseCodes
{
    public static readonly ErrorCode Shape = new("SE2501", "a test case that is not written right",
        "A case has a name, given rows and expected ones: name, params, profile, given, expect, expect_error, until.",
        "Write it in the shape the message names.",
        "tests:\n  - given: { trades: [ … ] }",
        "tests:\n  - name: one trade\n    given: { trades: [ … ] }\n    expect: { bars: [ { close: 1 } ] }");

    public static readonly ErrorCode Cell = new("SE2502", "a value that does not fit its column",
        "A value in given or expect has the column's type: times are durations from 0 (400ms) or RFC 3339, words of an enum are those the message lists, a unit is that of the column.",
        "Correct the value.",
        "- { ts: 400, symbol: A, price: 1, qty: 1, side: byu }",
        "- { ts: 400ms, symbol: A, price: 1, qty: 1, side: buy }");

    public static readonly ErrorCode Lacking = new("SE2503", "a given row without a value it needs",
        "A column that may be null is null when it is left out, and a few have a value of their own (ts_recv is ts, venue is 'test'); every other one is given.",
        "Add the column to the row.",
        "- { ts: 0ms, symbol: A, qty: 1, side: buy }",
        "- { ts: 0ms, symbol: A, price: 1, qty: 1, side: buy }");

    public static readonly ErrorCode NoPipeline = new("SE3501", "a test file without its pipeline",
        "x.test.yaml tests x.yaml beside it, or the file it names with pipeline.",
        "Correct the name of the file, or write pipeline: other.yaml.",
        "flow.test.yaml   # beside no flow.yaml",
        "flow.test.yaml   # pipeline: flows/flow.yaml");

    public static readonly ErrorCode Slice = new("SE8501", "a file of given rows that cannot be used",
        "given: { node: { file: … } } takes rows from a recording; the file is missing, damaged, of a kind no reader knows, or its rows do not fit the node.",
        "Correct the path (it starts at the folder of the file it stands in) or the rows it names.",
        "given: { trades: { file: data/trads.arrow } }",
        "given: { trades: { file: data/trades.arrow, rows: 100 } }");
}
