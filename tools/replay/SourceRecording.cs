using System.Runtime.CompilerServices;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Replay;

/// <summary>A recording as a source of pipelines reads it: its first port.</summary>
internal sealed class SourceRecording : IBatchRecording
{
    private readonly Func<Source> _create;

    /// <param name="file">Its path.</param>
    /// <param name="form">What it is, in words.</param>
    /// <param name="create">Makes the source, once for each reading.</param>
    /// <param name="isGuessed">Whether the types were guessed from the values.</param>
    /// <exception cref="IOException">The source refuses the file or its options.</exception>
    public SourceRecording(string file, string form, Func<Source> create, bool isGuessed = false)
    {
        File = file;
        Form = form;
        IsGuessed = isGuessed;
        _create = create;
        Schema = Bind(create())[0].Schema;
    }

    public string File { get; }

    public string Form { get; }

    public Schema Schema { get; }

    public bool HasStamps => false;

    public bool IsGuessed { get; }

    public async IAsyncEnumerable<Batch> Read(ReadScope scope, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var source = _create();
        var ports = Bind(source).Select(shape => new PortWriter(shape.Schema, null, scope.Symbols, scope.Pool, ReferenceEquals(shape.Schema, Schema) || shape.Schema.SameShape(Schema))).ToList();
        var context = new SourceContext("replay", ports, scope.BatchMax, scope.Symbols, scope.Pool, TimeProvider.System, scope.Errors);
        await foreach (var delivery in source.Read(context, stop))
        {
            if (delivery.Port == 0)
            {
                yield return delivery.Batch;
            }
            else
            {
                delivery.Batch.Dispose();
            }
        }
    }

    private IReadOnlyList<PortShape> Bind(Source source)
    {
        var problems = new List<string>();
        var shapes = source.Bind(new BindScope("replay", [], [], 0, (option, code, message, help) =>
            problems.Add($"{code}: {(option is null ? "" : $"option '{option}': ")}{message}{(help is null ? "" : $"; {help}")}")));
        return problems.Count == 0 && shapes.Count > 0 ? shapes : throw new IOException($"'{File}': {string.Join("; ", problems)}");
    }
}
