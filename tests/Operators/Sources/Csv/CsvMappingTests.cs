using StreamEngine.Config;
using StreamEngine.Sinks;
using StreamEngine.Sources.Csv;
using StreamEngine.Sources.Mapping;
using StreamEngine.Tests.Arrow;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Sources.Csv;

/// <summary>Free mapping: names, positions, times, units, values.</summary>
public sealed class CsvMappingTests : IDisposable
{
    private const long Jan2021 = 1_609_459_200_000_000_000;

    private readonly CsvRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Trades_ByNameWithConstantsAndValues()
    {
        var options = new CsvFileSourceOptions
        {
            Schema = "trade/1", Venue = "gemini", Symbol = "ETHUSD",
            Columns = new Dictionary<string, ColumnOptions>
            {
                ["ts"] = new() { From = "time_seconds", Time = "s" }, ["qty"] = new() { From = "size" },
                ["side"] = new() { From = "is_buyer_maker", Values = new Dictionary<string, string> { ["1"] = "sell", ["0"] = "buy" } },
            },
        };
        var run = _run.Read("time_seconds,price,size,is_buyer_maker\n1609459200.647,2278.15,0.0409,1\n1609459199.5,2272,3.6456,0\n1609459201,1,1,2\n", options);

        Assert.Equal(
        [
            $"{Jan2021 + 647_000_000} {Jan2021 + 647_000_000} gemini ETHUSD - - - - -  2278.15 0.0409 - sell normal - {Jan2021 + 647_000_000}",
            $"{Jan2021 - 500_000_000} {Jan2021 - 500_000_000} gemini ETHUSD - - - - -  2272 3.6456 - buy normal - {Jan2021 + 647_000_000}",
        ], run.Texts());
        Assert.Equal([$"{Jan2021 + 647_000_000} SE9303 a.csv:4:16: column 'side' is '2'; it must be one of 1, 0: add it to 'values'"], _run.Errors(run));
        Assert.Equal("1609459201,1,1,2", Assert.Single(run.Originals));
    }

    [Fact]
    public void MappingOfThePage_ReadsAFileOfElsewhere()
    {
        var options = MappedRecordings.Options<CsvFileSourceOptions>("elsewhere");
        var run = _run.Read("# Kurse\nZeit;Kurs;Gebühr;Dauer\n01.01.2021 01:00:00;1,5;25;0,5\n01.01.2021 01:00:01;2;k.A.;NULL\n", options);

        Assert.Equal([$"{Jan2021} 1.5 0.0025 500000000 {Jan2021}", $"{Jan2021 + 1_000_000_000} 2 - - {Jan2021 + 1_000_000_000}"], run.Texts());
    }

    [Theory]
    [InlineData("s", "1609459200", 0)]
    [InlineData("s", "1609459200.000000001", 1)]
    [InlineData("s", "1609459200.5000000000000", 500_000_000)]
    [InlineData("ms", "1609459200001", 1_000_000)]
    [InlineData("ms", "1609459200000.25", 250_000)]
    [InlineData("us", "1609459200000001", 1_000)]
    [InlineData("ns", "1609459200000000001", 1)]
    [InlineData("auto", "1609459200", 0)]
    [InlineData("auto", "1609459200.001", 1_000_000)]
    [InlineData("auto", "1609459200001", 1_000_000)]
    [InlineData("auto", "1609459200000001", 1_000)]
    [InlineData("auto", "1609459200000000001", 1)]
    [InlineData("auto", "2021-01-01T01:00:00.25+01:00", 250_000_000)]
    [InlineData("rfc3339", "2021-01-01T00:00:00Z", 0)]
    [InlineData("yyyy-MM-dd HH:mm:ss", "2021-01-01 00:00:01", 1_000_000_000)]
    [InlineData("yyyy-MM-dd HH:mm:ss.F", "2021-01-01 00:00:01", 1_000_000_000)]
    [InlineData("yyyy-MM-dd HH:mm:ss.F", "2021-01-01 00:00:01.000001", 1_000_001_000)]
    [InlineData("yyyy-MM-dd HH:mm:ss.fffz", "2021-01-01 03:00:00.500+03:00", 500_000_000)]
    [InlineData("yyyyMMdd HH:mm", "20210101 00:01", 60_000_000_000)]
    [InlineData("M/d/yy h:mm tt", "1/1/21 12:05 AM", 300_000_000_000)]
    [InlineData("d-MMM-yy", "1-Jan-21", 0)]
    [InlineData("%Y-%m-%dT%H:%M:%S.%f", "2021-01-01T00:00:00.000000001", 1)]
    [InlineData("%d/%b/%Y", "01/jan/2021", 0)]
    public void Times_AreExact(string form, string text, long behind) =>
        Assert.Equal([$"{Jan2021 + behind} {Jan2021 + behind}"], _run.Read($"t\n{text}\n", Ts(form) with { Header = "true" }).Texts());

