using StreamEngine.Tests.Kit;
using Xunit.Abstractions;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>Frames, deltas and trades written to Arrow files and read back give the features of the capture, by content hash.</summary>
public sealed class RecordAndReplayTests(ITestOutputHelper output) : IDisposable
{
    private const string Frames = "  depth_frames: { capture_file: { files: $depth } }\n  trade_frames: { capture_file: { files: $trades } }\n";
    private const string Markets = "  market: { from: depth_frames, normalize: { venue: $venue } }\n  prints: { from: trade_frames, normalize: { venue: $venue } }\n";

    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void HandWorkedCapture_SameFeatures(bool stamps)
    {
        Check("binance_spot", Oracle.Golden("hand-worked.capture"), stamps);
        Check("binance_usdm", Oracle.Golden("hand-worked-usdm.capture"), stamps);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void GeneratedCapture_SameFeatures(bool stamps) =>
        Check(GeneratedCapture.Venue, _folder.Write("frames.capture", string.Join('\n', GeneratedCapture.Lines(seed: 4)) + "\n"), stamps);

    [Fact]
    public void SpotRecording_SameFeatures()
    {
        if (Recordings.Has(Recordings.Spot, output))
        {
            Check("binance_spot", Recordings.Paths(Recordings.Spot), stamps: true);
        }
    }

    private void Check(string venue, string depth, bool stamps)
    {
        var keep = stamps ? "true" : "false";
        var recording = Variant.Of("book-features.yaml").WithNodes(
            $$"""
            keep_frames: { from: depth_frames, arrow_file: { path: {{File("frames")}}, stamps: {{keep}} } }
            keep_deltas: { from: market.deltas, arrow_file: { path: {{File("deltas")}}, stamps: {{keep}}, framing: stream } }
            keep_trades: { from: prints.trades, arrow_file: { path: {{File("trades")}}, stamps: {{keep}}, rows_per_record_batch: 100 } }
            """);
        var expected = Hash(recording, venue, depth);

        var fromFrames = Variant.Of("book-features.yaml").Replace(Frames,
            $$"""
              depth_frames: { arrow_file: { path: {{File("frames")}}, schema: frame/1 } }
              trade_frames: { arrow_file: { path: {{File("frames")}}, schema: frame/1 } }

            """);
        Assert.Equal(expected, Hash(fromFrames, venue, depth));

        var fromRows = Variant.Of("book-features.yaml").Replace(Frames, "").Replace(Markets,
            $$"""
              deltas: { arrow_file: { path: {{File("deltas")}}, schema: book_delta/1 } }
              trades: { arrow_file: { path: {{File("trades")}}, schema: trade/1 } }

            """).Replace("market.deltas", "deltas").Replace("prints.trades", "trades");
        Assert.Equal(expected, Hash(fromRows, venue, depth));
    }

    private string Hash(Variant pipeline, string venue, string depth)
    {
        var features = File("features");
        System.IO.File.Delete(features);
        Pipelines.Run(pipeline.In(_folder), ("venue", venue), ("depth", depth), ("out", features));
        return ArrowFile.Read(features).Hash;
    }

    private string File(string name) => Path.Combine(_folder.Path, name + ".arrow");
}
