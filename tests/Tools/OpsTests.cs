using StreamEngine.Graph;

namespace StreamEngine.Tests.Tools;

public sealed class OpsTests
{
    private static readonly OperatorRegistry Registry = new(typeof(Sources.CaptureFile).Assembly);

    [Fact]
    public async Task Table_ListsEveryOperatorWithin80Columns()
    {
        var done = await Tool.Run("ops");

        Assert.Equal(0, done.ExitCode);
        Tool.AssertPlain(done.Output);
        Assert.Equal(Registry.All.Select(o => o.Name), done.Output.Split('\n').Where(l => l.Length > 0 && l[0] != ' ').Select(l => l.Split(' ')[0]));
    }

    [Fact]
    public async Task Page_HasOptionsWithTypeRangeAndDefault()
    {
        var done = await Tool.Run("ops", "order_book");

        Tool.AssertPlain(done.Output);
        Assert.Contains("\n  crossed\n      a whole number, from 0 to 1000000; default 5\n", done.Output, StringComparison.Ordinal);
        Assert.EndsWith("example\n  x: { from: deltas, key: symbol, order_book: { depth: 20 } }\n", done.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_HasEveryOperatorWithASummary()
    {
        var operators = Tool.Json(await Tool.Run("ops", "--json")).GetProperty("operators").EnumerateArray().ToList();

        Assert.Equal(Registry.All.Select(o => o.Name), operators.Select(o => o.GetProperty("name").GetString()));
        Assert.All(operators, o => Assert.NotEqual("", o.GetProperty("summary").GetString()));
    }
}
