using StreamEngine.Tests.Kit;
namespace StreamEngine.Tests.Runtime;
public sealed class ThrowawayTests(Xunit.Abstractions.ITestOutputHelper o)
{
    [Fact]
    public void Real()
    {
        var root = RepositoryRoot.Combine("..", "shared", "data", "hftbacktest");
        foreach (var (v, f) in new[] { ("binance_spot", $"[{root}/spot/btcusdt_20240808.gz, {root}/spot/btcusdt_20240809.gz]"), ("binance_usdm", $"{root}/usdm/btcusdt_20240808.gz"), ("binance_usdm", $"{root}/usdm/ethusdt_20240808.gz") })
        {
            var run = new PipelineRun { Options = new() { Clock = TimeProvider.System } }.Nodes($"frames: {{ capture_file: {{ files: {f} }} }}\nmarket: {{ from: frames, normalize: {{ venue: {v} }} }}\nbook: {{ from: market.deltas, key: symbol, order_book: {{ depth: 20 }} }}\nb: {{ from: book, select: \"seq\\nbid_px\\nstate\" }}\nt: {{ from: market.trades, select: price }}").Collect("b").Collect("t").Execute();
            o.WriteLine($"{run.Rows("b").Count} {run.Rows("t").Count} {run.Summary.Elapsed} {run.Rows("b")[^1]["seq"]} {run.Rows("b")[^1]["bid_px"]}");
            foreach (var n in run.Summary.Nodes) { o.WriteLine($"{n.Name} in {n.Counters.In} used {n.Counters.Used} filt {n.Counters.Filtered} pend {n.Counters.Pending} err {n.Counters.Error} out {n.Counters.Out}"); }
        }
    }
}
