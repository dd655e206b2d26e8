using System.Runtime.CompilerServices;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Replay;

/// <summary>A recording in the place of a source of a pipeline, at a speed. Columns are taken by name; the file may have more, and may lack nullable ones.</summary>
public sealed class PlayedSource : Source
{
    private readonly IBatchRecording _recording;
    private readonly int _port;
    private readonly TimeRange _range;
    private readonly PlaySpeed _speed;
    private readonly ColumnFit _fit;

    /// <param name="recording">What to play.</param>
    /// <param name="schema">Schema of the port it is played to.</param>
    /// <param name="port">Position of the port.</param>
    /// <param name="range">Which rows.</param>
    /// <param name="speed">How fast.</param>
    /// <exception cref="IOException">The recording lacks a column, or has one of another type.</exception>
    public PlayedSource(IBatchRecording recording, Schema schema, int port, TimeRange range, PlaySpeed speed)
    {
        _recording = recording;
        _port = port;
        _range = range;
        _speed = speed;
        _fit = new ColumnFit(recording, schema);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => throw new NotSupportedException("a played source is put where another was bound: a bug in replay");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Delivery> Read(SourceContext context, [EnumeratorCancellation] CancellationToken stop)
    {
        var scope = new ReadScope(context.Errors, context.Symbols, context.Pool, context.BatchMax);
        await foreach (var rows in Played.Rows(_recording, _range, _speed, scope, context.Clock, stop))
        {
            using (rows)
            {
                yield return new Delivery(_fit.Of(rows, context.Ports[_port], context.Symbols, context.Pool), _port);
            }
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => throw new NotSupportedException("a played recording has no checkpoints: a bug in replay");

    /// <inheritdoc/>
    public override void Load(StateReader state) => throw new NotSupportedException("a played recording has no checkpoints: a bug in replay");
}
