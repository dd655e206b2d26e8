using StreamEngine.Config;
using StreamEngine.Sources;
using StreamEngine.Sources.Mapping;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Sources.Json;

/// <summary>JSON by path: lines, arrays of rows in a line, arrays of a document.</summary>
public sealed class JsonMappingTests : IDisposable
{
    private const long Jan2021 = 1_609_459_200_000_000_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Paths_ReachMembersAndPositions()
    {
        var options = Own(("ts", new() { From = "data.T", Time = "ms" }), ("open", new() { From = "data.k.o", Type = "float64?" }), ("second", new() { From = "b[0][1]", Type = "decimal?" }),
            ("odd", new() { From = "a['odd.name']", Type = "string?" }), ("id", new() { From = "id", Type = "string?" }), ("raw", new() { From = "b", Type = "json?" }), ("ok", new() { From = "ok", Type = "bool?" }));
        var run = Read("""
            {"data":{"T":1609459200000,"k":{"o":"1.50"}},"b":[["9.5","12345678901234567890.5"]],"a":{"odd.name":"say \"\u0041\""},"id":17,"ok":true}
            {"data":{"T":"1609459200001","k":null},"b":[],"a":{"odd.name":""},"id":"x","ok":null}
            """, options);

        Assert.Equal(
        [
            $"{Jan2021} 1.5 12345678901234567890.5 say \"A\" 17 [[\"9.5\",\"12345678901234567890.5\"]] True {Jan2021}",
            $"{Jan2021 + 1_000_000} - -  x [] - {Jan2021 + 1_000_000}",
        ], run.Texts());
    }

    [Fact]
    public void ValuesThatCannotBe_AreToldWithLineAndColumn()
    {
        var options = Own(("ts", new() { From = "t", Time = "ms" }), ("price", new() { From = "p", Type = "float64" }), ("name", new() { From = "n", Type = "string?" }));
        var run = Read("""
            {"t":1609459200000,"p":1}
            {"t":1609459200000,"p":"abc"}
            {"t":5,"p":1}
            {"t":1609459200000,"p":0.12345678901234567}
            {"t":1609459200000,"p":{"a":1}}
            {"t":1609459200000}
            {"t":1609459200000,"p":1,"n":["a"]}
            {"t":1609459200000,"p":1
            """, options);

        Assert.Single(run.Port());
        Assert.Equal(
        [
            $"{Jan2021} SE9302 a.jsonl:2:24: column 'price' is 'abc'; it must be a number",
            $"{Jan2021} SE9302 a.jsonl:3:6: column 'ts' is '5'; it must be a time in ms from 2000-01-01 to 2100-01-01",
            $"{Jan2021} SE9302 a.jsonl:4:24: column 'price' is '0.12345678901234567'; it must be a number of at most 15 significant digits: longer ones need type decimal or 'computed: true'",
            $"{Jan2021} SE9302 a.jsonl:5:24: column 'price' is an object; it must be float64",
            $"{Jan2021} SE9302 a.jsonl:6:1: column 'price' (float64) is missing",
            $"{Jan2021} SE9302 a.jsonl:7:30: column 'name' is an array; it must be string",
            $"{Jan2021} SE9302 a.jsonl:8:25: the line is not valid JSON",
        ], run.Errors.Select(error => error.Replace(_folder.Path + "/", "", StringComparison.Ordinal)));
        Assert.Equal("{\"t\":5,\"p\":1}", run.Originals[1]);
    }

    [Fact]
    public void Explode_MakesAMessageOfALine()
    {
        var options = new JsonlFileSourceOptions
        {
            Schema = "book_delta/1", Venue = "v", Symbol = "s", Explode = ["d.b", "d.a"],
            Columns = Columns(("ts", new() { From = "t", Time = "ms" }), ("seq", new() { From = "u" }), ("price", new() { From = "item[0]" }), ("qty", new() { From = "item[1]" }),
                ("snapshot", new() { From = "k", Values = new Dictionary<string, string> { ["full"] = "true", ["part"] = "false" } }),
                ("side", new() { From = "item_of", Values = new Dictionary<string, string> { ["d.b"] = "bid", ["d.a"] = "ask" } })),
        };
        const string Text = """
            {"t":1609459200000,"u":1,"k":"full","d":{"b":[["9","1"],["8","2"]],"a":[["10","3"]]}}
            {"t":1609459200001,"u":2,"k":"part","d":{"b":[["9","0"]],"a":[]}}
            {"t":1609459200002,"u":3,"k":"part","d":{"b":[],"a":[["10","x"],["11","4"]]}}
            {"t":1609459200003,"u":4,"k":"part","d":{"b":[["7","1"]],"a":null}}
            {"t":1609459200004,"u":5,"k":"part","d":{"b":7}}
            """;
        string[] expected = ["clear - - - False 1", "set bid 9 1 False 1", "set bid 8 2 False 1", "set ask 10 3 True 1", "delete bid 9 0 True 2", "set ask 11 4 True 3", "set bid 7 1 True 4"];
        foreach (var max in new[] { 1, 2, 100 })
        {
            var whole = Read(Text, options, max);
            Assert.Equal(expected, whole.Port().Select(r => $"{r["action"]} {r["side"] ?? "-"} {r["price"] ?? "-"} {r["qty"] ?? "-"} {r["last"]} {r["seq"]}"));
            Assert.Equal([":3:60: column 'qty' is 'x'; it must be a number", ":5:46: 'd.b' is not an array"], whole.Errors.Select(e => e[(e.IndexOf(".jsonl", StringComparison.Ordinal) + 6)..]));
            for (var batches = 1; batches < 8; batches++)
            {
                var head = Drive(options, max).Read(batches);
                var tail = Drive(options, max, head.Save()).Read();
                Assert.Equal(whole.Texts(), [.. head.Texts(), .. tail.Texts()]);
                Assert.Equal(whole.Errors, [.. head.Errors, .. tail.Errors]);
            }
        }
    }