    [Theory]
    [InlineData("s", "1609459200000", "a time in s from 2000-01-01 to 2100-01-01")]
    [InlineData("s", "946684799", "a time in s from 2000-01-01 to 2100-01-01")]
    [InlineData("s", "4102444800", "a time in s from 2000-01-01 to 2100-01-01")]
    [InlineData("s", "1609459200.0000000001", "a time in s from 2000-01-01 to 2100-01-01")]
    [InlineData("ms", "-1609459200000", "a time in ms from 2000-01-01 to 2100-01-01")]
    [InlineData("ms", "1.6e12", "a time in ms from 2000-01-01 to 2100-01-01")]
    [InlineData("ns", "99999999999999999999", "a time in ns from 2000-01-01 to 2100-01-01")]
    [InlineData("auto", "16094592000", "a time in s, ms, us or ns, or RFC 3339 text, from 2000-01-01 to 2100-01-01: say another form with 'time'")]
    [InlineData("auto", "0", "a time in s, ms, us or ns, or RFC 3339 text, from 2000-01-01 to 2100-01-01: say another form with 'time'")]
    [InlineData("rfc3339", "1999-12-31T23:59:59Z", "RFC 3339 text such as 2024-01-01T00:00:00.5Z, from 2000-01-01 to 2100-01-01")]
    [InlineData("yyyy-MM-dd", "2021-02-29", "a time written yyyy-MM-dd, from 2000-01-01 to 2100-01-01")]
    [InlineData("yyyy-MM-dd", "2021-01-01 ", null)]
    [InlineData("yyyy-MM-dd", "2021-01-01x", "a time written yyyy-MM-dd, from 2000-01-01 to 2100-01-01")]
    public void ImpossibleTimes_AreErrors(string form, string text, string? allowed)
    {
        var run = _run.Read($"t\n{text}\n", Ts(form) with { Header = "true" });
        Assert.Equal(allowed is null ? [] : [$"0 SE9303 a.csv:2:1: column 'ts' is '{text.Trim()}'; it must be {allowed}"], _run.Errors(run));
    }

    [Fact]
    public void ZoneSinceAndAdd_MoveTimes()
    {
        var hour = 3_600_000_000_000;
        Assert.Equal([$"{Jan2021 - (3 * hour)} {Jan2021 - (3 * hour)}"], _run.Read("t\n2021-01-01 00:00:00\n", OfColumn(new() { From = "t", Time = "yyyy-MM-dd HH:mm:ss", Zone = "+03:00" })).Texts());
        Assert.Equal([$"{Jan2021 + 60_000_000_000} {Jan2021 + 60_000_000_000}"], _run.Read("60000,5\n", OfColumn(new() { From = "1", Time = "ms", Since = "2021-01-01" })).Texts());
        Assert.Equal([$"{Jan2021 + hour} {Jan2021 + hour}"], _run.Read("t\n1609459200\n", OfColumn(new() { From = "t", Time = "s", Add = Duration.Parse("1h") })).Texts());
    }

    [Fact]
    public void Bars_HaveTheirEndsFromTheInterval()
    {
        var options = new CsvFileSourceOptions
        {
            Schema = "bar/1", Venue = "binance", Symbol = "BTCUSDT", Interval = Duration.Parse("1h"),
            Columns = new Dictionary<string, ColumnOptions>
            {
                ["window_start"] = new() { From = "1", Time = "s" }, ["open"] = new() { From = "2" }, ["close"] = new() { From = "3" }, ["low"] = new() { From = "4" }, ["high"] = new() { From = "5" }, ["base_vol"] = new() { From = "6" },
            },
        };
        var bar = Assert.Single(_run.Read("1609459200,1,2,0.5,3,10\n", options).Port());

        Assert.Equal(Jan2021, bar["window_start"]);
        Assert.Equal(Jan2021 + 3_600_000_000_000, bar["window_end"]);
        Assert.Equal(Jan2021 + 3_599_999_999_999, bar["ts"]);
        Assert.Equal(bar["ts"], bar["ts_recv"]);
        Assert.Equal((1.0, 3.0, 0.5, 2.0, 10.0, true), (bar["open"], bar["high"], bar["low"], bar["close"], bar["base_vol"], bar["closed"]));
    }

