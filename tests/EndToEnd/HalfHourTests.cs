using StreamEngine.Bench.Benchmarks;
using StreamEngine.Bench.Editor;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>
/// A data engineer's half hour: a new pipeline, three edits with a mistake each, what is said of it, the mending, the completion at the cursor, a case that fails and then passes, a run, and the
/// comparison of two runs. Everything is typed as a user does; whole outputs are asserted.
/// </summary>
public sealed class HalfHourTests : IDisposable
{
    private const string Refused = "1 error in 1 file ({0} nodes, {1} edges checked)  exit 78\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task HalfHour_GoesFromANewFileToAComparedRun()
    {
        await Says(0, "written: flow.yaml\nwritten: .streamengine/schema.json\nnext:    streamengine run flow.yaml --until-idle\nnext:    streamengine test flow.yaml\n", "new", "pipeline", "flow");
        await Says(0, "flow.yaml\n  ok    pressure follows the imbalance with a half-life of a second\n1 passed, 0 failed\n", "test", "flow.yaml");

        await FirstMistake_AnOptionIsMistyped_AndMended();
        await SecondMistake_ANodeIsMistyped_AndMended();
        await ThirdMistake_AWordIsNotKnown_AndCompletedInTheEditor();
        await ACaseFails_AndPassesOnceItIsRight();
        await RunsAreCompared();
    }

    private async Task FirstMistake_AnOptionIsMistyped_AndMended()
    {
        Edit("imbalance: { levels: 5 }", "imbalance: { levls: 5 }");
        await Says(78, "flow.yaml:15:56: error SE2101: imbalance: there is no option 'levls'; options are levels; did you mean 'levels'?\n" + Counted(8, 7), "validate", "flow.yaml");
        await Says(
            0,
            """
            --- flow.yaml
            +++ flow.yaml
            @@ -12,7 +12,7 @@
               exchange:  { market_simulator: { symbols: $symbols, rows: $rows, unpaced: true } }
               book:      { from: exchange.deltas, key: symbol, order_book: { depth: 10 } }
               spread:    { from: book, key: symbol, spread: {} }
            -  imbalance: { from: spread, key: symbol, imbalance: { levls: 5 } }
            +  imbalance: { from: spread, key: symbol, imbalance: { levels: 5 } }
               average:   { from: imbalance, key: symbol, ewma: { column: imbalance_5, half_life: 1s, as: pressure } }
               features:
                 from: average
            flow.yaml: 1 change written
            ok: 8 nodes, 7 edges

            """,
            "validate", "flow.yaml", "--fix");
    }

    private async Task SecondMistake_ANodeIsMistyped_AndMended()
    {
        Edit("{ from: book, key", "{ from: bok, key");
        await Says(78, "flow.yaml:14:22: error SE3004: spread: there is no node 'bok'; did you mean 'book' (line 13)?\n" + Counted(8, 7), "validate", "flow.yaml");
        await Says(
            0,
            """
            --- flow.yaml
            +++ flow.yaml
            @@ -11,7 +11,7 @@
             nodes:
               exchange:  { market_simulator: { symbols: $symbols, rows: $rows, unpaced: true } }
               book:      { from: exchange.deltas, key: symbol, order_book: { depth: 10 } }
            -  spread:    { from: bok, key: symbol, spread: {} }
            +  spread:    { from: book, key: symbol, spread: {} }
               imbalance: { from: spread, key: symbol, imbalance: { levels: 5 } }
               average:   { from: imbalance, key: symbol, ewma: { column: imbalance_5, half_life: 1s, as: pressure } }
               features:
            flow.yaml: 1 change written
            ok: 8 nodes, 7 edges

            """,
            "validate", "flow.yaml", "--fix");
    }

