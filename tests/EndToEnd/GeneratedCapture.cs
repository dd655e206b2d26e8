using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>A USD-M capture of 20 s made from the simulator by a seed: about 2,000 frames of one symbol, the snapshot behind the first depth message.</summary>
internal static class GeneratedCapture
{
    /// <summary>The venue whose protocol it follows.</summary>
    public const string Venue = "binance_usdm";

    private const long Start = 1_700_000_000_000_000_000;
    private const long StepNs = 9_000_000;

    /// <summary>The frames, each a line.</summary>
    public static IReadOnlyList<string> Lines(int seed)
    {
        var run = new PipelineRun()
            .Nodes($"exchange: {{ market_simulator: {{ symbols: [BTCUSDT], rows: 2000, unpaced: true, seed: {seed} }} }}")
            .Collect("exchange.deltas").Collect("exchange.trades").Execute();
        var (deltas, trades) = (run.Rows("exchange.deltas"), run.Rows("exchange.trades"));

        // one event each 9 ms: the venue's times are whole ms, and no two depth messages of one symbol have the same
        var times = deltas.Concat(trades).Select(row => (long)row["ts"]!).Distinct().Order().Select((ts, i) => (ts, New: (i * StepNs) + (ts % StepNs))).ToDictionary(t => t.ts, t => Start + t.New);
        foreach (var row in deltas.Concat(trades))
        {
            row["ts"] = times[(long)row["ts"]!];
        }

        return ReferenceStreams.Frames(deltas, trades);
    }
}
