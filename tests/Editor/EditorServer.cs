using StreamEngine.Bench.Benchmarks;
using StreamEngine.Bench.Editor;
using StreamEngine.Graph;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Editor;

/// <summary>One <c>yaml-language-server</c> for the tests of a class, with the schema of the shipped operators beside the documents.</summary>
public sealed class EditorServer : IAsyncLifetime
{
    private const string Modeline = "# yaml-language-server: $schema=./.streamengine/schema.json\n";

    private readonly TemporaryFolder _folder = new();
    private LanguageServer? _server;

    /// <summary>The operators the schema is made of.</summary>
    public static OperatorRegistry Registry { get; } = new(typeof(Sources.MarketSimulator).Assembly);

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, ".streamengine"));
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, ".streamengine", "schema.json"), PipelineSchema.Of(Registry).ToJsonString());
        _server = await LanguageServer.Start(EditorBenchmark.Program(), _folder.Path);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _server!.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>What the editor underlines in a file, each as <c>line:column-end message</c>; lines count from the file's own first.</summary>
    public async Task<IReadOnlyList<string>> Diagnose(string text) =>
        [.. (await _server!.Diagnose(Modeline + text)).Select(one => (one with { Line = one.Line - 1 }).ToString())];

    /// <summary>What is offered at <c>‸</c>, with its documentation.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Complete(string text)
    {
        var (whole, line, column) = Cursor(text);
        return await _server!.Complete(whole, line, column);
    }

    /// <summary>What is shown over the character behind <c>‸</c>.</summary>
    public async Task<string> Hover(string text)
    {
        var (whole, line, column) = Cursor(text);
        return await _server!.Hover(whole, line, column);
    }

    private static (string Text, int Line, int Column) Cursor(string text)
    {
        var before = Modeline + text[..text.IndexOf('‸', StringComparison.Ordinal)];
        var lines = before.Split('\n');
        return (Modeline + text.Replace("‸", "", StringComparison.Ordinal), lines.Length - 1, lines[^1].Length);
    }
}