    private async Task ThirdMistake_AWordIsNotKnown_AndCompletedInTheEditor()
    {
        const string Message = "flow.yaml:17:90: error SE2105: calm: option 'take' is 'avg'; it must be one of count, sum, mean, variance, min, max (default [mean])\n";
        Edit("  features:\n    from: average", "  calm:      { from: average, key: symbol, rolling: { column: pressure, over: 10s, take: avg, as: calm } }\n  features:\n    from: calm");
        Edit("      pressure\n", "      pressure\n      calm\n");
        await Says(78, Message + Counted(9, 8), "validate", "flow.yaml");
        await Says(78, "flow.yaml: nothing can be mended with certainty\n" + Message + Counted(9, 8), "validate", "flow.yaml", "--fix");

        await using var editor = await LanguageServer.Start(EditorBenchmark.Program(), _folder.Path);
        var (line, column) = PlaceOf("avg");
        Assert.Equal([$"{line + 1}:{column + 1}-{column + 4} it must be one of count, sum, mean, variance, min, max"], (await editor.Diagnose(Text)).Select(found => found.ToString()));
        Edit("take: avg", "take: ");
        var offered = await editor.Complete(Text, line, column);
        Assert.Equal(["count", "max", "mean", "min", "sum", "variance"], offered.Keys.Except(["Default value"]).Order(StringComparer.Ordinal));
        Assert.Equal("Their arithmetic mean.", offered["mean"]);
        Edit("take: ,", "take: mean,");
        await Says(0, "ok: 9 nodes, 8 edges\n", "validate", "flow.yaml");
    }

    private async Task ACaseFails_AndPassesOnceItIsRight()
    {
        Edit("{ ts: 2s, pressure: 0.25 }", "{ ts: 2s, pressure: 0.25, calm: 0.4 }");
        await Says(
            3,
            """
            flow.yaml
              FAIL  pressure follows the imbalance with a half-life of a second

                flow.yaml:42:43
                features: 2 rows; row 2, column 'calm' differs

                   row 2     expected  got
                   ts        2s        2s
                   pressure  0.25      0.25
                >  calm      0.4       0.375

                rows that led to it
                given exchange.deltas: last 3 of 4 rows
                  ts  symbol   action  last   side  price  qty
                  1s  BTCUSDT  set     false  bid   100    3
                  1s  BTCUSDT  set     true   ask   101    1
                  2s  BTCUSDT  set     true   ask   101    3

                read calm: 2 rows
                  ts  symbol   state  bid_px  bid_qty  ask_px  ask_qty
                  1s  BTCUSDT  live   100     3        101     1
                  2s  BTCUSDT  live   100     3        101     3

            0 passed, 1 failed

            """,
            "test", "flow.yaml");

        Edit("calm: 0.4 }", "calm: 0.375 }"); // the mean of 0.5 and 0.25
        await Says(0, "flow.yaml\n  ok    pressure follows the imbalance with a half-life of a second\n1 passed, 0 failed\n", "test", "flow.yaml");
    }

    private async Task RunsAreCompared()
    {
        foreach (var set in new[] { new[] { "out=out/flow.arrow" }, ["out=out/again.arrow"], ["out=out/shorter.arrow", "rows=4_000"] })
        {
            var run = await Run(["run", "flow.yaml", "--until-idle", .. set.SelectMany(one => new[] { "--set", one })]);
            Assert.True(run.ExitCode == 0, run.Text);
        }

        await Says(0, "equal     5,000 rows of out/flow.arrow and out/again.arrow\n", "replay", "diff", "out/flow.arrow", "out/again.arrow");
        var other = await Run("replay", "diff", "out/flow.arrow", "out/shorter.arrow");
        Assert.Equal(1, other.ExitCode);
        Assert.StartsWith(
            "a         out/flow.arrow: 5,000 rows\nb         out/shorter.arrow: 4,000 rows\nfirst     row 4,001 of a is not in b\nin all    1,000 rows only in a\n", other.Text, StringComparison.Ordinal);
    }

    private string Text => File.ReadAllText(Path.Combine(_folder.Path, "flow.yaml"));

    private static string Counted(int nodes, int edges) => string.Format(System.Globalization.CultureInfo.InvariantCulture, Refused, nodes, edges);

    /// <summary>Replaces what stands once in the file.</summary>
    private void Edit(string before, string after)
    {
        Assert.Equal(2, Text.Split(before).Length);
        File.WriteAllText(Path.Combine(_folder.Path, "flow.yaml"), Text.Replace(before, after, StringComparison.Ordinal));
    }

    /// <summary>Line and column from 0 of what stands once in the file.</summary>
    private (int Line, int Column) PlaceOf(string part)
    {
        var lines = Text[..Text.IndexOf(part, StringComparison.Ordinal)].Split('\n');
        return (lines.Length - 1, lines[^1].Length);
    }

    private async Task Says(int exitCode, string text, params string[] arguments)
    {
        var run = await Run(arguments);
        Assert.Equal(text, run.Text);
        Assert.Equal(exitCode, run.ExitCode);
    }

    private Task<ChildProcess> Run(params string[] arguments) => ChildProcess.Run("dotnet", [CommandLine.Program, .. arguments], Patience.Hang, _folder.Path);
}
