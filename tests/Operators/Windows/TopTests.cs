using StreamEngine.Tests.Kit;
using static StreamEngine.Tests.Operators.Flow.FlowRows;

namespace StreamEngine.Tests.Operators.Windows;

public sealed class TopTests
{
    [Fact]
    public void Tumble_GreatestOfEachWindowLeaveAtItsEnd_ByRank()
    {
        var run = Run("x: { from: rows, key: symbol, top: { by: n, rows: 2, tumble: 10ms }, drop: [late] }",
            [Row(1, "A", 3), Row(2, "A", 5), Row(3, "B", 1), Row(9, "A", 4), Row(10, "A", 9), Row(25, "B", 7)]);

        // [0, 10): A has 5 and 4, the 3 was pushed out; B has 1; the row of 10 is in [10, 20)
        Assert.Equal(["10 A 5", "10 A 4", "10 B 1", "20 A 9", "30 B 7"], Shown(run));
        Assert.Equal([1L, 2L, 1L, 1L, 1L], run.Column("x", "rank"));
        Assert.Equal([2 * Ms, 9 * Ms, 3 * Ms, 10 * Ms, 25 * Ms], run.Column("x", "ts"));
        Assert.Equal(["#5", "#4", "#1", "#9", "#7"], run.Column("x", "note"));
        Assert.Equal((5L, 1L), (run.Summary.Nodes[1].Counters.Used, run.Summary.Nodes[1].Counters.Filtered));
    }

    [Fact]
    public void EqualValues_LeaveAsTheyCame_OrAllWithOneRank()
    {
        var rows = new[] { Row(1, "A", 5), Row(2, "A", 7), Row(3, "A", 5), Row(4, "A", 7), Row(5, "A", 5) };
        var first = Run("x: { from: rows, top: { by: n, rows: 3, tumble: 10ms }, drop: [late] }", rows);
        Assert.Equal([2 * Ms, 4 * Ms, 1 * Ms], first.Column("x", "ts"));
        Assert.Equal([1L, 2L, 3L], first.Column("x", "rank"));

        var all = Run("x: { from: rows, top: { by: n, rows: 3, ties: all, tumble: 10ms }, drop: [late] }", rows);
        Assert.Equal([2 * Ms, 4 * Ms, 1 * Ms, 3 * Ms, 5 * Ms], all.Column("x", "ts"));
        Assert.Equal([1L, 1L, 3L, 3L, 3L], all.Column("x", "rank"));
        Assert.Equal(["10 A 7", "10 A 7"], Shown(Run("x: { from: rows, top: { by: n, ties: all, tumble: 10ms }, drop: [late] }", rows)));
    }

    [Fact]
    public void Least_NullsAreFiltered()
    {
        var run = Run("x: { from: rows, key: symbol, top: { by: n, order: least, as: place, tumble: 10ms }, drop: [late] }", [Row(1, "A", 3), Row(2, "A", null), Row(3, "A", 2), Row(4, "A", 8)]);
        Assert.Equal(["10 A 2"], Shown(run));
        Assert.Equal([1L], run.Column("x", "place"));
        Assert.Equal((1L, 3L), (run.Summary.Nodes[1].Counters.Used, run.Summary.Nodes[1].Counters.Filtered));
    }

    [Fact]
    public void Session_ARowBetweenTwoJoinsThem_AndWhatIsLaterIsLate()
    {
        var run = Run("x: { from: rows, key: symbol, top: { by: n, rows: 2, session: 5ms, lateness: 10ms } }",
            [Row(0, "A", 4), Row(8, "A", 6), Row(8, "A", 5, tsMs: 4), Row(40, "A", 1), Row(40, "A", 9, tsMs: 24)], 1024, "x", "x.late");

        // 0 and 8 are 8 apart, 4 is less than 5 from both: [0, 13), which closes at 23; a session of 24 would have closed at 39
        Assert.Equal(["23 A 6", "23 A 5", "55 A 1"], Shown(run));
        Assert.Equal("its windows closed before stream time 40000000", Assert.Single(run.Rows("x.late"))["reason"]);
    }

