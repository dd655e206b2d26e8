using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Features;

/// <summary>Rows that wait for their answers, first come first answered. Saved by value: the columns that are there, row by row.</summary>
internal sealed class HeldRows(Schema schema, SymbolTables symbols, BufferPool pool)
{
    private readonly Queue<HeldRow> _rows = new();

    public int Count => _rows.Count;

    /// <summary>Stream time of the next answer.</summary>
    public long NextDue => _rows.TryPeek(out var row) ? row.Due : Time.StreamTime.Never;

    public void Add(Batch batch, int row, long due, long ts, int key) => _rows.Enqueue(new HeldRow(batch.Retain(), row, due, ts, key));

    /// <summary>The first row; the caller disposes its batch.</summary>
    public HeldRow Take() => _rows.Dequeue();

    public void Save(StateWriter state)
    {
        state.Write("due", _rows.Select(r => r.Due).ToArray());
        state.Write("ts", _rows.Select(r => r.Ts).ToArray());
        state.Write("key", _rows.Select(r => r.Key).ToArray());
        var at = _rows.Select(r => r.Batch.AtValues[r.Row]).ToArray();
        state.Write("at", at);
        for (var c = 0; c < schema.Fields.Count; c++)
        {
            var there = _rows.Count > 0 && _rows.All(r => r.Batch.Find(c) is not null);
            state.Write("there", there);
            if (there)
            {
                SaveColumn(state, c);
            }
        }
    }

    public void Load(StateReader state)
    {
        while (_rows.TryDequeue(out var row))
        {
            row.Batch.Dispose();
        }

        var due = state.Read<long[]>("due");
        var ts = state.Read<long[]>("ts");
        var key = state.Read<int[]>("key");
        var at = state.Read<long[]>("at");
        var columns = new Column?[schema.Fields.Count];
        for (var c = 0; c < columns.Length; c++)
        {
            columns[c] = state.Read<bool>("there") ? LoadColumn(state, c, due.Length) : null;
        }

        if (due.Length == 0)
        {
            return;
        }

        var times = new ValueBuilder<long>(ColumnType.Timestamp, pool, at.Length);
        times.Append(at);
        using var batch = new Batch(schema, columns, (ValueColumn<long>)times.Build(), at[^1], 0);
        for (var i = 0; i < due.Length; i++)
        {
            Add(batch, i, due[i], ts[i], key[i]);
        }
    }

    private static Type ElementOf(ColumnType type) => type.Kind switch
    {
        TypeKind.Bool => typeof(bool),
        TypeKind.Int32 => typeof(int),
        TypeKind.Int64 or TypeKind.Timestamp or TypeKind.Duration => typeof(long),
        TypeKind.Float32 => typeof(float),
        TypeKind.Float64 => typeof(double),
        TypeKind.Decimal => typeof(decimal),
        TypeKind.Vector => type.Element == TypeKind.Float32 ? typeof(float[]) : typeof(double[]),
        _ => typeof(string),
    };

    private void SaveColumn(StateWriter state, int column)
    {
        var element = ElementOf(schema[column].Type);
        foreach (var row in _rows)
        {
            var value = row.Batch.Column(column).Value(row.Row);
            state.Write("known", value is not null);
            if (value is not null)
            {
                state.Write("value", element, value);
            }
        }
    }

    private Column LoadColumn(StateReader state, int column, int rows)
    {
        var field = schema[column];
        var element = ElementOf(field.Type);
        var builder = ColumnBuilder.For(field.Name, field.Type, symbols, pool, rows);
        for (var i = 0; i < rows; i++)
        {
            builder.AppendObject(state.Read<bool>("known") ? state.Read("value", element) : null);
        }

        return builder.Build();
    }
}
