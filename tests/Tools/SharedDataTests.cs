using System.Globalization;
using StreamEngine.Arrow;
using StreamEngine.Data;
using StreamEngine.Replay;
using StreamEngine.Tests.Kit;
using Xunit.Abstractions;

namespace StreamEngine.Tests.Tools;

/// <summary>The real recordings beside the repository, inspected and converted, held to what their README says. Without them the tests say so and pass.</summary>
public sealed class SharedDataTests(ITestOutputHelper log) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Read => [.. SharedFiles.Read.Select(f => f.Path)];

    public static TheoryData<string> Refused => [.. SharedFiles.Refused.Select(f => f.Path)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Read))]
    public async Task File_IsInspectedAndConvertedAsItsReadmeSays(string path)
    {
        if (!Here())
        {
            return;
        }

        var file = SharedFiles.Read.Single(f => f.Path == path);
        var recording = await Recording.Open(file.Full, new RecordingOptions { Mapping = file.WriteMapping(_folder) });
        var found = await Inspector.Inspect(recording);
        log.WriteLine($"{found.Form}: {found.Rows} rows, {found.Damaged} refused; {string.Join(", ", found.ByKind.Select(k => $"{k.Key} {k.Value}"))}; {found.Findings.FirstOrDefault()}");

        await Check(file, found, recording);
        await CheckConversion(recording, found);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task FileThatIsNoRecording_IsRefusedWithTheReason(string path)
    {
        if (!Here())
        {
            return;
        }

        var file = new SharedFile(path, 0);
        var refused = await Assert.ThrowsAnyAsync<IOException>(async () => await Inspector.Inspect(await Recording.Open(file.Full)));

        Assert.Equal($"'{file.Full}' {SharedFiles.Refused.Single(f => f.Path == path).Message}", refused.Message);
    }

    private static async Task Check(SharedFile file, Inspection found, IBatchRecording recording)
    {
        var received = found.Schema == "frame/1" && found.KindColumn == "frame" ? found.Rows - Sum(found, "http", "send", "connect") : found.Rows;
        Assert.Equal((file.Rows, file.Refused), (received + found.Damaged, found.Damaged));
        foreach (var kind in file.Kinds.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            var name = kind[..kind.LastIndexOf(' ')];
            Assert.Equal(kind, $"{name} {found.ByKind.Where(k => k.Key == name || k.Key.StartsWith(name + "@", StringComparison.Ordinal)).Sum(k => k.Value)}");
        }

        var column = found.Columns.FirstOrDefault(c => c.Name == (file.Time ?? found.TimeColumn));
        var (first, last) = found.KindColumn == "frame" ? await Received(recording) : (column?.Least, column?.Most);
        Assert.StartsWith(file.First, Text(first), StringComparison.Ordinal);
        Assert.StartsWith(file.Last, Text(last), StringComparison.Ordinal);
    }

    private static long Sum(Inspection found, params string[] kinds) => kinds.Sum(kind => found.ByKind.GetValueOrDefault(kind));

    /// <summary>First and last time of messages received over a socket: that is what the README tells of captures.</summary>
    private static async Task<(string? First, string? Last)> Received(IBatchRecording recording)
    {
        var times = new List<long>();
        await foreach (var batch in recording.Read(ReadScope.Of(new RefusedRows())))
        {
            using (batch)
            {
                times.AddRange(Enumerable.Range(0, batch.Count).Where(i => batch.Value("kind", i) is null or "recv").Select(i => (long)batch.Value("ts", i)!));
            }
        }

        return ($"{times.Min()}", $"{times.Max()}");
    }

    /// <summary>A time of ns, or, where the file counts us, of these.</summary>
    private static string Text(string? time) => time is null ? ""
        : DateTime.UnixEpoch.AddTicks((long)Math.Floor(decimal.Parse(time, CultureInfo.InvariantCulture) * (time.Length == 16 ? 10 : 0.01m))).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>To CSV with its types, and from there to Arrow: as many rows, and the same content all the way.</summary>
    private async Task CheckConversion(IBatchRecording recording, Inspection found)
    {
        var (hash, rows) = await RecordingHash.Of(recording, new RefusedRows());
        Assert.Equal(found.Rows, rows);
        var text = await Convert(recording, "x.csv", new WriteOptions(RecordingFormat.Csv));
        var arrow = await Convert(text, "x.arrow", new WriteOptions(RecordingFormat.ArrowFile) { Compression = ArrowCompression.Lz4 });

        Assert.Equal((hash, rows), await RecordingHash.Of(text, new RefusedRows()));
        Assert.Equal((hash, rows), await RecordingHash.Of(arrow, new RefusedRows()));
    }

    [Fact]
    public async Task Books_HaveTheRowsAndMessagesOfTheReadme()
    {
        if (!Here())
        {
            return;
        }

        // 15 rows of Tardis, of one snapshot, in front of which a row clears the book; 50 messages of Bybit
        var tardis = await Rows(new SharedFile("nautilus/tardis_deribit_incremental_book_L2_BTC-PERPETUAL.csv", 15), "action", "last");
        Assert.Equal((1, 15), (tardis.Count(r => (string)r[0]! == "clear"), tardis.Count(r => (string)r[0]! == "set")));
        var bybit = await Rows(new SharedFile("nautilus/bybit_xrpusdt-ob500.data.zip", 50) { Mapping = "bybit_book" }, "action", "last");
        Assert.Equal((1, 50), (bybit.Count(r => (string)r[0]! == "clear"), bybit.Count(r => (bool)r[1]!)));
    }

    [Fact]
    public async Task BarsOfTheTrades_AreTheBarsBesideThem()
    {
        if (!Here())
        {
            return;
        }

        // "XRP_ETH-trades gives exactly XRP_ETH-1m (2469 of 2469 bars) and -5m (706 of 706)"
        var trades = await Rows(new SharedFile("freqtrade/XRP_ETH-trades.feather", 12477), "timestamp", "price", "amount");
        foreach (var (name, minutes, count) in new[] { ("1m", 1, 2469), ("5m", 5, 706) })
        {
            var made = trades.GroupBy(t => (long)t[0]! / (minutes * 60_000))
                .Select(g => (g.Key * minutes * 60_000_000_000, (double)g.First()[1]!, g.Max(t => (double)t[1]!), g.Min(t => (double)t[1]!), (double)g.Last()[1]!)).ToDictionary(b => b.Item1);
            var bars = await Rows(new SharedFile($"freqtrade/XRP_ETH-{name}.feather", count), "date", "open", "high", "low", "close");
            Assert.Equal(count, bars.Count(b => made.TryGetValue((long)b[0]!, out var m) && m == ((long)b[0]!, (double)b[1]!, (double)b[2]!, (double)b[3]!, (double)b[4]!)));
        }
    }

    [Fact]
    public async Task BarsOfTwoSources_HaveEqualPrices()
    {
        if (!Here())
        {
            return;
        }

        // "the 2,158 hours shared with bbgo's BTCUSDT-1h-2021-Q1 (another source) have equal open, high, low and close"
        string[] columns = ["window_start", "open", "high", "low", "close"];
        var ninjabot = (await Rows(new SharedFile("ninjabot/btc-1h.csv.gz", 4314) { Mapping = "ninjabot" }, columns)).Select(r => string.Join(' ', r)).ToHashSet();
        var bbgo = await Rows(new SharedFile("bbgo/BTCUSDT-1h-2021-Q1.csv.gz", 2158), columns);

        Assert.Equal(2158, bbgo.Count(r => ninjabot.Contains(string.Join(' ', r))));
    }

    private async Task<List<object?[]>> Rows(SharedFile file, params string[] columns)
    {
        var recording = await Recording.Open(file.Full, new RecordingOptions { Mapping = file.WriteMapping(_folder) });
        var arrow = await Convert(recording, "rows.arrow", new WriteOptions(RecordingFormat.ArrowFile));
        var rows = new List<object?[]>();
        await foreach (var batch in arrow.Read(ReadScope.Of(new RefusedRows())))
        {
            using (batch)
            {
                rows.AddRange(Enumerable.Range(0, batch.Count).Select(i => columns.Select(c => batch.Value(c, i)).ToArray()));
            }
        }

        return rows;
    }

    private async Task<IBatchRecording> Convert(IBatchRecording from, string name, WriteOptions options)
    {
        var path = Path.Combine(_folder.Path, name);
        using (var writer = RecordingWriter.Create(path, from.Schema, options))
        {
            await Conversion.Copy(from, writer, TimeRange.All, new RefusedRows());
            writer.Publish();
        }

        return await Recording.Open(path);
    }

    private bool Here()
    {
        if (!SharedFile.AreThere)
        {
            log.WriteLine("not run: ../shared/data is not there");
        }

        return SharedFile.AreThere;
    }
}
