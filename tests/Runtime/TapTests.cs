using StreamEngine.Data;
using StreamEngine.Expressions;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Runtime;

public sealed class TapTests
{
    private const string File =
        """
        version: 1
        pipeline: taps
        nodes:
          trades: { market_simulator: { symbols: [A, B], seed: 7, rows: 2000 } }
          priced:
            from: trades.trades
            select: |
              ts
              symbol
              notional = price * qty
              twice = qty * 2
          large: { from: priced, where: notional > 100 }
          shaped:
            from: large
            select: |
              ts
              symbol
              thousands = notional / 1000
          out: { from: shaped, test_collect: TAPS }
          deltas: { from: trades.deltas, test_collect: DELTAS }
        """;

    private static readonly TestRows Taps = TestRows.Empty();
    private static readonly TestRows Deltas = TestRows.Empty();

    [Fact]
    public async Task TapOfSource_ShowsEveryRowAndLeavesTheOutputAsItIs()
    {
        var alone = await Run(_ => null);
        var tapped = await Run(run => run.Tap(Target(run, "trades.trades")));

        Assert.Equal(alone.Output, tapped.Output);
        Assert.NotEmpty(tapped.Output);
        Assert.Equal(tapped.Seen.Count, tapped.Passed - tapped.Skipped);
        Assert.Equal(0, tapped.Skipped);
    }

    [Fact]
    public async Task TapOfNodeInsideAChain_ComputesItsRows()
    {
        var sources = await Run(run => run.Tap(Target(run, "trades.trades")));
        var large = await Run(run => run.Tap(Target(run, "large")));

        // 'large' never leaves the fused loop; its rows are those of the source with price * qty > 100
        var expected = sources.Seen.Select(r => (double)r["price"]! * (double)r["qty"]!).Where(n => n > 100);
        Assert.Equal(expected, large.Seen.Select(r => (double)r["notional"]!));
        Assert.Equal(["ts", "symbol", "notional", "twice"], large.Columns); // nobody reads "twice", but it can be computed
    }

    [Fact]
    public async Task EveryThird_IsEachThirdRowFromTheFirst()
    {
        var all = await Run(run => run.Tap(Target(run, "shaped")));
        var third = await Run(run => run.Tap(Target(run, "shaped"), every: 3));

        Assert.Equal(all.Seen.Where((_, i) => i % 3 == 0).Select(r => r["thousands"]), third.Seen.Select(r => r["thousands"]));
        Assert.True(third.Seen.Count > 10);
    }

    [Fact]
    public async Task Where_FiltersAndEveryCountsWhatIsLeft()
    {
        var all = await Run(run => run.Tap(Target(run, "trades.trades")));
        var some = await Run(run => run.Tap(Target(run, "trades.trades"), Where(Target(run, "trades.trades"), "symbol = 'B'"), every: 2));

        Assert.Equal(all.Seen.Where(r => (string)r["symbol"]! == "B").Where((_, i) => i % 2 == 0).Select(r => r["qty"]), some.Seen.Select(r => r["qty"]));
    }

    [Fact]
    public void RingThatIsFull_TakesNothingMoreAndCountsIt()
    {
        using var ring = new TapRing(1);
        for (var i = 0; i < 3; i++)
        {
            using var batch = Rows(5_000);
            ring.Offer(batch);
        }

        Assert.Equal(15_000, ring.Passed);
        Assert.Equal(15_000 - TapRing.MostRows, ring.Skipped);
        var taken = 0;
        while (ring.TryTake(out var batch, out var first))
        {
            Assert.Equal(taken, first);
            taken += batch.Count;
            batch.Dispose();
        }

        Assert.Equal(TapRing.MostRows, taken);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(3, 4)] // rows 0, 3, 6 and 9
    [InlineData(10, 1)]
    [InlineData(100, 1)]
    public void RingWithStride_LeavesBatchesWithoutAWantedRow(long stride, long wanted)
    {
        using var ring = new TapRing(stride);
        var taken = 0;
        for (var i = 0; i < 10; i++)
        {
            using var row = Rows(1);
            ring.Offer(row);
            if (ring.TryTake(out var batch, out var first))
            {
                taken++;
                Assert.Equal(0, first % stride);
                batch.Dispose();
            }
        }

        Assert.Equal(wanted, taken);
        Assert.Equal(0, ring.Skipped);
    }

    [Fact]
    public void RingThatIsDisposed_GivesEveryBatchBack()
    {
        var pool = new BufferPool(overwrite: true);
        var ring = new TapRing(1);
        using (var batch = Rows(10, pool))
        {
            ring.Offer(batch);
        }

        Assert.NotEqual(0, pool.Rented);
        ring.Dispose();
        using (var batch = Rows(10, pool))
        {
            ring.Offer(batch);
        }

        Assert.Equal(0, pool.Rented);
    }

