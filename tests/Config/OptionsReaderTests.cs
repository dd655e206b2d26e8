using StreamEngine.Config;

namespace StreamEngine.Tests.Config;

public sealed class OptionsReaderTests
{
    private const string Units = "a duration has a unit: ns, us, ms, s, m, h or d, as in 250ms";

    [Fact]
    public void EveryType_IsRead()
    {
        var (options, problems, spans) = Read("""
            window: 2_500
            path: data/x.arrow
            strict: false
            seed: -9_000_000_000
            alpha: 1
            price: 25_000.10
            stale_after: 1.5s
            linger: ~
            limit: 5 bps
            edge_bps: 7.5 bps
            max_rate: 5/s per symbol
            buffer: 64MiB
            venue: binance_usdm
            mode: exact
            note: 'true'
            input: [mid, qty]
            levels: 10
            symbols: [BTCUSDT, '1']
            fill: { x: 0.5, y: ~ }
            output: { name: n, count: 4 }
            parts: [ { name: a }, { name: b, count: 0 } ]
            """);

        Assert.Equal([], Reading.Lines(problems));
        Assert.Equal(
            (2500, "data/x.arrow", false, -9_000_000_000L, 1.0, 25_000.10m, new Duration(1_500_000_000), (Duration?)null),
            (options.Window, options.Path.Path, options.Strict, options.Seed, options.Alpha, options.Price, options.StaleAfter, options.Linger));
        Assert.Equal(
            (new Quantity(5, "bps"), 7.5, new Rate(5, new Duration(1_000_000_000), "symbol"), new ByteSize(64 << 20), Venue.BinanceUsdm, "exact", "true"),
            (options.Limit, options.EdgeBps, options.MaxRate, options.Buffer, options.Venue, options.Mode, options.Note));
        Assert.Equal([new ColumnName("mid"), new ColumnName("qty")], options.Input);
        Assert.Equal([10], options.Levels);
        Assert.Equal(["BTCUSDT", "1"], options.Symbols);
        Assert.Equal([("x", 0.5), ("y", null)], options.Fill.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(new NestedOptions { Name = "n", Count = 4 }, options.Output);
        Assert.Equal([new NestedOptions { Name = "a" }, new NestedOptions { Name = "b", Count = 0 }], options.Parts);
        Assert.Equal("1:9-1:14", Reading.Place(spans.Of("window")));
        Assert.Equal("16:14-16:17", Reading.Place(spans.Of("input[1]")));
        Assert.Equal("20:27-20:28", Reading.Place(spans.Of("output.count")));
        Assert.Equal("21:31-21:32", Reading.Place(spans.Of("parts[1].name")));
        Assert.Equal(2500, spans.Find("window")!.Value);
        Assert.Equal(spans.Whole, spans.Of("nothing"));
    }

    [Theory]
    [InlineData("window: 0", "1:9: error SE2104: ofi: option 'window' is 0; it must be from 1 to 100000 (default 100)")]
    [InlineData("window: 100_001", "1:9: error SE2104: ofi: option 'window' is 100_001; it must be from 1 to 100000 (default 100)")]
    [InlineData("window: 99999999999", "1:9: error SE2104: ofi: option 'window' is 99999999999; it must be from -2147483648 to 2147483647 (default 100)")]
    [InlineData("window: 1.5", "1:9: error SE2103: ofi: option 'window' is 1.5; it must be a whole number (default 100)")]
    [InlineData("window: ten", "1:9: error SE2103: ofi: option 'window' is 'ten'; it must be a whole number (default 100)")]
    [InlineData("window: '5'", "1:9: error SE2103: ofi: option 'window' is '5'; it must be a whole number (default 100); remove the quotes")]
    [InlineData("window: [5]", "1:9: error SE2103: ofi: option 'window' is a list; it must be a whole number (default 100)")]
    [InlineData("window: { a: 5 }", "1:9: error SE2103: ofi: option 'window' is a map; it must be a whole number (default 100)")]
    [InlineData("window: ~", "1:9: error SE2107: ofi: option 'window' has no value; it must be a whole number (default 100)")]
    [InlineData("widnow: 5", "1:1: error SE2101: ofi: there is no option 'widnow'; did you mean 'window'?")]
    [InlineData("zzz: 5", "1:1: error SE2101: ofi: there is no option 'zzz'")]
    [InlineData("seed: 9223372036854775808", "1:7: error SE2104: ofi: option 'seed' is 9223372036854775808; it is too large (default 7)")]
    [InlineData("strict: yes", "1:9: error SE2103: ofi: option 'strict' is 'yes'; it must be true or false (default true); did you mean 'true'?")]
    [InlineData("strict: 1", "1:9: error SE2103: ofi: option 'strict' is 1; it must be true or false (default true)")]
    [InlineData("alpha: 0", "1:8: error SE2104: ofi: option 'alpha' is 0; it must be above 0 and at most 1 (default 0.5)")]
    [InlineData("alpha: .nan", "1:8: error SE2103: ofi: option 'alpha' is '.nan'; it must be a number (default 0.5)")]
    [InlineData("price: x", "1:8: error SE2103: ofi: option 'price' is 'x'; it must be a number (default 1.5)")]
    [InlineData("stale_after: 250", "1:14: error SE4001: ofi: option 'stale_after' is 250; " + Units + " (default 750ms)")]
    [InlineData("stale_after: 2min", "1:14: error SE4002: ofi: option 'stale_after' is 2min; " + Units + " (default 750ms); did you mean '2m'?")]
    [InlineData("stale_after: 2d", "1:14: error SE2104: ofi: option 'stale_after' is 2d; it must be from 1ms to 24h (default 750ms)")]
    [InlineData("stale_after: soon", "1:14: error SE4004: ofi: option 'stale_after' is 'soon'; it must be a duration such as 250ms, 10s or 24h (default 750ms)")]
    [InlineData("stale_after: 0.1ns", "1:14: error SE4005: ofi: option 'stale_after' is 0.1ns; a duration is a whole number of nanoseconds (default 750ms)")]
    [InlineData("limit: 80", "1:8: error SE4001: ofi: option 'limit' is 80; it needs the unit bps (default 80 bps); write '80 bps'")]
    [InlineData("limit: 80 bp", "1:8: error SE4003: ofi: option 'limit' is 80 bp; its unit must be bps (default 80 bps); did you mean 'bps'?")]
    [InlineData("edge_bps: 5 USD", "1:11: error SE4003: ofi: option 'edge_bps' is 5 USD; its unit must be bps or % (default 5)")]
    [InlineData("edge_bps: 51 bps", "1:11: error SE2104: ofi: option 'edge_bps' is 51 bps; it must be from 0 to 50 (default 5)")]
    [InlineData("max_rate: 5", "1:11: error SE4001: ofi: option 'max_rate' is 5; a rate says in which time, as in 5/s")]
    [InlineData("buffer: 2GiB", "1:9: error SE2104: ofi: option 'buffer' is 2GiB; it must be from 1KiB to 1GiB (default 1MiB)")]
    [InlineData("venue: binance", "1:8: error SE2105: ofi: option 'venue' is 'binance'; it must be one of binance_spot, binance_usdm (default binance_spot)")]
    [InlineData("venue: binance_usdn", "1:8: error SE2105: ofi: option 'venue' is 'binance_usdn'; it must be one of binance_spot, binance_usdm (default binance_spot); did you mean 'binance_usdm'?")]
    [InlineData("mode: fats", "1:7: error SE2105: ofi: option 'mode' is 'fats'; it must be one of fast, exact (default fast); did you mean 'fast'?")]
    [InlineData("input: []", "1:8: error SE2106: ofi: option 'input' has 0 items; it must have at least 1 (default [price])")]
    [InlineData("input: [a, b, c, d]", "1:8: error SE2106: ofi: option 'input' has 4 items; it must have at most 3 (default [price])")]
    [InlineData("input: [a, ~]", "1:12: error SE2107: ofi: option 'input[1]' has no value; it must be the name of a column")]
    [InlineData("levels: [5, 51]", "1:13: error SE2104: ofi: option 'levels[1]' is 51; it must be from 1 to 50 (default [5, 20])")]
    [InlineData("fill: [1]", "1:7: error SE2103: ofi: option 'fill' is a list; it must be a map of names to numbers (default { })")]
    [InlineData("fill: { x: y }", "1:12: error SE2103: ofi: option 'fill.x' is 'y'; it must be a number (default { })")]
    [InlineData("output: 5", "1:9: error SE2103: ofi: option 'output' is '5'; it must be a map of options")]
    [InlineData("output: { count: 1 }", "1:9: error SE2102: ofi: option 'output.name' is missing; it must be a text")]
    [InlineData("output: { name: a, cuont: 1 }", "1:20: error SE2101: ofi: there is no option 'output.cuont'; options are name, count; did you mean 'count'?")]
    [InlineData("parts: [ { name: a }, { name: b, count: 11 } ]", "1:41: error SE2104: ofi: option 'parts[1].count' is 11; it must be from 0 to 10 (default 3)")]
    public void BadValue_IsRefusedWithPlaceValueAndWhatIsAllowed(string yaml, string problem)
    {
        var (_, problems, _) = Read(yaml + "\npath: x");

        Assert.Equal(["t.yaml:" + problem], Reading.Lines(problems));
    }

    [Fact]
    public void SeveralMistakes_AreReportedInOneRunAndDefaultsStay()
    {
        var (options, problems, _) = Read("window: 0\nalpha: x\nzzz: 1");

        Assert.Equal(
            [
                "t.yaml:1:1: error SE2102: ofi: option 'path' is missing; it must be a path",
                "t.yaml:1:9: error SE2104: ofi: option 'window' is 0; it must be from 1 to 100000 (default 100)",
                "t.yaml:2:8: error SE2103: ofi: option 'alpha' is 'x'; it must be a number (default 0.5)",
                "t.yaml:3:1: error SE2101: ofi: there is no option 'zzz'",
            ],
            Reading.Lines(problems));
        Assert.Equal((100, 0.5), (options.Window, options.Alpha));
    }

    [Fact]
    public void BareValue_GoesToTheShorthand()
    {
        var problems = new Problems();
        var value = Reading.Value("v: 20");
        var options = OptionsReader.Read<ExampleOptions>(value, "ofi", new OptionSpans(value.Span), problems);

        Assert.Equal(20, options.Window);
        Assert.Equal(["t.yaml:1:4: error SE2102: ofi: option 'path' is missing; it must be a path"], Reading.Lines(problems));
    }

    [Fact]
    public void BareValueWithoutShorthand_IsRefused()
    {
        var problems = new Problems();
        var value = Reading.Value("v: 20");
        OptionsReader.Read<NestedOptions>(value, "ofi", new OptionSpans(value.Span), problems);

        Assert.Equal(["t.yaml:1:4: error SE2103: ofi: the options are '20'; they must be a map of options: name, count"], Reading.Lines(problems));
    }

    [Fact]
    public void NoValue_IsAllDefaults()
    {
        var problems = new Problems();
        var options = OptionsReader.Read<NestedOptions>(null, "ofi", new OptionSpans(new Span(Reading.File, 3, 5, 3, 8)), problems);

        Assert.Equal(new NestedOptions(), options);
        Assert.Equal(["t.yaml:3:5: error SE2102: ofi: option 'name' is missing; it must be a text"], Reading.Lines(problems));
    }

    [Fact]
    public void BrokenValue_IsPassedOverInSilence()
    {
        var problems = new Problems();
        var map = YamlReader.Read(Reading.File, "window: !x 0\npath: *y\nalpha: 2", problems);
        OptionsReader.Read<ExampleOptions>(map, "ofi", new OptionSpans(map!.Span), problems);

        Assert.Equal(["SE1020", "SE1022", "SE2104"], problems.InOrder().Select(problem => problem.Code));
    }

    [Fact]
    public void Reference_IsTakenAsItsValue()
    {
        var (options, problems, _) = Read("window: $n\npath: $p\nlevels: [$n, 7]\nsymbols: $list\nstale_after: env:STALE\nalpha: $n\nnote: $none", Substitute);

        Assert.Equal([], Reading.Lines(problems));
        Assert.Equal((12, "a/b", new Duration(9_000_000), (string?)null), (options.Window, options.Path.Path, options.StaleAfter, options.Note));
        Assert.Equal([12, 7], options.Levels);
        Assert.Equal(["x", "y"], options.Symbols);

        static ScalarValue? Substitute(YamlScalar scalar, Type type) => scalar.Value switch
        {
            "$n" => new ScalarValue(type == typeof(double) ? 1L : 12L),
            "$p" => new ScalarValue(new FilePath("a/b")),
            "$list" => new ScalarValue(new[] { "x", "y" }),
            "env:STALE" => new ScalarValue("9ms"),
            "$none" => new ScalarValue(null),
            _ => null,
        };
    }

    [Theory]
    [InlineData("window: $v", 0L, "1:9: error SE2104: ofi: option 'window' is 0 ($v); it must be from 1 to 100000 (default 100)")]
    [InlineData("window: $v", "x", "1:9: error SE2103: ofi: option 'window' is 'x'; it must be a whole number (default 100)")]
    [InlineData("window: $v", true, "1:9: error SE2103: ofi: option 'window' is '$v', which is true or false; it must be a whole number (default 100)")]
    [InlineData("window: $v", null, "1:9: error SE2107: ofi: option 'window' is '$v', which has no value; it must be a whole number (default 100)")]
    public void BadReference_IsRefusedAtItsPlace(string yaml, object? value, string problem)
    {
        var (_, problems, _) = Read(yaml + "\npath: x", (scalar, _) => scalar.Value == "$v" ? new ScalarValue(value) : null);

        Assert.Equal(["t.yaml:" + problem], Reading.Lines(problems));
    }

    [Fact]
    public void Description_ComesFromTheRecordAndItsComments()
    {
        var options = OptionsDescription.Of(typeof(ExampleOptions)).ToDictionary(option => option.Name);

        Assert.Equal(
            new OptionDescription("window", "a whole number", "100", "from 1 to 100000", false, "Changes in the sum, as `count` of NestedOptions.", null, null, true, null).ToString(),
            options["window"].ToString());
        Assert.Equal(("a path", (string?)null, true, "Where it is read from."), (options["path"].TypeText, options["path"].DefaultText, options["path"].Required, options["path"].Summary));
        Assert.Equal(("750ms", "from 1ms to 24h"), (options["stale_after"].DefaultText, options["stale_after"].RangeText));
        Assert.Equal(("5", "bps or %"), (options["edge_bps"].DefaultText, options["edge_bps"].Unit));
        Assert.Equal(["binance_spot", "binance_usdm"], options["venue"].Allowed!);
        Assert.Equal(["fast", "exact"], options["mode"].Allowed!);
        Assert.Equal(("a list of columns", "[price]"), (options["input"].TypeText, options["input"].DefaultText));
        Assert.Equal(["name", "count"], options["output"].Nested!.Select(option => option.Name));
        Assert.Equal("What it is called.", options["output"].Nested![0].Summary);
    }

    [Fact]
    public void Remarks_AreRenderedAsText()
    {
        var docs = XmlDocs.Of(typeof(ExampleOptions).Assembly);

        Assert.Equal("Options of every kind, for OptionsReaderTests.", docs.Summary(typeof(ExampleOptions)));
        Assert.Equal("First part.\n\nSecond part with Window.\n\n    a = b\n    c = d", docs.Remarks(typeof(ExampleOptions)));
    }

    [Theory]
    [InlineData("StaleAfter", "stale_after")]
    [InlineData("BinanceUsdm", "binance_usdm")]
    [InlineData("OFIWindow", "ofi_window")]
    [InlineData("Level2", "level2")]
    public void Name_IsSnakeCase(string name, string snake) => Assert.Equal(snake, OptionNames.ToSnakeCase(name));

    private static (ExampleOptions Options, Problems Problems, OptionSpans Spans) Read(string yaml, Func<YamlScalar, Type, ScalarValue?>? substitute = null)
    {
        var problems = new Problems();
        var map = YamlReader.Read(Reading.File, yaml, problems)!;
        var spans = new OptionSpans(new Span(Reading.File, 1, 1, 1, 2));
        return (OptionsReader.Read<ExampleOptions>(map, "ofi", spans, problems, substitute), problems, spans);
    }
}