    [Fact]
    public void MoreEqualRowsThanMax_AreErrorRows_UnlessAGreaterOnePushesThemOut()
    {
        var run = Run("x: { from: rows, top: { by: n, ties: all, max: 2, tumble: 10ms }, drop: [late] }", [Row(1, "A", 3), Row(2, "A", 3), Row(3, "A", 3), Row(4, "A", 4)], 1024, "x", "x.error");
        Assert.Equal(["10 A 4"], Shown(run));
        Assert.Equal("2 rows of the window are held already; raise 'max', or write ties: first", Assert.Single(run.Rows("x.error"))["reason"]);
    }

    [Theory]
    [InlineData("tumble", 3, 1)]
    [InlineData("tumble", 4, 50)]
    [InlineData("session", 5, 1)]
    [InlineData("session", 6, 1024)]
    public void RandomRows_LeaveAsByTheDefinition(string kind, int seed, int batch)
    {
        const int Length = 40;
        const int Lateness = 300;
        var rows = Random(seed);
        var run = Run($"x: {{ from: rows, key: symbol, top: {{ by: n, rows: 3, {kind}: {Length}ms, lateness: {Lateness}ms }}, drop: [late] }}", rows, batch);

        var expected = rows.GroupBy(Key).SelectMany(key => kind == "tumble" ? Cells(key) : Sessions(key))
            .SelectMany(window => window.Rows.Where(r => r["n"] is not null).OrderByDescending(r => (long)r["n"]!).Take(3).Select(r => (window.Closes, Key: Key(r), Row: r))) // OrderBy is stable
            .GroupBy(r => r.Closes).OrderBy(g => g.Key).SelectMany(g => g.InKeyOrder(r => r.Key)).Select(r => Show(r.Row, r.Closes));
        Assert.Equal(expected, Shown(run));

        static long Ts(Dictionary<string, object?> row) => (long)row["ts"]! / Ms;

        static IEnumerable<(long Closes, IEnumerable<Dictionary<string, object?>> Rows)> Cells(IEnumerable<Dictionary<string, object?>> rows) =>
            rows.GroupBy(r => Ts(r) / Length).Select(cell => (((cell.Key + 1) * Length) + Lateness, (IEnumerable<Dictionary<string, object?>>)cell));

        static IEnumerable<(long Closes, IEnumerable<Dictionary<string, object?>> Rows)> Sessions(IEnumerable<Dictionary<string, object?>> rows)
        {
            var given = rows.ToList();
            var times = given.Select(Ts).Order().ToList();
            var first = 0;
            for (var i = 1; i <= times.Count; i++)
            {
                if (i == times.Count || times[i] - times[i - 1] >= Length)
                {
                    var (from, to) = (times[first], times[i - 1]);
                    yield return (to + Length + Lateness, given.Where(r => Ts(r) >= from && Ts(r) <= to));
                    first = i;
                }
            }
        }
    }

    [Theory]
    [InlineData("top: { by: n, rows: 2 }", "error SE2361: x: no kind of window is given; it must be exactly one of tumble, session")]
    [InlineData("top: { by: n, tumble: 1s, session: 1s }", "error SE2361: x: tumble and session are kinds of windows; it must be exactly one of tumble, session")]
    [InlineData("top: { by: n, session: 1s, offset: 1ms }", "error SE2362: x: 'offset' has no meaning with session; it goes with tumble")]
    [InlineData("top: { by: note, tumble: 1s }", "error SE4151: x: column 'note' is string; it must be int64 or float64 or timestamp or duration or decimal or int32 or float32; columns that fit are ts, n")]
    [InlineData("top: { by: n, tumble: 1s, as: note }", "error SE2301: x: column 'note' is already there; give the result another name with 'as', or drop the old column with 'select'")]
    public void OptionsThatDoNotGoTogether_AreRefused(string verb, string message)
    {
        var problem = Assert.Single(new PipelineRun().Given("rows", Schema, []).Nodes($"x: {{ from: rows, {verb}, drop: [late] }}").Collect("x").Problems());
        Assert.Equal(message, problem[problem.IndexOf("error", StringComparison.Ordinal)..]);
    }
}
