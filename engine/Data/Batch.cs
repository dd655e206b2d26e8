using System.Diagnostics;

namespace StreamEngine.Data;

/// <summary>
/// An immutable chunk of rows in columns, in stream order, with the stream time of each row (<c>at</c>) and a frontier: no later row of the edge has an older
/// stream time (DESIGN § 4).
/// </summary>
/// <remarks>
/// Rows are a window over shared columns, through a selection where a filter marked some: row <c>i</c> stands at <see cref="Row"/> of every column. A column nobody
/// reads is absent. <b>Lending</b>: a batch is valid until the <c>OnNext</c> call that brought it returns; who keeps it calls <see cref="Retain"/>, then <see cref="Dispose"/>.
/// </remarks>
public sealed class Batch : IDisposable
{
    private readonly Column?[] _columns;
    private readonly ValueColumn<long>? _at;
    private readonly Selection? _selection;
    private readonly int _offset;
    private int _references = 1;
    private long _bytes = -1;

    /// <summary>A dense batch; takes over one reference of each column. A null column was pruned.</summary>
    public Batch(Schema schema, Column?[] columns, ValueColumn<long> at, long frontier, long ingest)
        : this(schema, columns, at, null, 0, at.Length, frontier, ingest)
    {
    }

    private Batch(Schema schema, Column?[] columns, ValueColumn<long>? at, Selection? selection, int offset, int count, long frontier, long ingest)
    {
        Debug.Assert(schema.Fields.Count == columns.Length, "a column for each field");
        Schema = schema;
        _columns = columns;
        _at = at;
        _selection = selection;
        _offset = offset;
        Count = count;
        Frontier = frontier;
        Ingest = ingest;
    }

    /// <summary>The columns' names and types.</summary>
    public Schema Schema { get; }

    /// <summary>Rows.</summary>
    public int Count { get; }

    /// <summary>No later row of this edge has an older stream time; ns since the epoch.</summary>
    public long Frontier { get; }

    /// <summary>Reading of the run's monotonic clock when the rows (or what caused them) entered at a source; 0 when unknown.</summary>
    public long Ingest { get; }

    /// <summary>Length of the columns behind the rows.</summary>
    public int Capacity => _at?.Length ?? 0;

    /// <summary>Whether rows stand behind one another in the columns, from <see cref="Row"/>(0).</summary>
    public bool IsContiguous => _selection is null;

    /// <summary>Physical rows in order, when there is a selection.</summary>
    public ReadOnlySpan<int> Selected => _selection is null ? default : _selection.Rows.AsSpan(_offset, Count);

    /// <summary>Bytes of the columns, shared or not.</summary>
    public long Bytes
    {
        get
        {
            if (_bytes < 0)
            {
                var bytes = _at?.Bytes ?? 0;
                foreach (var column in _columns)
                {
                    bytes += column?.Bytes ?? 0;
                }

                _bytes = bytes;
            }

            return _bytes;
        }
    }

    /// <summary>Stream times by physical row.</summary>
    public ReadOnlySpan<long> AtValues => _at is null ? default : _at.Values;

    /// <summary>Of a batch with rows: stream times by physical row, the selection if there is one, and what is added to the number of a row (in the selection, or in the columns).</summary>
    internal (long[] At, int[]? Selected, int Offset) Layout => (_at!.Array, _selection?.Rows, _offset);

    /// <summary>A batch without rows that only moves the frontier.</summary>
    public static Batch Punctuation(Schema schema, long frontier, long ingest = 0) =>
        new(schema, schema.NoColumns, null, null, 0, 0, frontier, ingest);

    /// <summary>Physical row of row <paramref name="i"/>.</summary>
    public int Row(int i) => _selection is null ? _offset + i : _selection.Rows[_offset + i];

    /// <summary>Stream time of row <paramref name="i"/>.</summary>
    public long At(int i) => _at![Row(i)];

    /// <summary>A column; null when it was pruned (or there are no rows).</summary>
    public Column? Find(int column) => _columns[column];