    [Fact]
    public void UnitsPartsDefaultsAndMissingWords()
    {
        var options = new CsvFileSourceOptions
        {
            Missing = ["NA", "null"],
            Columns = new Dictionary<string, ColumnOptions>
            {
                ["ts"] = new() { From = "timestamp" },
                ["rate"] = new() { From = "rate", Type = "float64?", Unit = "percent" },
                ["price"] = new() { From = "raw", Type = "float64", Unit = "1e-8" },
                ["total"] = new() { From = "raw", Type = "decimal", Unit = "bps" },
                ["ask"] = new() { From = "ask", Type = "float64?", Split = "_" },
                ["ask_qty"] = new() { From = "ask", Type = "float64?", Split = "_", Part = 2 },
                ["age"] = new() { From = "age", Type = "duration?", Unit = "ms" },
                ["n"] = new() { From = "n", Type = "int32", Default = "7" },
                ["venue"] = new() { Type = "symbol", Value = "x" },
                ["symbol"] = new() { From = "s", Type = "symbol", Values = new Dictionary<string, string> { ["XBT"] = "BTC" } },
            },
        };
        var run = _run.Read("ts,rate,raw,ask,age,n,s\n1,0.01,641002500000,2279.63_28.479526,1.5,,XBT\n2,NA,1,null,NA,3,ETH\n3,1,1,1_2,0.0000001,1,A\n", options);

        Assert.Equal(["1 0.0001 6410.025 64100250 2279.63 28.479526 1500000 7 x BTC 1", "2 - 1E-08 0.0001 - - - 3 x ETH 2"], run.Texts());
        Assert.Equal(["2 SE9303 a.csv:4:11: column 'age' is '0.0000001'; it must be a number of which nothing is shorter than 1 ns"], _run.Errors(run));
    }

    [Fact]
    public void ValuesThatCannotBe_GoToErrorEachWithItsReason()
    {
        var options = new CsvFileSourceOptions
        {
            Header = "false",
            Columns = new Dictionary<string, ColumnOptions>
            {
                ["ts"] = new() { From = "1", Type = "timestamp", Time = "ms" }, ["price"] = new() { From = "2", Type = "float64" }, ["n"] = new() { From = "3", Type = "int32?" }, ["ok"] = new() { From = "4", Type = "bool?" },
                ["paid"] = new() { From = "5", Type = "decimal?" }, ["v"] = new() { From = "6", Type = "vector<float64, 2>?" }, ["side"] = new() { From = "7", Type = "enum<a|b>?" },
            },
        };
        const string T = "1609459200000";
        var run = _run.Read(
            $"{T},0.1234567890123456,,,,,\n{T},1e999,,,,,\n{T},,,,,,\n{T},1,2147483648,,,,\n{T},1,,yes,,,\n{T},1,,,12345678901234567890123456789.5,,\n{T},1,,,,[1],\n{T},1,+1,,,,\n{T},1.50,-3,True,1.10,\"[1,2.5]\",z\n", options);

        Assert.Equal([$"{Jan2021} 1.5 -3 True 1.10 1,2.5 unknown {Jan2021}"], run.Texts());
        Assert.Equal(
        [
            "0 SE9303 a.csv:1:15: column 'price' is '0.1234567890123456'; it must be a number of at most 15 significant digits: longer ones need type decimal or 'computed: true'",
            "0 SE9303 a.csv:2:15: column 'price' is '1e999'; it must be a number that a float64 holds",
            "0 SE9303 a.csv:3:1: column 'price' (float64) is missing",
            "0 SE9303 a.csv:4:17: column 'n' is '2147483648'; it must be a whole number of 32 bits",
            "0 SE9303 a.csv:5:18: column 'ok' is 'yes'; it must be true or false (True, TRUE and 1 are read too): say others with 'values'",
            "0 SE9303 a.csv:6:19: column 'paid' is '12345678901234567890123456789.5'; it must be a number of at most 28 significant digits",
            "0 SE9303 a.csv:7:20: column 'v' is '[1]'; it must be an array of 2 numbers of at most 15 significant digits",
            "0 SE9303 a.csv:8:17: column 'n' is '+1'; it must be a whole number of 32 bits",
        ], _run.Errors(run));
    }

