using StreamEngine.Data;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Joins;

/// <summary>What <c>select</c> sees behind a join, from YAML as a user writes it.</summary>
public sealed class JoinedRowTests
{
    private static readonly Schema Rows = new(null, [new("ts", ColumnType.Timestamp), new("k", ColumnType.Symbol), new("x", ColumnType.Float64)]);
    private static readonly Schema Others = new(null, [new("ts", ColumnType.Timestamp), new("k", ColumnType.Symbol), new("x", ColumnType.Float64), new("y", ColumnType.Float64)]);

    [Fact]
    public void BareNameOfBoth_IsLefts_AndRightNameReachesTheOther()
    {
        var run = Run("""
            x:
              from: { left: a, right: b }
              key: k
              asof: { tolerance: 10ns }
              select: |
                x
                other = right.x
                sum = x + right.x + y + right.y
                right_ts = right.ts
            """);
        Assert.Equal(["ts", "k", "x", "other", "sum", "right_ts", "at"], run.Rows("x")[0].Keys);
        Assert.Equal([1.0, 2.0], run.Column("x", "x"));
        Assert.Equal([10.0, null], run.Column("x", "other"));
        Assert.Equal([1.0 + 10 + 5 + 5, null], run.Column("x", "sum"));
        Assert.Equal([99L, null], run.Column("x", "right_ts"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n  select: |\n    *")]
    public void Star_IsLeftThenWhatLeftHasNot(string select)
    {
        var run = Run("x:\n  from: { right: b, left: a }\n  key: k\n  asof: { tolerance: 10ns }" + select);
        Assert.Equal(["ts", "k", "x", "y", "at"], run.Rows("x")[0].Keys);
        Assert.Equal([5.0, null], run.Column("x", "y"));
    }

    [Fact]
    public void SelfJoin_SeesItsOwnInstant()
    {
        var run = Run("x:\n  from: { left: a, right: a }\n  key: k\n  asof: { tolerance: 10ns }\n  select: |\n    same = x - right.x");
        Assert.Equal([0.0, 0.0], run.Column("x", "same"));
    }

    [Fact]
    public void Where_IsRefused() => Refused("x:\n  from: { left: a, right: b }\n  where: x > 0\n  asof: { tolerance: 10ns }",
        "test.yaml:9:5: error SE2007: x: 'where' has no meaning on a join; filter in a node before it, or behind it");

    [Fact]
    public void NoTolerance_IsRefused() => Refused("x:\n  from: { left: a, right: b }\n  asof: {}",
        "test.yaml:9:5: error SE6101: x: 'asof' has no tolerance, so it would keep every row of 'right'; add tolerance: 500ms, the most that the times of two joined rows may be apart");

    [Fact]
    public void RightName_CannotNameAColumn() => Refused("x:\n  from: { left: a, right: b }\n  asof: { tolerance: 1ns }\n  select: |\n    right.x\n",
        "test.yaml:11:7: error SE1209: x: 'right.x' is a column of the right side and cannot name one here; write other_name = right.x");

    [Fact]
    public void UnknownRole_IsRefused() => Refused("x:\n  from: { left: a, rigth: b }\n  asof: { tolerance: 1ns }",
        "test.yaml:8:22: error SE3007: x: 'asof' has no input 'rigth'; its inputs are right, left; did you mean 'right'?");

    [Fact]
    public void ColumnsNobodyReads_AreNotAskedOfEitherSide()
    {
        var run = Run("x:\n  from: { left: a, right: b }\n  key: k\n  asof: { tolerance: 10ns }\n  select: |\n    y");
        var problems = new StreamEngine.Config.Problems();
        var bound = run.Bind(problems)!;
        var stage = StreamEngine.Graph.Planner.Make(bound).Stages.First(s => s.Node.Name == "x");
        Assert.Equal(["k", "ts", "y"], stage.Inputs[0].Needed);
        Assert.Equal(["k", "ts"], stage.Inputs[1].Needed);
    }

    private static PipelineRun Run(string node) => Given().Nodes(node).Collect("x").Execute();

    private static void Refused(string node, string problem) => Assert.Equal([problem], Given().Nodes(node).Collect("x").Problems());

    private static PipelineRun Given() => new PipelineRun()
        .Given("a", Rows, new Dictionary<string, object?> { ["ts"] = 100L, ["k"] = "s", ["x"] = 1.0 }, new Dictionary<string, object?> { ["ts"] = 200L, ["k"] = "s", ["x"] = 2.0 })
        .Given("b", Others, new Dictionary<string, object?> { ["ts"] = 99L, ["k"] = "s", ["x"] = 10.0, ["y"] = 5.0 });
}
