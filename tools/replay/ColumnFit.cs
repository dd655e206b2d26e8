using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Replay;

/// <summary>Gives rows of a recording the columns of the port they are played to, by name; the file may have more, and may lack nullable ones.</summary>
internal sealed class ColumnFit
{
    private readonly IBatchRecording _recording;
    private readonly Schema _schema;
    private readonly int[] _columns;

    /// <param name="recording">The recording.</param>
    /// <param name="schema">Schema of the port.</param>
    /// <exception cref="IOException">The recording lacks a column, or has one of another type.</exception>
    public ColumnFit(IBatchRecording recording, Schema schema)
    {
        _recording = recording;
        _schema = schema;
        _columns = [.. schema.Fields.Select(Place)];
    }

    /// <summary>The rows with the port's columns, without those nobody reads.</summary>
    public Batch Of(Batch rows, PortWriter port, SymbolTables symbols, BufferPool pool)
    {
        var columns = new Column?[_columns.Length];
        for (var c = 0; c < columns.Length; c++)
        {
            if (port.Builder(_schema[c].Name) is not null)
            {
                columns[c] = _columns[c] >= 0 ? NotNull(rows, c) : Nulls(_schema[c], rows.Capacity, symbols, pool);
            }
        }

        return rows.WithColumns(_schema, columns);
    }

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

    private static Column Nulls(Field field, int rows, SymbolTables symbols, BufferPool pool)
    {
        var builder = ColumnBuilder.For(field.Name, field.Type, symbols, pool, rows);
        for (var i = 0; i < rows; i++)
        {
            builder.AppendNull();
        }

        return builder.Build();
    }
}