    [Fact]
    public void WhatTheSinkWrote_IsReadBackValueForValue()
    {
        var rows = Samples.Rows(3, 2_000);
        var sink = new SinkDrive(new CsvFileSink(new CsvFileSinkOptions { Path = new FilePath(Path.Combine(_run.Folder, "s.csv")) }), Samples.EveryType);
        sink.Write([Samples.Dense(Samples.EveryType, rows, sink.Pool, sink.Symbols)]).Complete();

        var source = CsvRun.ReadFile(Path.Combine(_run.Folder, "s.csv"), new() { Columns = Samples.EveryType.Fields.ToDictionary(f => f.Name, f => new ColumnOptions { From = f.Type.Text + (f.Nullable ? "?" : "") }) }, 700);

        Assert.Empty(source.Errors);
        Assert.Equal(rows.Count, source.Port().Count);
        for (var i = 0; i < rows.Count; i++)
        {
            Assert.Equal(rows[i], source.Port()[i].Values.SkipLast(1));
        }
    }

    [Fact]
    public void FilesThatDoNotFit_AreRefusedWithWhatTheyHave()
    {
        var options = new CsvFileSourceOptions { Schema = "trade/1", Venue = "v", Columns = new Dictionary<string, ColumnOptions> { ["ts"] = new() { From = "time" }, ["qty"] = new() { From = "9" } } };
        string Of(string text, CsvFileSourceOptions? other = null) => _run.Failure(_run.Write("a.csv", text), other ?? options);

        Assert.Equal("error SE9301: file 'a.csv': there is no column 'time' for 'ts' (timestamp); there are: tme, price (did you mean 'tme'?)", Of("tme,price\n"));
        Assert.Equal("error SE9301: file 'a.csv': there is no column 'symbol' (symbol): say it with 'symbol: NAME'; there are: time, price", Of("time,price\n1,2\n"));
        Assert.Equal("error SE9301: file 'a.csv': two columns are called 'time': name one by its position, from 1", Of("time,price,time,symbol\n"));
        Assert.Equal("error SE9301: file 'a.csv': column 'qty' comes from position 9, and records have 3 fields", Of("time,price,symbol\n"));
        Assert.Equal("error SE9301: file 'a.csv': column 'ts' comes from 'time', and the file has no header: give the position, from 1, or 'header: true'", Of("1,2,3\n"));
        Assert.StartsWith("file 'none.csv' does not exist;", _run.Failure(Path.Combine(_run.Folder, "none.csv"), options), StringComparison.Ordinal);
    }

