using static StreamEngine.Tests.Operators.Flow.FlowRows;

namespace StreamEngine.Tests.Operators.Flow;

public sealed class DedupeTests
{
    private const string ByN = "x: { from: rows, key: symbol, dedupe: { by: n, horizon: 10ms } }";

    [Fact]
    public void EqualRow_PassesOnlyWhenTheOneThatPassedIsAHorizonAgo()
    {
        var run = Run(ByN, [Row(0, "A", 1), Row(4, "A", 1), Row(9, "A", 1), Row(9, "A", 2), Row(10, "A", 1), Row(19, "A", 1), Row(20, "A", 2)]);
        Assert.Equal(["0 A 1", "9 A 2", "10 A 1", "20 A 2"], Shown(run)); // the one of 9 does not count: it was filtered
        Assert.Equal((4L, 3L), (run.Summary.Nodes[1].Counters.Used, run.Summary.Nodes[1].Counters.Filtered));
    }

    [Fact]
    public void KeysAndValues_AreToldApart()
    {
        var run = Run(ByN, [Row(0, "A", 1), Row(0, "B", 1), Row(0, "A", 11), Row(0, "A1", 1)]);
        Assert.Equal(["0 A 1", "0 B 1", "0 A 11", "0 A1 1"], Shown(run));
    }

    [Fact]
    public void NullIsEqualToNothing() => Assert.Equal(["0 A -", "1 A -"], Shown(Run(ByN, [Row(0, "A", null), Row(1, "A", null)])));

    [Fact]
    public void SeveralColumns_MustAllBeEqual()
    {
        var rows = new[] { ("a|1", "b"), ("a", "1|b"), ("a|1", "b") }.Select((v, i) => new Dictionary<string, object?> { ["ts"] = (long)i, ["symbol"] = v.Item1, ["n"] = (long)i, ["note"] = v.Item2 });
        var run = Run("x: { from: rows, dedupe: { by: [symbol, note], horizon: 10ms } }", rows);
        Assert.Equal([0L, 1L], run.Column("x", "n"));
    }

    [Fact]
    public void MoreNewRowsOfAKeyThanAreRemembered_AreErrors_UntilTheFirstIsForgotten()
    {
        var run = Run("x: { from: rows, key: symbol, dedupe: { by: n, horizon: 10ms, max: 2 } }",
            [Row(0, "A", 1), Row(1, "A", 2), Row(2, "A", 3), Row(2, "A", 1), Row(2, "B", 3), Row(10, "A", 3)], 1024, "x", "x.error");
        Assert.Equal(["0 A 1", "1 A 2", "2 B 3", "10 A 3"], Shown(run));
        Assert.Equal(["2 rows of the key passed within 10ms already; raise 'max', or lower 'horizon'"], run.Column("x.error", "reason"));
        Assert.Equal(1, run.Summary.Nodes[1].Counters.Filtered);
    }

    [Fact]
    public void UnknownColumn_IsRefusedAtItsPlace()
    {
        var problems = new Kit.PipelineRun().Given("rows", FlowRows.Schema, []).Nodes("x: { from: rows, dedupe: { by: [n, nota], horizon: 5ms } }").Collect("x").Problems();
        Assert.Equal(["test.yaml:6:38: error SE3202: x: there is no column 'nota'; there are: ts, symbol, n, note; did you mean 'note'?"], problems);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    public void RandomRows_PassAsByTheDefinition_AndOnceMoreUnchanged(int seed)
    {
        var rows = Random(seed);
        var passed = new List<Dictionary<string, object?>>();
        foreach (var row in rows)
        {
            if (row["n"] is null || !passed.Exists(p => Key(p) == Key(row) && Equals(p["n"], row["n"]) && At(p) > At(row) - 200))
            {
                passed.Add(row);
            }
        }

        const string once = "once: { from: rows, key: symbol, dedupe: { by: n, horizon: 200ms } }";
        var run = Run($"{once}\nx: {{ from: once, key: symbol, dedupe: {{ by: n, horizon: 200ms }} }}", rows, 13, "once", "x");
        Assert.Equal(passed.Select(p => Show(p)), Shown(run, "once"));
        Assert.Equal(Shown(run, "once"), Shown(run));
        Assert.InRange(passed.Count, 100, rows.Count - 20);
    }
}
