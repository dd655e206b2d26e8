using StreamEngine.Tests.Kit;
using static StreamEngine.Tests.Operators.Flow.FlowRows;

namespace StreamEngine.Tests.Operators.Flow;

public sealed class CollectTests
{
    [Fact]
    public void Rows_LeaveTogetherWhenFullOrDue()
    {
        var run = Run("x: { from: rows, collect: { max: 3, within: 10ms } }",
            [Row(0, "A", 1), Row(1, "A", 2), Row(5, "A", 3), Row(6, "A", 4), Row(16, "A", 5), Row(17, "A", 6)]);

        Assert.Equal(["5 A 1 1 0 3", "5 A 2 1 1 3", "5 A 3 1 2 3", "16 A 4 2 0 2", "16 A 5 2 1 2", "27 A 6 3 0 1"], Batches(run));
        var measures = run.Summary.Nodes[1].Counters.Measures;
        Assert.Equal((3.0, 1.0, 6.0 / 9), (measures["batches"].Value, measures["full"].Value, measures["efficiency"].Value));
    }

    [Fact]
    public void EachKey_HasItsOwnBatches()
    {
        var run = Run("x: { from: rows, key: symbol, collect: { max: 2, within: 10ms } }", [Row(0, "B", 1), Row(0, "A", 2), Row(3, "B", 3), Row(4, "B", 4)]);
        Assert.Equal(["3 B 1 1 0 2", "3 B 3 1 1 2", "10 A 2 1 0 1", "14 B 4 2 0 1"], Batches(run));
    }

    [Fact]
    public void BatchesDueAtOneInstant_LeaveInByteOrder() =>
        Assert.Equal(["10 A 2 1 0 1", "10 B 1 1 0 1"], Batches(Run("x: { from: rows, key: symbol, collect: { max: 9, within: 10ms } }", [Row(0, "B", 1), Row(0, "A", 2)])));

    [Fact]
    public void RowThatFails_FailsAlone()
    {
        var run = Run("x: { from: rows, key: symbol, collect: { max: 2, within: 10ms } }", [Row(0, "A", 1), Row(1, null, 2), Row(2, "A", 3)], 1024, "x", "x.error");
        Assert.Equal(["2 A 1 1 0 2", "2 A 3 1 1 2"], Batches(run));
        Assert.Equal(["the key is null"], run.Column("x.error", "reason"));
    }

    [Fact]
    public void ColumnWithTheNameOfAResult_IsRefused()
    {
        var problems = new PipelineRun().Given("rows", FlowRows.Schema, []).Nodes("a: { from: rows, collect: { max: 2, within: 1s } }\nx: { from: a, collect: { max: 2, within: 1s } }").Collect("x").Problems();
        Assert.Equal(["test.yaml:7:17: error SE2301: x: column 'batch' is already there; rename or drop the old column with 'select'"], problems);
    }

    [Theory]
    [InlineData(15, 1)]
    [InlineData(16, 33)]
    public void RandomRows_LeaveAsByTheDefinition(int seed, int batch)
    {
        var rows = Random(seed);
        var batches = new List<(long At, bool Timer, string Key, List<Dictionary<string, object?>> Rows)>();
        foreach (var key in rows.GroupBy(Key))
        {
            List<Dictionary<string, object?>> open = [];
            foreach (var row in key)
            {
                if (open.Count > 0 && At(row) > At(open[0]) + 50)
                {
                    batches.Add((At(open[0]) + 50, true, key.Key, open));
                    open = [];
                }

                open.Add(row);
                if (open.Count == 4)
                {
                    batches.Add((At(row), false, key.Key, open));
                    open = [];
                }
            }

            if (open.Count > 0)
            {
                batches.Add((At(open[0]) + 50, true, key.Key, open));
            }
        }

        // those that a row filled stand where the row stood, before the timers of its instant
        var ordered = batches.OrderBy(b => b.At).ThenBy(b => b.Timer).ThenBy(b => b.Timer ? 0 : rows.IndexOf(b.Rows[^1])).ThenBy(b => b.Timer ? Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(b.Key)) : "", StringComparer.Ordinal);
        var expected = ordered.SelectMany(b => b.Rows.Select((r, i) => $"{Show(r, b.At)} {batches.Where(o => o.Key == b.Key).ToList().IndexOf(b) + 1} {i} {b.Rows.Count}"));
        Assert.Equal(expected, Batches(Run("x: { from: rows, key: symbol, collect: { max: 4, within: 50ms } }", rows, batch)));
    }

    private static IEnumerable<string> Batches(PipelineRun run) => Shown(run).Zip(run.Rows("x"), (row, r) => $"{row} {r["batch"]} {r["batch_index"]} {r["batch_size"]}");
}
