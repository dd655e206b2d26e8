using StreamEngine.Config;
using StreamEngine.Graph;
using StreamEngine.Replay.Recorder;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Replays;

/// <summary>Writes recordings of a simulated market.</summary>
internal static class SimulatedRecording
{
    /// <summary>Records the changes of a book: time, symbol, price and size.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="rows">How many rows, at least.</param>
    /// <param name="rate">Events a second.</param>
    /// <returns>Rows recorded.</returns>
    public static async Task<long> Write(string folder, long rows, long rate)
    {
        var text = $$"""
            version: 1
            pipeline: recorded
            nodes:
              exchange: { market_simulator: { symbols: [BTCUSDT], rows: {{rows}}, unpaced: true, rate: {{rate}}/s } }
              rows:
                from: exchange.deltas
                select: |
                  ts
                  symbol
                  price
                  qty
              out: { from: rows, console: { limit: 1 } }

            """;
        var problems = new Problems();
        var bound = PipelineFile.Bind("recorded.yaml", System.Text.Encoding.UTF8.GetBytes(text), new OperatorRegistry(typeof(Sources.MarketSimulator).Assembly), new BindSettings(), problems)
            ?? throw new InvalidOperationException(string.Join('\n', problems.InOrder().Select(ProblemText.Line)));
        var recorder = new RecorderSink(folder, new RecordOptions());
        await using var run = StreamEngine.Runtime.Run.Open(Planner.Make(RecordedPipeline.Of(bound, new Dictionary<string, RecorderSink> { ["rows"] = recorder })), new RunOptions { Clock = TimeProvider.System, IsReplay = true });
        var summary = await run.Execute();
        return summary.Failure is null ? recorder.Rows : throw new InvalidOperationException("the recording failed", summary.Failure);
    }
}
