using StreamEngine.Cli.Reference;
using StreamEngine.Graph;
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
    public void EveryOperatorAndOption_SaysWhatItIs()
    {
        Assert.Empty(
            from op in Shipped.All
            let docs = StreamEngine.Config.XmlDocs.Of(op.Type.Assembly)
            where docs.Summary(op.Type).Length == 0 || docs.Remarks(op.Type).Length == 0
            select op.Name);
        Assert.Empty(
            from op in Shipped.All
            from option in StreamEngine.Config.OptionsDescription.Of(op.OptionsType)
            where option.Summary.Length == 0
            select $"{op.Name}.{option.Name}");
    }
}
