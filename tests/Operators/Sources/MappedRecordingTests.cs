using System.Globalization;
using StreamEngine.Config;
using StreamEngine.Runtime;
using StreamEngine.Sources;
using StreamEngine.Sources.Csv;
using StreamEngine.Sources.Mapping;
using Xunit.Abstractions;

namespace StreamEngine.Tests.Operators.Sources;

/// <summary>
/// Recordings of others through the mappings of docs/formats.md. Counts are those of the recordings' README; first and last values and exact sums were computed from the files with Python's csv, json and decimal, which
/// share nothing with the code under test.
/// </summary>
public sealed class MappedRecordingTests(ITestOutputHelper output)
{
    // node, rows, rows refused, two columns, first and last row (ts and the two), the two sums
    public static readonly TheoryData<string, int, int, string, string, string, string, string, string> Files = new()
    {
        { "bars", 2158, 0, "close", "base_vol", "1609462799999999999 28995.13 2311.811445", "1617235199999999999 58740.55 1367.478622", "97177831.92", "8055890.327624" },
        { "minutes", 1440, 0, "close", "base_vol", "1651795259999999999 36505.2 264.779", "1651881599999999999 35995.3 35.97", "52033645.5", "431979.24" },
        { "tardis_trades", 9999, 0, "price", "qty", "1582329602111000000 9682 0.132", "1582337147728000000 9666.84 0.07", "96817541.71", "4024.301" },
        { "tardis_quotes", 9999, 0, "bid_px", "ask_qty", "1582329601096000000 9681.92 0.84", "1582329827061000000 9671.19 0.031", "96744886.53", "25383.228" },
        { "tardis_deltas", 16, 0, "price", "qty", "1585699200245000000 - -", "1585699200245000000 6428.5 39950", "96375", "317490" },
        { "tardis_books", 10, 0, "bid_px", "ask_levels", "1598918403696000000 11657.07 25", "1598918404005000000 11657.07 25", "116570.7", "250" },
        { "hftframework", 451466, 0, "price", "qty", "1642204800000000000 43059.97 0.00713", "1642291170134000000 43100 0.06768", "19469297521.97", "13370.62255" },
        { "ccapi_trades", 25222, 0, "price", "qty", "1625097621647000000 2278.15 0.0409", "1625183998988000000 2109.39 0.001", "53707581.27", "27029.05172362" },
        { "ccapi_quotes", 72180, 0, "bid_px", "ask_qty", "1625097600000000000 2271.58 28.479526", "1625183999000000000 2107.44 0.289", "154748339.04", "259999.03910846" },
        { "kraken", 148, 0, "price", "qty", "1672531436000000000 90.54 1.1044842", "1672615187000000000 90.53 1", "13385.92", "426.64478477" },
        { "gct_trades", 1000, 0, "price", "qty", "1605499846000000000 15993.5 0.026472", "1605500030000000000 15992.46 0.003705", "15992167.55", "36.143571" },
        { "bbgo_fxs", 3600, 0, "price", "qty", "1700179210707000000 7.503 25.3", "1700192499631000000 7.577 7.5", "27382.395", "103838.4" },
        { "orderflow", 1000, 0, "price", "qty", "1675329600138000000 1666.8 26.062", "1675329807493000000 1667.3 0.018", "1666906.85", "6567.968" },
        { "bdp_trades", 10000, 0, "price", "qty", "1741046404349000000 0.23103 243", "1741047404086000000 0.23193 322", "2313.87393", "15437677" },
        { "bdp_depth", 10000, 0, "price", "qty", "1741046400049000000 0.23098 17739", "1741046473268000000 0.23052 71828", "2302.67443", "351953628" },
        { "depth_snapshot", 101, 0, "price", "qty", "1667346579146000000 - -", "1667346579146000000 20365.9 0.207", "2037141", "176.96" },
        { "depth_updates", 100, 0, "price", "qty", "1667347199939000000 20472.8 0", "1667347199939000000 20879.1 10.249", "2024272.1", "394.575" },
        { "ninjabot", 4314, 0, "close", "base_vol", "1605574799999999999 16806.09 2861.4", "1621126799999999999 47283.43 5439.3", "180424894.07", "15109951.6" },
        { "gct_bars", 365, 0, "close", "base_vol", "1546387199999999999 3797.14 23741.687033", "1577836799999999999 7195.23 25954.453533", "2687992.57", "15329974.684892" },
        { "grid", 4320, 0, "close", "base_vol", "1722470459999999999 171.81 8036.24", "1722729599999999999 142.52 3093.048", "685402.24", "16521470.242" },
        { "nautilus_bars", 45025, 6, "close", "base_vol", "1640991719999999999 46377 2300413.7295", "1643693519999999999 38544 685906.9735", "1852510616.5", "119921185633.9869875" },
        { "lean_trades", 1440, 0, "close", "base_vol", "1670889659999999999 17205 1.549151", "1670975999999999999 17778.49 0.617669", "25153472.94", "6979.514601" },
        { "lean_quotes", 721, 0, "bid_px", "bid_qty", "1670889660000000000 17205.01 0.00531", "1670932860000000000 17451.17 0.031253", "12405461.68", "32.686157" },
        { "lean_daily", 1318, 0, "close", "base_vol", "1417478399999999999 370 0.05655554", "1534204799999999999 6253.67 10178.43146644", "3725052.03", "13431456.04130809" },
        { "ta4j_coinbase", 20695, 0, "close", "base_vol", "1463558399999999999 456.02 561.88098307", "1761623999999999999 113912.05 671.40683572", "625895728.36", "49860987.24220162" },
        { "ta4j_index", 5905, 0, "close", "base_vol", "1254787199999999999 0.00076392 0", "1772841599999999999 68663.65 12781.09356919", "116071661.26195023", "170746917.32080314" },
        { "funding_binance", 4383, 0, "rate", "rate", "1577836800000000000 -0.00012359 -0.00012359", "1704038400000000000 0.00033597 0.00033597", "0.59878779", "0.59878779" },
        { "funding_htx", 3229, 55, "rate", "rate", "1609459200000000000 0.000658153991747989 0.000658153991747989", "1704038400000000000 0.000467747105154478 0.000467747105154478", "0.318738092498855933", "0.318738092498855933" },
        { "lean_margin", 12, 0, "rate", "rate", "1609200000000000000 0.0002003 0.0002003", "1670947200000000000 -0.00002983 -0.00002983", "0.00276536", "0.00276536" },
        { "bybit_book", 3967, 0, "price", "qty", "1733011200589000000 - -", "1733011205488000000 2.0038 0", "7747.5489", "85743663" },
        { "barter", 21, 3, "price", "qty", "1734721518175000000 96962.51 0.00006", "1734721518197000000 96962.51 0.00008", "874952.85", "0.46941" },
        { "lighter", 3053, 0, "line", "line", "1765394038647827000 2 2", "1765394056657863900 12210 12210", "18641618", "18641618" },
    };

