using StreamEngine.Config;

namespace StreamEngine.Tests.Config;

public sealed class ProblemBlockTests
{
    private const string Text = "nodes:\n  fast_ema:\n    key: symbol\n    from: btc_trade\n";

    private static readonly Span Place = new("p.yaml", 4, 11, 4, 20);

    [Fact]
    public void CertainFix_StandsAtTheRight() => Assert.Equal(
        """
        error[SE3004]: fast_ema: there is no node 'btc_trade'
          --> p.yaml:4:11
           |
         2 |   fast_ema:
         3 |     key: symbol
         4 |     from: btc_trade
           |           ^^^^^^^^^ no node has this name
           |
           = used at q.yaml:7:3
           = did you mean 'btc_trades' (line 6)?                              fix: --fix
           = more: streamengine explain SE3004

        """,
        ProblemBlock.Of(
            new Problem("SE3004", Severity.Error, Place, "fast_ema", "fast_ema: there is no node 'btc_trade'", "did you mean 'btc_trades' (line 6)?")
            {
                Fix = [new TextEdit(Place, "btc_trades")],
                UsedAt = [new Span("q.yaml", 7, 3, 7, 5)],
            },
            Text));

    [Fact]
    public void Table_StandsAsItIsBetweenPlaceAndHelp() => Assert.Equal(
        """
        error[SE3004]: fast_ema: there is no node 'btc_trade'
          --> p.yaml:4:11
           |
         2 |   fast_ema:
         3 |     key: symbol
         4 |     from: btc_trade
           |           ^^^^^^^^^ no node has this name
           |
           |   position   pipeline   model
           |      1       b          a          WRONG
           |
           = help: swap them
           = more: streamengine explain SE3004

        """,
        ProblemBlock.Of(
            new Problem("SE3004", Severity.Error, Place, "fast_ema", "fast_ema: there is no node 'btc_trade'", "swap them")
            {
                Table = ["  position   pipeline   model", "     1       b          a          WRONG"],
            },
            Text));

    [Fact]
    public void LongTexts_AreWrappedAndLongLinesCut()
    {
        var line = "  x: { from: a, where: " + string.Concat(Enumerable.Repeat("price > 1 and ", 10)) + "pric > 1 }";
        var at = line.IndexOf("pric ", StringComparison.Ordinal) + 1;
        var problem = new Problem("SE3201", Severity.Warning, new Span("p.yaml", 1, at, 1, at + 4), "x",
            "x: there is no column 'pric'; there are: ts, ts_recv, venue, symbol, channel, raw_symbol, ts_send, frame_id, conn_id, trade_id, price, qty", "write something that is quite long, so that it does not stand on one line of the terminal");

        var block = ProblemBlock.Of(problem, line);
        Assert.All(block.Split('\n'), shown => Assert.True(shown.Length <= 80, shown));
        Assert.Contains("^^^^", block);
        Assert.Contains(" no column has this name\n", block);
        Assert.Contains("   = help: write something that is quite long, so that it does not stand on one\n       line of the terminal\n", block);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    public void Carets_StandUnderThePlaceWhateverTheWidth(int width)
    {
        for (var column = 1; column < 300; column += 7)
        {
            var line = string.Concat(Enumerable.Range(0, 300).Select(i => (char)('a' + (i % 26))));
            var block = ProblemBlock.Of(new Problem("SE3004", Severity.Error, new Span("p.yaml", 1, column, 1, column + 1), null, "x", null), line, width: width).Split('\n');
            var shown = Array.FindIndex(block, text => text.StartsWith(" 1 |", StringComparison.Ordinal));

            Assert.Equal(line[column - 1], block[shown][block[shown + 1].IndexOf('^', StringComparison.Ordinal)]);
        }
    }
}
