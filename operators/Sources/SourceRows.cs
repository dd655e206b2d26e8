using System.Runtime.CompilerServices;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Sources;

/// <summary>The rows of a source without a pipeline around it: for tools that look at files.</summary>
/// <param name="source">A source that was not read yet.</param>
/// <param name="clock">Stamps the batches; simulators pace themselves by it.</param>
/// <param name="batchMax">Most rows of a batch.</param>
public sealed class SourceRows(Source source, TimeProvider clock, int batchMax = SourceRows.UsualBatch) : IRowErrors
{
    private const int UsualBatch = 1024;

    private readonly List<string> _problems = [];
    private Schema? _schema;

    /// <summary>What is called for input that is no row: code, reason with file, line and column, original bytes as text.</summary>
    public Action<string, string, string> OnError { get; init; } = (_, _, _) => { };

    /// <summary>The run's dictionaries.</summary>
    public SymbolTables Symbols { get; init; } = new();

    /// <summary>The run's arrays.</summary>
    public BufferPool Pool { get; init; } = new();

    /// <summary>What is wrong with the options, each with its code; empty when rows can be read.</summary>
    public IReadOnlyList<string> Problems => Bind() is null ? _problems : [];

    /// <summary>Columns of the rows of the main port.</summary>
    /// <exception cref="InvalidOperationException">There are <see cref="Problems"/>.</exception>
    public Schema Schema => Bind() ?? throw new InvalidOperationException(string.Join("; ", _problems));

    /// <summary>The batches of the main port, in order. The receiver disposes them.</summary>
    /// <exception cref="IOException">A file is missing, cut off or damaged; the message says which and why.</exception>
    public async IAsyncEnumerable<Batch> Read([EnumeratorCancellation] CancellationToken stop = default)
    {
        using var writer = new Cleared(new PortWriter(Schema, null, Symbols, Pool));
        var context = new SourceContext("file", [writer.Port], batchMax, Symbols, Pool, clock, this);
        await foreach (var (batch, _) in source.Read(context, stop).ConfigureAwait(false))
        {
            yield return batch;
        }
    }

    /// <inheritdoc/>
    void IRowErrors.Report(long at, string code, string reason, string original) => OnError(code, reason, original);

    private Schema? Bind()
    {
        if (_schema is null && _problems.Count == 0)
        {
            var shapes = source.Bind(new BindScope("file", [], [], 0, (option, code, message, help) => _problems.Add($"error {code}: {message}{(help is null ? "" : $"; {help}")}")));
            _schema = shapes.Count > 0 && _problems.Count == 0 ? shapes[0].Schema : null;
        }

        return _schema;
    }

    private sealed class Cleared(PortWriter port) : IDisposable
    {
        public PortWriter Port => port;

        public void Dispose() => port.Clear();
    }
}
