using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Joins;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Joins;

public sealed class LookupTests : IDisposable
{
    private const string Table = "symbol,lot,name\nBTCUSDT,0.001,Bitcoin\nETHUSDT,0.01,\n";

    private static readonly Schema Rows = new(null, [new("ts", ColumnType.Timestamp), new("symbol", ColumnType.Symbol, true), new("lot", ColumnType.Int64)]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EachRow_GetsTheRowOfItsKey_OrNulls()
    {
        var run = Lookup(Table).Push(0, Row(1, "ETHUSDT"), Row(2, "BTCUSDT"), Row(3, "SOLUSDT"), Row(4, null));
        Assert.Equal([null, "Bitcoin", null, null], run.Column("name"));
        Assert.Equal([0.01, 0.001, null, null], run.Column("right.lot"));
        Assert.Equal([7L, 7L, 7L, 7L], run.Column("lot"));
        Assert.Equal([1L, 2L, 3L, 4L], run.Column("at"));
    }

    [Fact]
    public void Jsonl_IsReadByMember() =>
        Assert.Equal([0.01, null], Lookup("{\"symbol\":\"ETHUSDT\",\"lot\":0.01,\"name\":\"Ether\"}\n\n", "jsonl").Push(0, Row(1, "ETHUSDT"), Row(2, "BTCUSDT")).Column("right.lot"));

    [Fact]
    public void SeveralColumns_MakeOneKey()
    {
        var path = Write("symbol,lot,name\nA,1,one\nA,2,two\n", "csv");
        var run = new OperatorDrive(new Lookup(new() { Path = path, By = [new("symbol"), new("lot")], Columns = new Dictionary<string, string> { ["symbol"] = "symbol", ["lot"] = "int64", ["name"] = "string" } }), [Rows]);
        run.Push(0, Row(1, "A", 2), Row(2, "A", 1), Row(3, "A", 3));
        Assert.Equal(["two", "one", null], run.Column("name"));
    }

    [Fact]
    public void File_IsReadAgainOnlyForTheFirstRowAtADeclaredTime()
    {
        var run = Lookup(Table, reload: ["1970-01-01T00:00:00.000000010Z", "1970-01-01T00:00:00.000000020Z"]);
        Write("symbol,lot,name\nBTCUSDT,5,new\n", "csv");
        run.Push(0, Row(1, "BTCUSDT"), Row(9, "BTCUSDT"));
        Assert.Equal(["Bitcoin", "Bitcoin"], run.Column("name"));
        run.Push(0, Row(10, "BTCUSDT"), Row(11, "ETHUSDT"));
        Assert.Equal(["Bitcoin", "Bitcoin", "new", null], run.Column("name"));
        Write(Table, "csv");
        run.Push(0, Row(19, "BTCUSDT"), Row(25, "BTCUSDT"));
        Assert.Equal(["new", "Bitcoin"], run.Column("name").Skip(4));
    }

    [Fact]
    public void Every_ReadsAtTheFirstRowOfEachCell()
    {
        var run = Lookup(Table, every: 10).Push(0, Row(5, "BTCUSDT"));
        Write("symbol,lot,name\nBTCUSDT,5,new\n", "csv");
        run.Push(0, Row(9, "BTCUSDT"), Row(31, "BTCUSDT"));
        Write(Table, "csv");
        run.Push(0, Row(39, "BTCUSDT"), Row(40, "BTCUSDT"));
        Assert.Equal(["Bitcoin", "Bitcoin", "new", "new", "Bitcoin"], run.Column("name"));
    }

    [Fact]
    public void State_HoldsTheTable()
    {
        var state = Lookup(Table).Push(0, Row(1, "BTCUSDT")).Save();
        var run = Lookup("symbol,lot,name\nBTCUSDT,5,new\n").Load(state).Push(0, Row(2, "BTCUSDT"));
        Assert.Equal(["Bitcoin"], run.Column("name"));
    }

    [Theory]
    [InlineData("symbol,lot,name\nA,1,x\nB,1,x\nA,2,y\n", "error SE9321: file 'PATH': line 4: 'A' stands there again; it stands on line 2")]
    [InlineData("symbol,lot,name\nA,1,x\n,1,x\n", "error SE9301: file 'PATH': line 3: column 'symbol' (symbol) is missing")]
    [InlineData("symbol,lot,name\nA,x,x\n", "error SE9301: file 'PATH': line 2: column 'lot' is 'x'; it must be a number")]
    public void FileThatMakesNoTable_IsRefusedByLine(string text, string message)
    {
        var failure = Assert.Throws<IOException>(() => Lookup(text));
        Assert.Equal(message.Replace("PATH", Path, StringComparison.Ordinal), failure.Message);
    }

    private string Path => System.IO.Path.Combine(_folder.Path, "table.csv");

    private static Dictionary<string, object?> Row(long ts, string? symbol, long lot = 7) => new() { ["ts"] = ts, ["symbol"] = symbol, ["lot"] = lot };

    private FilePath Write(string text, string form)
    {
        var path = System.IO.Path.Combine(_folder.Path, "table." + form);
        File.WriteAllText(path, text);
        return new FilePath(path);
    }

    private OperatorDrive Lookup(string text, string form = "csv", IReadOnlyList<string>? reload = null, long? every = null) => new(new Lookup(new()
    {
        Path = Write(text, form),
        By = [new("symbol")],
        Columns = new Dictionary<string, string> { ["symbol"] = "symbol", ["lot"] = "float64", ["name"] = "string?" },
        Reload = reload ?? [],
        Every = every is { } span ? new Duration(span) : null,
    }), [Rows]);
}
