using System.Runtime.CompilerServices;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Replay.Playing;

/// <summary>Stands in for a source of a pipeline: its rows come from recordings that are played together, under commands.</summary>
public sealed class QueuedSource : Source
{
    private readonly PlayQueue _queue;
    private readonly int _number;
    private readonly Schema _schema;
    private readonly int _port;
    private readonly Dictionary<IBatchRecording, ColumnFit> _fits;

    /// <param name="queue">Where the rows come from.</param>
    /// <param name="number">Its number there.</param>
    /// <param name="recordings">What is played to it.</param>
    /// <param name="schema">Schema of the port they are played to.</param>
    /// <param name="port">Position of the port.</param>
    /// <exception cref="IOException">A recording lacks a column, or has one of another type.</exception>
    public QueuedSource(PlayQueue queue, int number, IEnumerable<IBatchRecording> recordings, Schema schema, int port)
    {
        _queue = queue;
        _number = number;
        _schema = schema;
        _port = port;
        _fits = recordings.ToDictionary(r => r, r => new ColumnFit(r, schema));
    }

    /// <inheritdoc/>
    public override bool ClosesAtEnd => _queue.HasEnded;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => throw new NotSupportedException("a played source is put where another was bound: a bug in replay");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Delivery> Read(SourceContext context, [EnumeratorCancellation] CancellationToken stop)
    {
        var scope = new ReadScope(context.Errors, context.Symbols, context.Pool, context.BatchMax);
        await foreach (var (from, rows, frontier) in _queue.Of(_number, scope, stop))
        {
            if (rows is null)
            {
                yield return new Delivery(Batch.Punctuation(_schema, frontier, context.Clock.GetTimestamp()), _port);
                continue;
            }

            using (rows)
            {
                yield return new Delivery(_fits[from!.Recording].Of(rows, context.Ports[_port], context.Symbols, context.Pool), _port);
            }
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => throw new NotSupportedException("a played recording has no checkpoints: a bug in replay");

    /// <inheritdoc/>
    public override void Load(StateReader state) => throw new NotSupportedException("a played recording has no checkpoints: a bug in replay");
}