    [Fact]
    public void EveryMappingOfThePage_IsHeldToItsNumbers()
    {
        if (Here())
        {
            Assert.Equal(MappedRecordings.Nodes.Where(name => name != "elsewhere").Order(StringComparer.Ordinal), Files.Select(row => (string)row[0]).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Recording_GivesWhatIsKnownOfIt(string node, int rows, int refused, string a, string b, string first, string last, string sumA, string sumB)
    {
        if (!Here())
        {
            return;
        }

        var found = await MappedTotals.Of(Source(node), a, b);

        Assert.Equal((rows, refused), (found.Rows, found.Errors.Count));
        Assert.Equal((first, last, sumA, sumB), (found.First, found.Last, MappedTotals.Text(found.SumA), MappedTotals.Text(found.SumB)));
    }

    [Fact]
    public async Task Sides_AreTheTakers()
    {
        if (!Here())
        {
            return;
        }

        // counted in the files: is_buyer_maker 1 in ccapi, IsBuyerMarketMaker 0 in binance-data-processor, side buy in the other two
        Assert.Equal(10764, (await MappedTotals.Of(Source("ccapi_trades"), "price", "qty")).Words("side", "sell"));
        Assert.Equal(4798, (await MappedTotals.Of(Source("bdp_trades"), "price", "qty")).Words("side", "buy"));
        Assert.Equal(2196, (await MappedTotals.Of(Source("bbgo_fxs"), "price", "qty")).Words("side", "buy"));
        Assert.Equal(527, (await MappedTotals.Of(Source("orderflow"), "price", "qty")).Words("side", "buy"));
        Assert.Equal(1000, (await MappedTotals.Of(Source("gct_trades"), "price", "qty")).Words("side", "unknown"));
    }

    [Fact]
    public async Task Messages_AreThoseOfTheVenue()
    {
        if (!Here())
        {
            return;
        }

        // different FinalUpdateId in the file; one snapshot; one update; 50 lines of Bybit of which one is a snapshot
        Assert.Equal((600, 0), await Ends("bdp_depth"));
        Assert.Equal((1, 1), await Ends("depth_snapshot"));
        Assert.Equal((1, 0), await Ends("depth_updates"));
        Assert.Equal((50, 1), await Ends("bybit_book"));
        Assert.Equal((1, 1), await Ends("tardis_deltas"));

        async Task<(int Messages, int Clears)> Ends(string node)
        {
            var found = await MappedTotals.Of(Source(node), "price", "qty");
            return (found.Words("last", "True"), found.Words("action", "clear"));
        }
    }

    [Fact]
    public async Task RowsThatAreRefused_SayWhy()
    {
        if (!Here())
        {
            return;
        }

        Assert.EndsWith(":249:60: column 'base_vol' is '218102.59507500002'; it must be a number of at most 15 significant digits: longer ones need type decimal or 'computed: true'", (await MappedTotals.Of(Source("nautilus_bars"), "close", "base_vol")).Errors[0], StringComparison.Ordinal);
        Assert.EndsWith(":9:30: column 'rate' is '0.001133392649580487'; it must be a number of at most 15 significant digits: longer ones need type decimal or 'computed: true'", (await MappedTotals.Of(Source("funding_htx"), "rate", "rate")).Errors[0], StringComparison.Ordinal);
        Assert.All((await MappedTotals.Of(Source("barter"), "price", "qty")).Errors, error => Assert.EndsWith(":1: column 'ts' (timestamp) is missing", error, StringComparison.Ordinal));
    }

    /// <summary>The counts of the README, and the rows with a size of more than 15 digits, which Lean added up in floating point.</summary>
    [Theory]
    [InlineData("crypto/coinbase/minute/btcusd/20161007_trade", 1419, 0)]
    [InlineData("crypto/coinbase/minute/btcusd/20161008_trade", 1400, 0)]
    [InlineData("crypto/coinbase/minute/btcusd/20161009_trade", 1397, 0)]
    [InlineData("crypto/coinbase/minute/btcusd/20170903_trade", 1440, 0)]
    [InlineData("crypto/coinbase/minute/btcusd/20170904_trade", 1440, 0)]
    [InlineData("crypto/coinbase/minute/btcusd/20171217_trade", 1440, 0)]
    [InlineData("crypto/coinbase/minute/btcusd/20180404_trade", 1007, 0)]
    [InlineData("crypto/coinbase/minute/btcusd/20180405_trade", 1440, 0)]
    [InlineData("crypto/coinbase/minute/btcusd/20180406_trade", 1440, 0)]
    [InlineData("crypto/coinbase/second/btcusd/20161007_trade", 4063, 0)]
    [InlineData("crypto/coinbase/second/btcusd/20161008_trade", 3453, 0)]
    [InlineData("crypto/coinbase/second/btcusd/20161009_trade", 4004, 0)]
    [InlineData("cryptofuture/binance/minute/btcusd/20221213_trade", 1439, 0)]
    [InlineData("cryptofuture/binance/minute/btcusd/20221213_quote", 1104, 0)]
    [InlineData("crypto/coinbase/minute/btcusd/20170903_quote", 1438, 577)]
    [InlineData("crypto/coinbase/minute/btcusd/20170904_quote", 1438, 452)]
    [InlineData("crypto/coinbase/minute/btcusd/20171217_quote", 1439, 1095)]
    [InlineData("crypto/coinbase/minute/btcusd/20180404_quote", 1437, 1041)]
    [InlineData("crypto/coinbase/minute/btcusd/20180405_quote", 1436, 944)]
    public async Task LeanFiles_HaveTheRowsOfTheReadme(string file, int rows, int computed)
    {
        if (!Here())
        {
            return;
        }

        var isQuote = file.EndsWith("_quote", StringComparison.Ordinal);
        var day = Path.GetFileName(file)[..8];
        var options = MappedRecordings.Options<CsvFileSourceOptions>(isQuote ? "lean_quotes" : "lean_trades");
        CsvFileSourceOptions With(bool shortest) => options with
        {
            Path = [new FilePath(MappedRecordings.At($"lean/{file}.zip"))],
            Interval = isQuote ? null : Duration.Parse(file.Contains("/second/", StringComparison.Ordinal) ? "1s" : "1m"),
            Columns = options.Columns.ToDictionary(c => c.Key, c => c.Value with { Since = c.Value.Since is null ? null : $"{day[..4]}-{day[4..6]}-{day[6..]}", Computed = c.Value.Computed && shortest }),
        };

        var a = isQuote ? "bid_px" : "close";
        Assert.Equal((rows, 0), Counts(await MappedTotals.Of(new CsvFileSource(With(shortest: true)), a, a)));
        Assert.Equal((rows - computed, computed), Counts(await MappedTotals.Of(new CsvFileSource(With(shortest: false)), a, a)));
    }

    /// <summary>Bars of indicator tests: rows read, rows refused, the sum of the closes read. Before 2000 are 2,528 days; <c>bad.csv</c> lacks 50 dates and 51 whole bars.</summary>
    [Theory]
    [InlineData("bitcoin", "yyyy-MM-dd", 1246, 0, "11012467.97")]
    [InlineData("compare", "yyyy-MM-dd", 502, 0, "158538.17")]
    [InlineData("default", "yyyy-MM-dd", 502, 0, "125280.56")]
    [InlineData("intraday", "yyyy-MM-dd HH:mm", 1564, 0, "578056.2312")]
    [InlineData("max", "MM/dd/yyyy", 502, 0, "5566459822.42461088")]
    [InlineData("mismatch", "M/d/yyyy", 502, 0, "125280.56")]
    [InlineData("msft", "M/d/yyyy", 5583, 2528, "309244.22")]
    [InlineData("spx", "M/d/yyyy", 5583, 2528, "10024936.4")]
    [InlineData("penny", "yyyy-MM-dd", 533, 0, "1615.22")]
    [InlineData("toobig", "MM/dd/yyyy", 1246, 0, "110760636093454147.8")]
    [InlineData("zeros", "MM/dd/yy", 200, 0, "0")]
    [InlineData("bad", "MM/dd/yyyy", 401, 101, "1189419964.0316314117")]
    public async Task GoldenBars_AreReadByPosition(string file, string time, int rows, int refused, string closes)
    {
        if (!Here())
        {
            return;
        }

        ColumnOptions At(int position) => new() { From = position.ToString(CultureInfo.InvariantCulture) };
        var options = new CsvFileSourceOptions
        {
            Path = [new FilePath(MappedRecordings.At($"golden-skender/quotes/{file}.csv"))], Schema = "bar/1", Venue = "v", Symbol = "s", Interval = Duration.Parse("1d"), Header = "true",
            Columns = new Dictionary<string, ColumnOptions> { ["window_start"] = At(1) with { Time = time }, ["open"] = At(2), ["high"] = At(3), ["low"] = At(4), ["close"] = At(5), ["base_vol"] = At(6) },
        };
        var found = await MappedTotals.Of(new CsvFileSource(options), "close", "close");
        Assert.Equal((rows, refused, closes), (found.Rows, found.Errors.Count, MappedTotals.Text(found.SumA)));
    }

    private static (int Rows, int Errors) Counts(MappedTotals totals) => (totals.Rows, totals.Errors.Count);

    private static Source Source(string node) =>
        node is "ta4j_coinbase" or "ta4j_index" or "bybit_book" or "barter" or "lighter"
            ? new JsonlFileSource(MappedRecordings.Options<JsonlFileSourceOptions>(node))
            : new CsvFileSource(MappedRecordings.Options<CsvFileSourceOptions>(node));

    private bool Here()
    {
        if (!MappedRecordings.AreThere)
        {
            output.WriteLine("not run on recordings: none found in ../shared/data");
        }

        return MappedRecordings.AreThere;
    }
}