    [Theory]
    [InlineData(".", "[{\"t\":1609459200,\"p\":1},\n {\"t\":1609459201,\"p\":2}\n]")]
    [InlineData("data.rows", "{\"rows\":[1],\"x\":{\"rows\":[{}]},\"data\":{\"n\":[[2]],\"rows\":[{\"t\":1609459200,\"p\":1},{\"t\":1609459201,\"p\":2}],\"z\":1}}")]
    public void ArrayOfADocument_IsReadElementByElement(string array, string text)
    {
        var options = Own(("ts", new() { From = "t", Time = "s" }), ("p", new() { From = "p", Type = "int32" })) with { Array = array };
        Assert.Equal([$"{Jan2021} 1 {Jan2021}", $"{Jan2021 + 1_000_000_000} 2 {Jan2021 + 1_000_000_000}"], Read(text, options).Texts());
    }

    [Fact]
    public void LongDocuments_AreReadWithoutHoldingThem()
    {
        var options = Own(("ts", new() { From = "[0]", Time = "s" }), ("note", new() { From = "[1]", Type = "string" })) with { Array = "candles", MaxLine = ByteSize.Parse("4KiB") };
        var text = "{\n\"candles\":\n[\n" + string.Join(",\n", Enumerable.Range(0, 2_000).Select(i => $"[{1609459200 + i}, \"{new string('x', 1_000)}\"]")) + ",\n[5, \"y\"]\n]}";
        var run = Read(text, options);

        Assert.Equal(2_000, run.Port().Count);
        Assert.Equal(Jan2021 + (1_999L * 1_000_000_000), run.Port()[^1]["ts"]);
        Assert.Contains("a.jsonl:2004:2: column 'ts' is '5'", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("candles", "{\"a\":1}", "error SE9301: file 'a.jsonl' is cut off or damaged behind line 0: there is no array 'candles'")]
    [InlineData("data.rows", "{\"data\":{\"a\":{}},\"x\":{\"rows\":[1]}}", "error SE9301: file 'a.jsonl' is cut off or damaged behind line 0: there is no array 'data.rows'")]
    [InlineData("candles", "{\"candles\":{}}", "error SE9301: file 'a.jsonl' is cut off or damaged behind line 0: 'candles' is not an array")]
    [InlineData(".", "{}", "error SE9301: file 'a.jsonl' is cut off or damaged behind line 0: the document is not an array: say with 'array' where it stands")]
    [InlineData(".", "", "error SE9301: file 'a.jsonl' is cut off or damaged behind line 0: the document is empty")]
    [InlineData(".", "[{\"t\":1609459200},\n{\"t\":", "error SE9301: file 'a.jsonl' is cut off or damaged behind line 1: line 2 is not valid JSON")]
    public void DocumentsWithoutTheArray_AreRefused(string array, string text, string expected)
    {
        var options = Own(("ts", new() { From = "t", Time = "s" })) with { Array = array };
        Assert.Equal(expected, Assert.ThrowsAny<IOException>(() => Read(text, options)).Message.Replace(_folder.Path + "/", "", StringComparison.Ordinal));
    }

    [Fact]
    public void MappingsThatGiveNoRows_AreRefusedWhenBound()
    {
        string Problem(JsonlFileSourceOptions options) => Assert.Single(new SourceDrive(new JsonlFileSource(options)).Problems);
        Assert.Equal("SE2402 columns.ts.from: column 'ts' comes from 'a..b'; it must be a path such as data.k.o, b[0][1] or a['odd.name']", Problem(Own(("ts", new() { From = "a..b" }))));
        Assert.Equal("SE2402 explode: option 'explode' is 'a['; it must be a path such as data.k.o, b[0][1] or a['odd.name']", Problem(Own(("ts", new() { From = "t" })) with { Explode = ["a["] }));
        Assert.Equal("SE2402 array: option 'array' is 'a[0]'; it must be names only, such as data.candles", Problem(Own(("ts", new() { From = "t" })) with { Array = "a[0]" }));
        Assert.Equal("SE2402 columns.n.from: column 'n' comes from 'item_of', which is the array of an element, and nothing is exploded (write 'explode' too)", Problem(Own(("ts", new() { From = "t" }), ("n", new() { From = "item_of", Type = "string" }))));
    }

    private static JsonlFileSourceOptions Own(params (string Name, ColumnOptions Options)[] columns) =>
        new() { Columns = Columns([.. columns.Select(c => c.Name == "ts" ? (c.Name, c.Options with { Type = "timestamp" }) : c)]) };

    private static Dictionary<string, ColumnOptions> Columns(params (string Name, ColumnOptions Options)[] columns) => columns.ToDictionary(c => c.Name, c => c.Options);

    private SourceDrive Read(string text, JsonlFileSourceOptions options, int batchMax = 1024)
    {
        _folder.Write("a.jsonl", text);
        return Drive(options, batchMax).Read();
    }

    private SourceDrive Drive(JsonlFileSourceOptions options, int batchMax, byte[]? state = null) =>
        new(new JsonlFileSource(options with { Path = [new FilePath(Path.Combine(_folder.Path, "a.jsonl"))] }), batchMax, state: state);
}