    /// <summary>A column that somebody reads.</summary>
    public Column Column(int column) =>
        _columns[column] ?? throw new InvalidOperationException($"column '{Schema[column].Name}' was pruned but is read: a bug in the planner");

    /// <summary>A column by name.</summary>
    public Column Column(string name)
    {
        var index = Schema.IndexOf(name);
        return index >= 0 ? Column(index) : throw new ArgumentException($"no column '{name}' in {Schema}", nameof(name));
    }

    /// <summary>The value of row <paramref name="i"/> as an object, as <see cref="Data.Column.Value"/> gives it.</summary>
    public object? Value(string column, int i) => Column(column).Value(Row(i));

    /// <summary>Keeps the batch beyond the call that brought it.</summary>
    public Batch Retain()
    {
        Interlocked.Increment(ref _references);
        return this;
    }

    /// <summary>Lets go of the batch.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref _references) != 0)
        {
            return;
        }

        foreach (var column in _columns)
        {
            column?.Release();
        }

        _at?.Release();
        _selection?.Release();
    }

    /// <summary>Some of the rows; shares the columns.</summary>
    public Batch Slice(int start, int count, long frontier) =>
        new(Schema, Share(_columns), Share(_at), Share(_selection), _offset + start, count, frontier, Ingest);

    /// <summary>The same rows with another frontier; shares the columns.</summary>
    public Batch WithFrontier(long frontier) => Slice(0, Count, frontier);

    /// <summary>The marked rows only; takes over <paramref name="physical"/> (rented from the pool, the first <paramref name="count"/> are physical rows, ascending).</summary>
    public Batch Select(int[] physical, int count, BufferPool pool) =>
        new(Schema, Share(_columns), Share(_at), new Selection(physical, pool), 0, count, Frontier, Ingest);

    /// <summary>The same rows under another schema. <paramref name="columns"/> have the physical length of this batch; one reference of each is taken over.</summary>
    public Batch WithColumns(Schema schema, Column?[] columns) =>
        new(schema, columns, Share(_at), Share(_selection), _offset, Count, Frontier, Ingest);

    /// <summary>The same rows under another schema and with another frontier.</summary>
    public Batch WithColumns(Schema schema, Column?[] columns, long frontier) =>
        new(schema, columns, Share(_at), Share(_selection), _offset, Count, frontier, Ingest);

    /// <summary>The same rows under another schema and other stream times.</summary>
    public Batch WithColumns(Schema schema, Column?[] columns, ValueColumn<long> at, long frontier) =>
        new(schema, columns, at, Share(_selection), _offset, Count, frontier, Ingest);

    /// <summary>A column retained for a batch that will share it; null when pruned.</summary>
    public Column? Share(int column)
    {
        var shared = _columns[column];
        shared?.Retain();
        return shared;
    }

    /// <summary>The rows behind one another in columns of their own.</summary>
    public Batch Compact(BufferPool pool)
    {
        var rows = pool.Rent<int>(Count);
        for (var i = 0; i < Count; i++)
        {
            rows[i] = Row(i);
        }

        var picked = rows.AsSpan(0, Count);
        var columns = new Column?[_columns.Length];
        for (var c = 0; c < columns.Length; c++)
        {
            columns[c] = _columns[c]?.Gather(picked);
        }

        var at = Count == 0 ? null : (ValueColumn<long>)_at!.Gather(picked);
        pool.Return(rows);
        return new Batch(Schema, columns, at, null, 0, Count, Frontier, Ingest);
    }

    /// <summary>The same array, its columns retained: a batch never changes it.</summary>
    private static Column?[] Share(Column?[] columns)
    {
        foreach (var column in columns)
        {
            column?.Retain();
        }

        return columns;
    }

    private static ValueColumn<long>? Share(ValueColumn<long>? column)
    {
        column?.Retain();
        return column;
    }

    private static Selection? Share(Selection? selection)
    {
        selection?.Retain();
        return selection;
    }
}
