using StreamEngine.Data;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools;

public sealed class ReplayInspectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Trades_AreToldWhole()
    {
        _folder.WriteTrades();

        var done = await Tool.RunIn(_folder.Path, "replay", "inspect", "trades.csv", "--gap", "1s", "--window", "3");

        // BTCUSDT has ids 7, 9, 9: 8 is missing, 9 stands twice; the third row is 100 ms before the second
        Assert.Equal(
            """
            file      trades.csv
            form      CSV
            rows      4
            first     2024-01-01 00:00:00.000000000 UTC
            last      2024-01-01 00:00:01.500000000 UTC (1.50 s later)
            gaps      longest 1.50 s, behind row 1 at 2024-01-01 00:00:00.000000000 UTC; 1
                      of more than 1.00 s, 1.50 s in all
            order     ts runs back once, by 100 ms at most, first at row 3
            kinds     sell 3, buy 1
            symbols   BTCUSDT 3, ETHUSDT 1
            twice     row 4 equals one of the 3 different rows before it
            ids       trade_id 7 to 90; 1 missing, first BTCUSDT behind 7 comes 9; 1
                      repeated
            schema    no name
              column    type                    nulls  least  most  unit
              ts        timestamp                   -
              symbol    symbol                      -
              trade_id  int64                       -  7      90
              price     float64                     -  10.25  101   quote
              qty       float64                     -  0.5    3     base
              side      enum<buy|sell|unknown>      -
              note      string                      1


            """,
            done.Output);
        Assert.Equal((0, ""), (done.ExitCode, done.Error));
    }

    [Fact]
    public async Task Json_HasTheSame()
    {
        _folder.WriteTrades();

        var found = Tool.Json(await Tool.RunIn(_folder.Path, "replay", "inspect", "trades.csv", "--gap", "1s", "--json")).GetProperty("files")[0];

        Assert.Equal("""{"longest_ns":1500000000,"longest_behind_row":1,"longest_from_ns":1704067200000000000,"over_ns":1000000000,"count":1,"total_ns":1500000000}""", Compact(found.GetProperty("gaps")));
        Assert.Equal("""{"rows":1,"most_ns":100000000,"first_row":3}""", Compact(found.GetProperty("disorder")));
        Assert.Equal("""{"window":65536,"rows":1,"first_row":4}""", Compact(found.GetProperty("duplicates")));
        Assert.Equal("""[{"column":"trade_id","kind":"row","least":7,"most":90,"missing":1,"gaps":1,"first_gap":"BTCUSDT behind 7 comes 9","repeated":1,"back_steps":0,"not_numbers":0}]""", Compact(found.GetProperty("ids")));
        Assert.Equal("""{"name":"price","type":"float64","nullable":false,"unit":"quote","nulls":0,"least":"10.25","most":"101"}""", Compact(found.GetProperty("columns")[3]));
    }

    [Theory]
    [InlineData("1", 0)] // the only row remembered is the one before
    [InlineData("2", 1)]
    public async Task RowBeyondTheWindow_IsNotFoundAgain(string window, int rows)
    {
        _folder.Write("x.csv", "ts,id\n1,5\n2,6\n1,5\n");

        var found = Tool.Json(await Tool.RunIn(_folder.Path, "replay", "inspect", "x.csv", "--window", window, "--json")).GetProperty("files")[0];

        Assert.Equal(rows, found.GetProperty("duplicates").GetProperty("rows").GetInt64());
    }

    [Fact]
    public async Task MessageIdsAndRanges_AreFollowedByWhatTheyMean()
    {
        // ranges 1–3, 4–4, 6–7 (5 is missing), 8–9; of the second symbol the message before is named: 20 follows 19, 30 does not follow 20
        _folder.Write("ranges.jsonl",
            """
            {"ts":1,"symbol":"A","U":1,"u":3,"pu":null}
            {"ts":2,"symbol":"A","U":4,"u":4,"pu":null}
            {"ts":3,"symbol":"B","U":10,"u":19,"pu":9}
            {"ts":4,"symbol":"A","U":6,"u":7,"pu":null}
            {"ts":5,"symbol":"B","U":20,"u":20,"pu":19}
            {"ts":6,"symbol":"B","U":21,"u":31,"pu":30}
            {"ts":7,"symbol":"A","U":8,"u":9,"pu":null}
            """);
        _folder.Write("seq.jsonl", "{\"ts\":1,\"seq\":5}\n{\"ts\":1,\"seq\":5}\n{\"ts\":1,\"seq\":6}\n{\"ts\":1,\"seq\":9}\n{\"ts\":1,\"seq\":7}\n");
        _folder.Write("text.jsonl", "{\"ts\":1,\"trade_id\":\"a\"}\n{\"ts\":1,\"trade_id\":\"b\"}\n{\"ts\":1,\"trade_id\":\"a\"}\n");

        var done = await Tool.RunIn(_folder.Path, "replay", "inspect", "ranges.jsonl", "seq.jsonl", "text.jsonl");

        Assert.Equal(
            [
                "ids       U to u 3 to 31; messages are missing in 2 places, first A behind 4", "ids       seq 5 to 9; 1 steps of more than one (a message may stand for",
                "ids       3 rows have a trade_id that is no number; 1 repeated",
            ],
            done.Output.Split('\n').Where(line => line.StartsWith("ids", StringComparison.Ordinal)));
        Assert.Contains("          several), first behind 6 comes 9; runs back once\n", done.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.0,2", "float64")]
    [InlineData("1,2", "int64")]
    [InlineData("1,2.50", "float64")]
    [InlineData("1,1234567890.123456789", "decimal")]
    [InlineData("true,False", "bool")]
    [InlineData("1,x", "string")]
    [InlineData("007,1", "string")]
    [InlineData("2024-01-01T00:00:00Z,2024-01-01T00:00:00.000000001+01:00", "timestamp")]
    [InlineData("2024-01-01T00:00:00Z,1", "string")]
    [InlineData(",", "string")]
    public async Task TypesOfCsv_AreTheNarrowestThatHoldAllValues(string values, string type)
    {
        _folder.Write("x.csv", "ts,v\n" + string.Join("\n", values.Split(',').Select((v, i) => $"{i},{v}")) + "\n");

        var found = Tool.Json(await Tool.RunIn(_folder.Path, "replay", "inspect", "x.csv", "--json")).GetProperty("files")[0];

        Assert.Equal("CSV, types guessed from the values", found.GetProperty("form").GetString());
        Assert.Equal(type, found.GetProperty("columns")[1].GetProperty("type").GetString());
        Assert.Equal(2, found.GetProperty("rows").GetInt64());
    }

    [Theory]
    [InlineData("[1,2.5] [3,4]", "vector<float64, 2>")]
    [InlineData("[1,2.5] [3]", "json")]
    [InlineData("1 null", "int64")]
    [InlineData("1 \"x\"", "json")]
    [InlineData("{\"a\":1} {}", "json")]
    [InlineData("1 1.5", "float64")]
    [InlineData("\"x\" \"2024-01-01T00:00:00Z\"", "string")]
    public async Task TypesOfJsonLines_AreTheNarrowestThatHoldAllValues(string values, string type)
    {
        _folder.Write("x.jsonl", string.Join("\n", values.Split(' ').Select((v, i) => $"{{\"ts\":{i},\"v\":{v}}}")) + "\n");

        var found = Tool.Json(await Tool.RunIn(_folder.Path, "replay", "inspect", "x.jsonl", "--json")).GetProperty("files")[0];

        Assert.Equal(type, found.GetProperty("columns")[1].GetProperty("type").GetString());
        Assert.Equal((2, 0), (found.GetProperty("rows").GetInt64(), found.GetProperty("damaged").GetInt64()));
    }

    [Fact]
    public async Task Mapping_SaysHowToReadAFile()
    {
        _folder.Write("odd.txt", "1704067200;100,5\n1704067201;101,25\n");
        _folder.Write("map.yaml", "csv_file:\n  delimiter: ;\n  decimal: ','\n  header: false\n  columns:\n    ts: { from: 1, type: timestamp, time: s }\n    price: { from: 2, type: float64 }\n");
        _folder.Write("bad.yaml", "csv_file: { delimitr: ',' }\n");

        var done = await Tool.RunIn(_folder.Path, "replay", "convert", "odd.txt", "out.jsonl", "--mapping", "map.yaml");
        var bad = await Tool.RunIn(_folder.Path, "replay", "inspect", "odd.txt", "--mapping", "bad.yaml");

        Assert.Equal((0, ""), (done.ExitCode, done.Error));
        Assert.Equal("{\"ts\":1704067200000000000,\"price\":100.5}\n{\"ts\":1704067201000000000,\"price\":101.25}\n", File.ReadAllText(Path.Combine(_folder.Path, "out.jsonl")));
        Assert.Equal(74, bad.ExitCode);
        Assert.StartsWith("error SE8201: the mapping cannot be used: bad.yaml:1:13: error SE", bad.Error, StringComparison.Ordinal);
    }

    private static string Compact(System.Text.Json.JsonElement json) => System.Text.Json.JsonSerializer.Serialize(json);
}
