using System.Xml.Linq;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools;

public sealed class TestVerbTests : IDisposable
{
    private const string Flow =
        """
        version: 1
        pipeline: flow
        nodes:
          trades: { arrow_file: { path: none.arrow, schema: trade/1 } }
          big: { from: trades, where: price * qty > 50 }
          small: { from: trades, where: price * qty < 50 }
          out: { from: big, jsonl_file: { path: never/opened.jsonl } }
          rest: { from: small, console: {} }

        """;

    private const string Given = "    given: { trades: [ { ts: 0s, symbol: A, price: 100, qty: 1, side: buy } ] }\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task GreenAndRed_AreTold()
    {
        _folder.Write("pipelines/flow.yaml", Flow + $"tests:\n  - name: good\n{Given}    expect: {{ out: [ {{ price: 100 }} ] }}\n");
        _folder.Write("pipelines/flow.test.yaml", $"version: 1\ntests:\n  - name: bad\n{Given}    expect:\n      out: [ {{ price: 100, qty: 2 }} ]\n");

        var done = await Tool.RunIn(_folder.Path, "test", "--coverage");

        Assert.Equal((3, ""), (done.ExitCode, done.Error));
        Tool.AssertPlain(done.Output);
        Assert.Equal(
            """
            pipelines/flow.test.yaml
              FAIL  bad

                pipelines/flow.test.yaml:6:33
                out: 1 row; row 1, column 'qty' differs

                   row 1  expected  got
                   price  100       100
                >  qty    2         1

                rows that led to it
                given trades: 1 row
                  ts  symbol  price  qty  side
                  0s  A       100    1    buy

            pipelines/flow.yaml
              ok    good
            pipelines/flow.yaml: 3 of 5 nodes, 3 of 5 ports reached (60 %)
              nodes without a row: small, rest
              no failed row at: trades, big, small
            1 passed, 1 failed

            """, done.Output);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "never")));
    }

    [Fact]
    public async Task Json_HasPlaceAndBothValues()
    {
        var file = _folder.Write("flow.yaml", Flow + $"tests:\n  - name: bad\n{Given}    expect: {{ out: [ {{ price: 100, qty: 2 }} ] }}\n");

        var done = await Tool.Run("test", file, "--json", "--junit", Path.Combine(_folder.Path, "junit.xml"), "--coverage");

        Assert.Equal((3, ""), (done.ExitCode, done.Error));
        var json = Tool.Json(done);
        Assert.Equal((false, 0, 1), (json.GetProperty("ok").GetBoolean(), json.GetProperty("passed").GetInt32(), json.GetProperty("failed").GetInt32()));
        var result = json.GetProperty("cases")[0];
        Assert.Equal((file, 10, "bad", "failed"), (result.GetProperty("file").GetString(), result.GetProperty("line").GetInt32(), result.GetProperty("name").GetString(), result.GetProperty("status").GetString()));
        var failure = result.GetProperty("failures")[0];
        Assert.Equal((12, 41, "out"), (failure.GetProperty("line").GetInt32(), failure.GetProperty("column").GetInt32(), failure.GetProperty("port").GetString()));
        Assert.Equal("""{"number":1,"expected":{"price":"100","qty":"2"},"got":{"price":"100","qty":"1"},"differs":["qty"]}""", Plain(failure.GetProperty("rows")[0]));
        Assert.Equal($$"""{"pipeline":"{{file}}","nodes":5,"nodes_reached":3,"ports":5,"ports_reached":3,"unreached":["trades.error","big.error","small","small.error","rest"]}""", Plain(json.GetProperty("coverage")[0]));
        var suite = XDocument.Load(Path.Combine(_folder.Path, "junit.xml")).Root!.Element("testsuite")!;
        Assert.Equal(("1", "1", "0"), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("errors")!.Value));
        Assert.Equal("out: 1 row; row 1, column 'qty' differs", suite.Element("testcase")!.Element("failure")!.Attribute("message")!.Value);
    }

    [Fact]
    public async Task RefusedFile_IsToldBesideTheOthersWithCode78()
    {
        var bad = _folder.Write("a.yaml", Flow.Replace("from: big", "from: bug", StringComparison.Ordinal) + $"tests:\n  - name: one\n{Given}    expect: {{ rest: [] }}\n");
        var good = _folder.Write("b.yaml", Flow + $"tests:\n  - name: two\n{Given}    expect: {{ rest: [] }}\n");

        var done = await Tool.Run("test", bad, good);

        Assert.Equal(78, done.ExitCode);
        Assert.Equal($"{bad}\nrefused one\n{good}\n  ok    two\n1 passed, 0 failed, 1 refused\n", done.Output);
        Assert.Equal($"{bad}:7:16: error SE3004: out: there is no node 'bug'; did you mean 'big' (line 5)?\n", done.Error);
    }

    [Fact]
    public async Task Filter_TakesNamesAndFiles()
    {
        var file = _folder.Write("flow.yaml", Flow + $"tests:\n  - name: one\n{Given}    expect: {{ rest: [] }}\n  - name: two\n{Given}    expect: {{ rest: [] }}\n");

        Assert.Equal($"{file}\n  ok    two\n1 passed, 0 failed\n", (await Tool.Run("test", file, "--filter", "TWO")).Output);
        var none = await Tool.Run("test", file, "--filter", "three");
        Assert.Equal((2, "", $"streamengine test: there is no case with 'three' in its name in {file}; cases stand under 'tests' of a pipeline file or in x.test.yaml beside it\n"), (none.ExitCode, none.Output, none.Error));
    }

    [Fact]
    public async Task MissingPath_IsAnInputError()
    {
        var done = await Tool.Run("test", "no/such");

        Assert.Equal((74, "", "error SE8201: there is no file or folder 'no/such'; check the path\n"), (done.ExitCode, done.Output, done.Error));
    }

    [Fact]
    public async Task Validate_LooksUpWhatCasesName()
    {
        var file = _folder.Write("flow.yaml", Flow + $"tests:\n  - name: one\n{Given}    expect: {{ rst: [] }}\n");
        var beside = _folder.Write("flow.test.yaml", $"version: 1\ntests:\n  - name: bad\n{Given}    expect: {{ out: [ {{ prise: 1 }} ] }}\n");
        var lone = _folder.Write("lone.test.yaml", "version: 1\ntests: []\n");

        var done = await Tool.Run("validate", file, beside, lone, "pipelines/demo.test.yaml");

        Assert.Equal(78, done.ExitCode);
        Assert.Equal(
            $"""
            {file}:12:15: error SE3004: there is no node 'rst'; did you mean 'rest'?
            {beside}:5:24: error SE3202: out: there is no column 'prise'; there are: ts, ts_recv, venue, symbol, channel, raw_symbol, ts_send, frame_id, conn_id, trade_id, price, qty, qty_raw, side, kind, count; did you mean 'price'?
            {lone}:1:1: error SE3501: there is no pipeline '{_folder.Path}/lone.yaml' to test; name the file after its pipeline, or write pipeline: other.yaml
            pipelines/demo.test.yaml: ok: 4 cases

            """, done.Output);
    }

    private static string Plain(System.Text.Json.JsonElement element) => System.Text.Json.Nodes.JsonNode.Parse(element.GetRawText())!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
