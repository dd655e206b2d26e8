using StreamEngine.Config;

namespace StreamEngine.Tests.Config;

public sealed class ProblemTests
{
    private static readonly Problem Onx = new("SE2105", Severity.Error, new Span("p.yaml", 4, 9, 4, 12), "signal", "signal: no operator is called 'onx'", "did you mean 'onnx'?");

    [Fact]
    public void Line_HasPlaceCodeMessageAndHelp() => Assert.Equal("p.yaml:4:9: error SE2105: signal: no operator is called 'onx'; did you mean 'onnx'?", ProblemText.Line(Onx));

    [Fact]
    public void Block_ShowsTheLinesBeforeAndACaret() => Assert.Equal(
        """
        error[SE2105]: signal: no operator is called 'onx'
          --> p.yaml:4:9
           |
         2 | nodes:
         3 |
         4 |   a: { onx: 1 }
           |         ^^^ none of the words allowed
           |
           = did you mean 'onnx'?
           = more: streamengine explain SE2105

        """,
        ProblemBlock.Of(Onx, "version: 1\nnodes:\n\n  a: { onx: 1 }\n"));

    [Fact]
    public void Block_InColourHasTheSameText()
    {
        var plain = ProblemBlock.Of(Onx, "a\nb\nc\nd: { onx }");
        var colour = ProblemBlock.Of(Onx, "a\nb\nc\nd: { onx }", colour: true);

        Assert.Contains("\u001b[1;31m^^^\u001b[0m", colour);
        Assert.Equal(plain, System.Text.RegularExpressions.Regex.Replace(colour, "\u001b\\[[0-9;]*m", ""));
    }

    [Fact]
    public void Json_HasAllFields() => Assert.Equal(
        """{"code":"SE2105","severity":"error","file":"p.yaml","line":4,"column":9,"end_line":4,"end_column":12,"node":"signal","message":"signal: no operator is called \u0027onx\u0027","help":"did you mean \u0027onnx\u0027?","table":[],"used_at":[],"fix":[]}""",
        ProblemText.Json(Onx).ToJsonString());

    [Fact]
    public void Problems_AreSortedByPlaceAndHeldOnce()
    {
        var problems = new Problems();
        var first = new Span("a.yaml", 1, 5, 1, 6);
        problems.Warn("SE2104", new Span("a.yaml", 2, 1, 2, 2), null, "third");
        Assert.False(problems.HasErrors);
        problems.Add("SE2104", first, null, "first");
        problems.Add("SE2104", first, null, "again");
        problems.Add("SE2105", first, null, "second");

        Assert.Equal(["first", "second", "third"], problems.InOrder().Select(problem => problem.Message));
        Assert.True(problems.HasErrors);
    }

    [Fact]
    public void MoreProblemsThanAreKept_AreCounted()
    {
        var problems = new Problems();
        for (var line = 1; line <= Problems.Most + 5; line++)
        {
            problems.Warn("SE2104", new Span("a.yaml", line, 1, line, 2), null, "x");
        }

        problems.Add("SE2105", new Span("a.yaml", 1, 1, 1, 2), null, "x");

        Assert.Equal((Problems.Most, 6, true), (problems.Count, problems.Omitted, problems.HasErrors));
    }

    [Fact]
    public void UnregisteredCode_IsABugInTheEngine()
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => new Problems().Add("SE0000", default, null, "x"));

        Assert.Equal("This is a bug in the engine: code SE0000 is used but not registered (message: x).", thrown.Message);
    }

    [Fact]
    public void EveryCode_IsExplained() => Assert.All(ErrorCodes.All, code =>
    {
        Assert.Matches("^SE[1-9][0-9]{3}$", code.Code);
        Assert.All([code.Title, code.Cause, code.Fix], text => Assert.NotEqual("", text));
    });

    [Theory]
    [InlineData("onx", "onnx")]
    [InlineData("Window", "window")]
    [InlineData("widnow", "window")]
    [InlineData("btc_trade", "btc_trades")]
    [InlineData("xyz", null)]
    [InlineData("a", null)]
    [InlineData("", null)]
    public void Nearest_IsWhatWasMeantOrNothing(string found, string? meant) =>
        Assert.Equal(meant, Nearest.Of(found, ["onnx", "window", "btc_trades", "b", "windows_of_time"]));
}