    [Fact]
    public async Task MergeWhoseInputStops_NamesItInTheSummary()
    {
        var stood = new PipelineRun { Options = new RunOptions { Clock = TimeProvider.System } }
            .Nodes("""
                quick: { test_rows: QUICK }
                slow: { test_rows: SLOW }
                both: { from: [quick, slow] }
                out: { from: both, test_collect: OUT }
                """.Replace("QUICK", Quick.Name).Replace("SLOW", Slow.Name).Replace("OUT", Deltas.Name));
        var problems = new StreamEngine.Config.Problems();
        var bound = PipelineFile.Bind("test.yaml", System.Text.Encoding.UTF8.GetBytes(stood.Text), PipelineRun.Registry, new BindSettings(), problems)!;
        await using var run = StreamEngine.Runtime.Run.Open(Planner.Make(bound), new RunOptions { Clock = TimeProvider.System, StandIns = new Dictionary<string, Source> { ["slow"] = new HeldSource(At3) } });
        _ = Task.Run(async () =>
        {
            await Eventually.Holds(() => run.Counters("quick").In >= 3 && run.Counters("slow").In >= 1);
            run.Drain();
        });
        var summary = await run.Execute();

        var wait = Assert.Single(summary.Waits);
        Assert.Equal(new MergeWait("both", "slow", 1, 3, 5), wait);
        Assert.Equal(2, wait.BehindNs);
    }

    private static readonly Schema Times = new(null, [new Field("ts", ColumnType.Timestamp)]);
    private static readonly TestRows Quick = new(Times, [At(1), At(2), At(5)]);
    private static readonly TestRows Slow = new(Times, [At(3)]);

    private static readonly Func<SourceContext, Batch> At3 = context =>
    {
        context.Ports[0].Values<long>("ts")?.Append(3);
        context.Ports[0].Commit(3);
        return context.Ports[0].Take(3, 0);
    };

    private static Dictionary<string, object?> At(long ns) => new() { ["ts"] = ns };

    private static Batch Rows(int count, BufferPool? pool = null)
    {
        var writer = new PortWriter(Times, null, new SymbolTables(), pool ?? new BufferPool());
        for (var i = 0; i < count; i++)
        {
            writer.Values<long>("ts")!.Append(i);
            writer.Commit(i);
        }

        return writer.Take(count, 0);
    }

    private static TapTarget Target(StreamEngine.Runtime.Run run, string name) => run.TapTargets().Single(t => t.Name == name);

    private static WhereStep Where(TapTarget target, string text)
    {
        var syntax = ExpressionParser.ParseExpression(text, p => Assert.Fail(p.Message))!;
        return ExpressionBinder.BindWhere(syntax, text, target.Schema, new Dictionary<string, ConstantValue>(), p => Assert.Fail(p.Message))!;
    }

    private static async Task<(List<Dictionary<string, object?>> Output, List<Dictionary<string, object?>> Seen, IReadOnlyList<string> Columns, long Passed, long Skipped)> Run(Func<StreamEngine.Runtime.Run, Tap?> open)
    {
        var text = File.Replace("TAPS", Taps.Name, StringComparison.Ordinal).Replace("DELTAS", Deltas.Name, StringComparison.Ordinal);
        var problems = new StreamEngine.Config.Problems();
        var bound = PipelineFile.Bind("taps.yaml", System.Text.Encoding.UTF8.GetBytes(text), PipelineRun.Registry, new BindSettings(), problems);
        Assert.True(bound is not null, string.Join('\n', problems.InOrder().Select(StreamEngine.Config.ProblemText.Line)));
        Taps.Rows.Clear();
        Deltas.Rows.Clear();
        await using var run = StreamEngine.Runtime.Run.Open(Planner.Make(bound!), new RunOptions { Clock = TimeProvider.System, IsReplay = true, Pool = new BufferPool(overwrite: true) });
        using var tap = open(run);
        var summary = await run.Execute();
        Assert.Null(summary.Failure);
        var seen = new List<Dictionary<string, object?>>();
        while (tap is not null && tap.TryLook((batch, row) =>
        {
            seen.Add(tap.Schema.Fields.ToDictionary(f => f.Name, f => batch.Value(f.Name, row)));
            return true;
        }))
        {
        }

        return ([.. Taps.Rows], seen, tap is null ? [] : [.. tap.Schema.Fields.Select(f => f.Name)], tap?.Passed ?? 0, tap?.Skipped ?? 0);
    }

    /// <summary>Brings one batch and then nothing, until it is stopped.</summary>
    private sealed class HeldSource(Func<SourceContext, Batch> first) : Source
    {
        public override IReadOnlyList<PortShape> Bind(BindScope scope) => throw new NotSupportedException();

        public override async IAsyncEnumerable<Delivery> Read(SourceContext context, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
        {
            yield return new Delivery(first(context));
            await Task.Delay(Timeout.Infinite, stop);
        }

        public override void Save(StreamEngine.State.StateWriter state)
        {
        }

        public override void Load(StreamEngine.State.StateReader state)
        {
        }
    }
}
