using StreamEngine.Config;

namespace StreamEngine.Tests.Config;

public sealed class SuggestionTests
{
    private static readonly string[] Names = ["btc_trades", "trades", "ask_px", "sma_10", "book", "look", "int64", "x"];

    [Theory]
    [InlineData("btc_trade", "did you mean 'btc_trades'?", "btc_trades")] // one letter
    [InlineData("tradse", "did you mean 'trades'?", "trades")] // two letters the wrong way round
    [InlineData("Trades", "did you mean 'trades'?", "trades")]
    [InlineData("bid_px", null, null)] // three edits of six letters
    [InlineData("sma_20", "did you mean 'sma_10'?", null)] // another number is another name
    [InlineData("sook", "did you mean 'book' or 'look'?", null)] // two as near
    [InlineData("int", "did you mean 'int64'?", null)] // the beginning of one
    [InlineData("y", null, null)]
    public void Question_IsCertainWhereOneNameOnlyCanHaveBeenMeant(string found, string? question, string? meant)
    {
        var suggestion = Nearest.Question(found, Names);

        Assert.Equal((question, meant), (suggestion?.Text, suggestion?.Meant));
    }

    [Theory]
    [InlineData("from: trads", 7, 12, "7-12")]
    [InlineData("from: 'trads'", 7, 14, "8-13")] // behind a quote
    [InlineData("path: $trads/a", 7, 15, "8-13")] // behind the sign of a param
    [InlineData("path: $(trads)a", 7, 16, "9-14")]
    [InlineData("x = trads(1)", 5, 13, "5-10")] // the name of a call
    [InlineData("from: $node", 7, 12, "")] // the word came from a param
    [InlineData("from: tradsman", 7, 15, "")] // part of another word
    public void Edit_ReplacesTheWordAndNothingElse(string line, int from, int to, string place)
    {
        var edits = Suggestion.Replace("did you mean 'trades'?", "trads", "trades").EditsAt(new Span("p.yaml", 1, from, 1, to), new SourceText("p.yaml", line));

        Assert.Equal(place, string.Concat(edits.Select(edit => $"{edit.Span.Column}-{edit.Span.EndColumn}")));
    }

    [Fact]
    public void Edits_AreMadeTogetherWhereTheyDoNotTouch()
    {
        var first = Problem(1, 1, 4, "one");
        var touching = Problem(1, 4, 6, "two");
        var apart = Problem(1, 8, 9, "X");
        var edits = TextEdits.Together([first, touching, apart]);

        Assert.Equal("one de Xhi", TextEdits.Apply("abc de  hi", edits));
        Assert.Equal(2, edits.Count);
    }

    [Fact]
    public void Apply_KeepsLineBreaks() =>
        Assert.Equal("a\r\nBB\r\n\tc", TextEdits.Apply("a\r\nb\r\n\tc", [new TextEdit(new Span("", 2, 1, 2, 2), "BB")]));

    private static Problem Problem(int line, int from, int to, string text) =>
        new("SE3004", Severity.Error, new Span("p.yaml", line, from, line, to), null, "x", null) { Fix = [new TextEdit(new Span("p.yaml", line, from, line, to), text)] };
}