    [Fact]
    public void MappingsThatGiveNoRows_AreRefusedWhenBound()
    {
        CsvFileSourceOptions With(string column, ColumnOptions options) => new() { Schema = "trade/1", Columns = new Dictionary<string, ColumnOptions> { [column] = options } };

        Assert.Equal("SE2401 : the columns are not known (write 'schema: trade/1' for a canonical schema, 'format: binance_trades' for a known format, or 'columns: { ts: timestamp, … }')", CsvRun.Problem(new()));
        Assert.Equal("SE2402 columns.prise: trade/1 has no column 'prise'; it has ts, ts_recv, venue, symbol, channel, raw_symbol, ts_send, frame_id, conn_id, trade_id, price, qty, qty_raw, side, kind, count (did you mean 'price'?)", CsvRun.Problem(With("prise", new() { From = "x" })));
        Assert.Equal("SE2402 columns.ts.time: column 'ts' has times 'HH:mm'; it must be s, ms, us, ns, auto, rfc3339, or a pattern with year, month and day such as 'yyyy-MM-dd HH:mm:ss' or '%Y-%m-%d %H:%M:%S'", CsvRun.Problem(With("ts", new() { From = "x", Time = "HH:mm" })));
        Assert.Equal("SE2402 columns.price.time: column 'price' is float64; 'time', 'zone', 'since' and 'add' are for columns of type timestamp (write 'type: timestamp' where the column is your own)", CsvRun.Problem(With("price", new() { From = "x", Time = "ms" })));
        Assert.Equal("SE2402 columns.side.values: column 'side' cannot be 'sel'; it must be one of buy, sell, unknown (did you mean 'sell'?)", CsvRun.Problem(With("side", new() { From = "x", Values = new Dictionary<string, string> { ["1"] = "sel" } })));
        Assert.Equal("SE2402 columns.price.type: column 'price' of trade/1 is float64; its type is not changed here (remove 'type')", CsvRun.Problem(With("price", new() { From = "x", Type = "decimal" })));
        Assert.Equal("SE2402 columns.qty.unit: column 'qty' (float64) has the unit 'lots'; it must be percent, bps, ppm or a power of ten from 1e-18 to 1e18 for numbers with a fraction, and ns to d for durations", CsvRun.Problem(With("qty", new() { From = "x", Unit = "lots" })));
        Assert.Equal("SE2402 columns.price.value: column 'price' is 'x'; it must be a number", CsvRun.Problem(With("price", new() { Value = "x" })));
        Assert.Equal("SE2402 columns.x: column 'x' has no type, and without 'schema' each needs one (write x: { from: x, type: float64 })", CsvRun.Problem(new() { Columns = new Dictionary<string, ColumnOptions> { ["x"] = new() { Value = "1" } } }));
        Assert.Equal("SE2402 delimiter: option 'delimiter' is ';;'; it must be one character such as ; or |, or tab", CsvRun.Problem(new() { Delimiter = ";;", Schema = "trade/1" }));
        Assert.Equal("SE2402 format: option 'format' says the columns, and 'schema' or 'columns' is given too (remove one of them)", CsvRun.Problem(new() { Format = CsvFormat.TardisTrades, Schema = "trade/1" }));
        Assert.Equal("SE2402 columns: column 'ts' (timestamp) comes from nowhere (map it: columns: { ts: 1 })", new SourceDrive(new CsvFileSource(new() { Path = [new FilePath("a")], Header = "false", Schema = "trade/1" })).Problems[0]);
    }

    [Fact]
    public void MessagesAreToldByWhatChanges_AndSnapshotsClear()
    {
        var options = new CsvFileSourceOptions
        {
            Schema = "book_delta/1", Venue = "v", Symbol = "s", Message = ["u"],
            Columns = new Dictionary<string, ColumnOptions> { ["seq"] = new() { From = "u" }, ["snapshot"] = new() { From = "snap" }, ["side"] = new() { From = "side", Values = new Dictionary<string, string> { ["b"] = "bid", ["a"] = "ask" } } },
        };
        const string Text = "ts,u,snap,side,price,qty\n1,5,1,b,9,1\n1,5,1,a,10,1\n2,6,0,b,9,0\n2,6,0,a,x,1\n3,7,0,a,10,2\n3,7,0,b,8,1\n";
        string[] expected = ["1 clear - - - False 1", "1 set bid 9 1 False 1", "1 set ask 10 1 True 1", "2 delete bid 9 0 True 2", "3 set ask 10 2 False 3", "3 set bid 8 1 True 3"];

        foreach (var max in new[] { 1, 2, 3, 100 })
        {
            var whole = _run.Read(Text, options, max);
            Assert.Equal(expected, whole.Port().Select(r => $"{r["ts"]} {r["action"]} {r["side"] ?? "-"} {r["price"] ?? "-"} {r["qty"] ?? "-"} {r["last"]} {r["at"]}"));
            Assert.Single(whole.Errors);
            for (var batches = 1; batches < 7; batches++)
            {
                var path = new FilePath(Path.Combine(_run.Folder, "a.csv"));
                var head = new SourceDrive(new CsvFileSource(options with { Path = [path] }), max).Read(batches);
                var tail = new SourceDrive(new CsvFileSource(options with { Path = [path] }), max, state: head.Save()).Read();
                Assert.Equal(whole.Texts(), [.. head.Texts(), .. tail.Texts()]);
                Assert.Equal(whole.Errors, [.. head.Errors, .. tail.Errors]);
            }
        }
    }

    private static CsvFileSourceOptions Ts(string form) => OfColumn(new ColumnOptions { From = "t", Type = "timestamp", Time = form });

    private static CsvFileSourceOptions OfColumn(ColumnOptions ts) => new() { Columns = new Dictionary<string, ColumnOptions> { ["ts"] = ts with { Type = "timestamp" } } };
}
