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
    private readonly Schema _schema;
    private readonly int _port;
    private readonly TimeRange _range;
    private readonly PlaySpeed _speed;
    private readonly int[] _columns;

    /// <param name="recording">What to play.</param>
    /// <param name="schema">Schema of the port it is played to.</param>
    /// <param name="port">Position of the port.</param>
    /// <param name="range">Which rows.</param>
    /// <param name="speed">How fast.</param>
    /// <exception cref="IOException">The recording lacks a column, or has one of another type.</exception>
    public PlayedSource(IBatchRecording recording, Schema schema, int port, TimeRange range, PlaySpeed speed)
    {
        _recording = recording;
        _schema = schema;
        _port = port;
        _range = range;
        _speed = speed;
        _columns = [.. schema.Fields.Select(Place)];
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
                yield return new Delivery(Fitted(rows, context), _port);
            }
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => throw new NotSupportedException("a played recording has no checkpoints: a bug in replay");

    /// <inheritdoc/>
    public override void Load(StateReader state) => throw new NotSupportedException("a played recording has no checkpoints: a bug in replay");

    private int Place(Field field)
    {
        var place = _recording.Schema.IndexOf(field.Name);
        if (place < 0 && !field.Nullable)
        {
            throw new IOException($"'{_recording.File}' has no column '{field.Name}' ({field.Type}), which the source has; there are: {string.Join(", ", _recording.Schema.Fields.Select(f => f.Name))}");
        }

        return place < 0 || _recording.Schema[place].Type.Equals(field.Type) ? place
            : throw new IOException($"'{_recording.File}' has a column '{field.Name}' of type {_recording.Schema[place].Type}; the source has {field.Type}");
    }

    private Batch Fitted(Batch rows, SourceContext context)
    {
        var columns = new Column?[_columns.Length];
        for (var c = 0; c < columns.Length; c++)
        {
            if (context.Ports[_port].Builder(_schema[c].Name) is not null)
            {
                columns[c] = _columns[c] >= 0 ? NotNull(rows, c) : Nulls(_schema[c], rows.Capacity, context);
            }
        }

        return rows.WithColumns(_schema, columns);
    }

    private Column NotNull(Batch rows, int c)
    {
        var column = rows.Column(_columns[c]);
        for (var i = 0; !_schema[c].Nullable && column.HasNulls && i < rows.Count; i++)
        {
            if (column.IsNull(rows.Row(i)))
            {
                throw new IOException($"'{_recording.File}' has a null in column '{_schema[c].Name}', where the source has none");
            }
        }

        return rows.Share(_columns[c])!;
    }

    private static Column Nulls(Field field, int rows, SourceContext context)
    {
        var builder = ColumnBuilder.For(field.Name, field.Type, context.Symbols, context.Pool, rows);
        for (var i = 0; i < rows; i++)
        {
            builder.AppendNull();
        }

        return builder.Build();
    }
}
