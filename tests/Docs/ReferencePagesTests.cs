using StreamEngine.Cli.Reference;
using StreamEngine.Graph;
using StreamEngine.Tests.Conformance;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Docs;

public sealed class ReferencePagesTests
{
    private static readonly OperatorRegistry Shipped = new(typeof(global::StreamEngine.Features.Mid).Assembly);

    [Fact]
    public void CommittedPages_AreThoseOfTheCode()
    {
        var folder = RepositoryRoot.Combine("docs", "operators");
        var written = Directory.GetFiles(folder).ToDictionary(path => Path.GetFileName(path), File.ReadAllText, StringComparer.Ordinal);
        var made = ReferencePage.All(Shipped.All);

        var differing = made.Where(page => written.GetValueOrDefault(page.Key) != page.Value).Select(page => page.Key).ToList();
        Assert.True(differing.Count == 0, $"out of date: {string.Join(", ", differing)}; run ./streamengine ops --write docs/operators");
        Assert.Empty(written.Keys.Except(made.Keys));
    }

    [Fact]
    public void PageOfEveryOperator_HasEveryPart() => Assert.Empty(Shipped.All.SelectMany(ReferenceGaps.Of));

    [Fact]
    public void OperatorThatSaysNothing_LacksEveryPart()
    {
        var planted = new OperatorRegistry(typeof(PlantedOperator).Assembly).All.Single(o => o.Type == typeof(PlantedOperator));

        Assert.Equal(
            ["formula", "worked example", "emits", "holds back", "completes", "fails", "warm-up", "cost", "memory", "edge cases"],
            ReferenceGaps.Of(planted).Select(gap => gap["test_planted (Feature): ".Length..]));
    }

    [Fact]
    public void Contract_IsTakenFromTheClausesOfTheRemarks()
    {
        var contract = OperatorContract.Of(
            "    y = x\n\nx the value.\n\nEdge cases: null is null.\n\n"
            + "Emits one answer a row; holds nothing back; completes and fails with its input. A line that is no row goes to port `error`; of its text 4 KiB.\n\nNo warm-up. O(1) time, 24 bytes a key. Position: row number.");

        Assert.Equal("    y = x\n\nx the value.", contract.Prose);
        Assert.Equal("Null is null.", contract.EdgeCases);
        Assert.Equal(
            [("emits", "one answer a row"), ("holds back", "nothing"), ("completes", "with its input"), ("fails", "with its input; A line that is no row goes to port `error`; of its text 4 KiB"), ("warm-up", "none"),
                ("cost", "O(1) time"), ("memory", "24 bytes a key"), ("position", "row number")],
            contract.Lines);
    }
}
