using StreamEngine.Graph;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Features;

/// <summary>Sums that the book tells are those of its levels, and the levels are not written for them.</summary>
public sealed class BookSumsTests
{
    private const string Book = """
        exchange: { market_simulator: { symbols: [BTCUSDT, ETHUSDT], rows: 4000, unpaced: true } }
        book: { from: exchange.deltas, key: symbol, order_book: { depth: 10 } }
        """;

    [Fact]
    public void SumsOfTheBook_AreTheBitsOfSumsOfItsLevels()
    {
        var sums = Run("sums: { from: book, key: symbol, depth: { levels: 10 } }\nx: { from: sums, key: symbol, imbalance: { levels: 4 } }");
        var levels = Run("kept: { from: book, select: '*' }\nsums: { from: kept, key: symbol, depth: { levels: 10 } }\nx: { from: sums, key: symbol, imbalance: { levels: 4 } }");
        var marked = Run("sums: { from: book, key: symbol, where: bid_levels is not null, depth: { levels: 10 } }\nx: { from: sums, key: symbol, where: bid_levels is not null, imbalance: { levels: 4 } }");
        var both = Run("sums: { from: book, key: symbol, depth: { levels: 10 } }\ny: { from: sums, key: symbol, imbalance: { levels: 4 } }\nx: { from: y, select: '*' }\nread: { from: y, select: 'best = bid_sizes[0]' }\nsink: { from: read, console: { limit: 1 } }");
        Assert.NotEmpty(sums);
        Assert.Equal(levels, sums);
        Assert.Equal(levels, both);
        Assert.Equal(levels, marked);
    }

    [Fact]
    public void FilterMarksSomeRows_SumsAreThoseOfTheRowsThatPass()
    {
        const string Some = "sums: { from: FROM, key: symbol, where: seq % 3 = 0, depth: { levels: 10 } }\nx: { from: sums, key: symbol, imbalance: { levels: 4 } }";
        var told = Run(Some.Replace("FROM", "book", StringComparison.Ordinal));
        var levels = Run("kept: { from: book, select: '*' }\n" + Some.Replace("FROM", "kept", StringComparison.Ordinal));
        Assert.NotEmpty(told);
        Assert.Equal(levels, told);
    }

    [Theory]
    [InlineData("")]
    [InlineData("where: bid_levels > 0, ")] // marks rows, makes no columns anew
    public void NobodyReadsTheLevels_TheyAreNotWritten(string where)
    {
        var plan = Plan($"sums: {{ from: book, key: symbol, {where}depth: {{ levels: 10 }} }}\nx: {{ from: sums, key: symbol, imbalance: {{ levels: 4 }} }}\nend: {{ from: x, select: 's = sum_bid_10 + imbalance_4' }}\nsink: {{ from: end, console: {{}} }}");
        var book = plan.Stages.Single(s => s.Node.Name == "book").Outputs[0];
        Assert.Equal(["sum(ask_sizes, first 4)", "sum(ask_sizes, first 10)", "sum(bid_sizes, first 4)", "sum(bid_sizes, first 10)"], book.Sums.Select(v => v.ToString()));
        Assert.DoesNotContain("bid_sizes", book.Needed);
    }

    [Theory]
    [InlineData("sums: { from: book, key: symbol, parallel: 2, depth: { levels: 10 } }")] // workers get copies
    [InlineData("kept: { from: book, select: '*' }\nsums: { from: kept, key: symbol, depth: { levels: 10 } }")]
    public void SumsThatTheBookCannotTell_ReadTheLevels(string nodes)
    {
        var plan = Plan(nodes + "\nend: { from: sums, select: 's = sum_bid_10' }\nsink: { from: end, console: {} }");
        var book = plan.Stages.Single(s => s.Node.Name == "book").Outputs[0];
        Assert.Empty(book.Sums);
        Assert.Contains("bid_sizes", book.Needed);
    }

    [Fact]
    public void LevelsReadBesides_StandThere()
    {
        var run = new PipelineRun().Nodes(Book + "\nsums: { from: book, key: symbol, depth: { levels: 10 } }\nx:\n  from: sums\n  select: |\n    sum_bid_10\n    best = bid_sizes[0]\n    bid_qty").Collect("x").Execute();
        Assert.NotEmpty(run.Rows("x"));
        Assert.Equal(run.Column("x", "bid_qty"), run.Column("x", "best"));
    }

    private static List<object?> Run(string nodes)
    {
        var run = new PipelineRun().Nodes(Book + "\n" + nodes + "\nout:\n  from: x\n  select: |\n    seq\n    sum_bid_10\n    sum_ask_10\n    imbalance_4").Collect("out").Execute();
        return [.. run.Rows("out").SelectMany(r => new[] { r["seq"], r["sum_bid_10"], r["sum_ask_10"], r["imbalance_4"] })];
    }

    private static Plan Plan(string nodes) => new PipelineRun().Nodes(Book + "\n" + nodes).Planned();
}
