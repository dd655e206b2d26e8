using System.IO.Compression;
using StreamEngine.Data;
using StreamEngine.Tests.Kit;
using Xunit.Abstractions;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>A depth message cut out of a capture: the book is INVALID first; nothing is derived until a resync, if one comes.</summary>
public sealed class LostMessageTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task GeneratedCapture_NothingIsDerivedUntilAResync(int seed)
    {
        var capture = new MarketCapture(GeneratedCapture.Lines(seed));
        await Check(GeneratedCapture.Venue, capture, lost: capture.Depth.Count / 2);
    }

    [Fact]
    public async Task SpotRecording_NothingIsDerivedUntilAResync()
    {
        if (Recordings.Has(Recordings.Spot, output))
        {
            var lines = Recordings.Paths(Recordings.Spot).Split(',').SelectMany(Unpacked);
            await Check("binance_spot", new MarketCapture(lines), lost: 3000);
        }
    }

    /// <summary>Cuts out the depth message of a number; then also adds a snapshot some messages later.</summary>
    private async Task Check(string venue, MarketCapture capture, int lost)
    {
        var places = capture.Depth;
        var (before, after) = (capture.LastId(places[lost - 1]), capture.LastId(places[lost + 1]));

        var cut = await Run(venue, capture.Without(places[lost]), resyncs: 0);
        Assert.Equal(before, cut.Rows[^1]["seq"]);
        Assert.Equal(["live", "invalid"], States(cut.Book));
        Assert.Equal(after, Assert.Single(cut.Deltas, IsInvalid)["got"] is long got ? Math.Max(got, after) : -1L);

        var resynced = await Run(venue, capture.WithSnapshot(places[lost + 20], places[lost + 10]).Without(places[lost]), resyncs: 1);
        Assert.Equal(["live", "invalid", "live"], States(resynced.Book));
        var joined = lost + (venue == "binance_spot" ? 11 : 10); // futures apply the message the snapshot ends with once more (EXCHANGES 4.3)
        var first = Assert.Single(resynced.Rows, row => Equals(row["seq"], capture.LastId(places[joined])));
        Assert.Null(first["ofi"]);
        Assert.Equal(before, resynced.Rows[resynced.Rows.ToList().IndexOf(first) - 1]["seq"]);
        Assert.Equal(cut.Rows.Count + (places.Count - joined), resynced.Rows.Count);
    }

    private async Task<Outcome> Run(string venue, MarketCapture capture, int resyncs)
    {
        var depth = _folder.Write($"cut-{resyncs}.capture", capture.Text);
        var (deltas, book) = (TestRows.Empty(), TestRows.Empty());
        var features = Path.Combine(_folder.Path, $"features-{resyncs}.arrow");
        var expected = Oracle.Features(_folder, venue, depth);
        Pipelines.Run(
            Variant.Of("book-features.yaml").WithNodes($"keep_deltas: {{ from: market.deltas, test_collect: {deltas.Name} }}\nkeep_book: {{ from: book, test_collect: {book.Name} }}").In(_folder),
            ("venue", venue), ("depth", depth), ("out", features));

        var rows = ArrowFile.Read(features);
        FeatureRows.AssertEqual(await expected, rows);
        return new Outcome(rows.Rows, deltas.Rows, book.Rows);
    }

    private static bool IsInvalid(Dictionary<string, object?> delta) => (string)delta["action"]! == "status" && (string?)delta["state"] == "invalid";

    /// <summary>The states the book went through, each once.</summary>
    private static IEnumerable<string> States(IReadOnlyList<Dictionary<string, object?>> book) =>
        book.Select(row => (string)row["state"]!).Aggregate(new List<string>(), (states, state) =>
        {
            if (states.Count == 0 || states[^1] != state)
            {
                states.Add(state);
            }

            return states;
        });

    private static IEnumerable<string> Unpacked(string path)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (text.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private sealed record Outcome(
        IReadOnlyList<Dictionary<string, object?>> Rows, IReadOnlyList<Dictionary<string, object?>> Deltas, IReadOnlyList<Dictionary<string, object?>> Book);
}
