using System.Diagnostics;
using StreamEngine.Data;
using StreamEngine.Graph;

namespace StreamEngine.Runtime;

/// <summary>
/// Collects new rows of one port. Builders are taken once, by column; a column nobody reads has none, so <c>writer.Values&lt;double&gt;("price")?.Append(x)</c> costs
/// nothing when it is pruned. A row is finished by <see cref="Commit(long)"/>.
/// </summary>
public sealed class PortWriter
{
    private readonly ColumnBuilder?[] _builders;
    private readonly ColumnBuilder[] _made;
    private readonly ValueBuilder<long> _at;

    /// <summary>A writer of a schema. <paramref name="needed"/> tells which columns are read, null for all; <paramref name="sums"/> the sums of vector columns that are.</summary>
    public PortWriter(Schema schema, IReadOnlySet<string>? needed, SymbolTables symbols, BufferPool pool, bool isRead = true, IReadOnlySet<VectorSum>? sums = null)
    {
        Schema = schema;
        IsRead = isRead;
        _at = new ValueBuilder<long>(ColumnType.Timestamp, pool, 0);
        _builders = [.. schema.Fields.Select(field => isRead ? Builder(field, needed, sums, symbols, pool) : null)];
        _made = [.. _builders.OfType<ColumnBuilder>()];
    }

    /// <summary>Schema of the rows.</summary>
    public Schema Schema { get; }

    /// <summary>Whether anybody reads the port at all.</summary>
    public bool IsRead { get; }

    /// <summary>Whether rows may be committed in any order of time: of an answer port.</summary>
    public bool InAnyOrder { get; init; }

    /// <summary>Rows committed and not yet taken.</summary>
    public int Count => _at.Count;

    /// <summary>Stream time of the last committed row.</summary>
    public long LastAt { get; private set; } = Time.StreamTime.Start;

    /// <summary>The builder of a fixed-width column (enums as byte codes), or null when pruned.</summary>
    public ValueBuilder<T>? Values<T>(string column) where T : unmanaged => (ValueBuilder<T>?)Builder(column);

    /// <summary>The builder of a symbol column, or null when pruned.</summary>
    public SymbolBuilder? Symbols(string column) => (SymbolBuilder?)Builder(column);

    /// <summary>The builder of a text column, or null when pruned.</summary>
    public TextBuilder? Text(string column) => (TextBuilder?)Builder(column);

    /// <summary>The builder of a vector column, or null when its elements are pruned.</summary>
    public VectorBuilder<T>? Vector<T>(string column) where T : unmanaged => Builder(column) as VectorBuilder<T>;

    /// <summary>Takes sums of the elements of a vector column, beside the elements or where nobody reads them (<see cref="PortShape.Sums"/>); null when no sum is read.</summary>
    public SumsBuilder? Sums(string column) => Builder(column) is VectorBuilder<double> vector ? vector.Sums : Builder(column) as SumsBuilder;

    /// <summary>The builder of a column, or null when pruned.</summary>
    public ColumnBuilder? Builder(string column)
    {
        var index = Schema.IndexOf(column);
        return index >= 0 ? _builders[index] : throw new ArgumentException($"no column '{column}' in {Schema}: a bug in the operator", nameof(column));
    }

    /// <summary>Whether somebody reads a column.</summary>
    public bool IsNeeded(int column) => _builders[column] is not null;

    /// <summary>Finishes a row. Columns that got no value become null.</summary>
    public void Commit(long at)
    {
        Debug.Assert(InAnyOrder || at >= LastAt, "stream time never runs backwards on an edge");
        LastAt = at;
        if (!IsRead)
        {
            return;
        }

        _at.Append(at);
        foreach (var builder in _made)
        {
            if (builder.Count < _at.Count)
            {
                builder.AppendNull();
            }
        }
    }

    /// <summary>Finishes rows whose columns stand in the builders already; columns that got too few values become null in the last rows.</summary>
    public void Commit(ReadOnlySpan<long> at)
    {
        if (at.Length == 0)
        {
            return;
        }

        Debug.Assert(InAnyOrder || at[0] >= LastAt, "stream time never runs backwards on an edge");
        LastAt = at[^1];
        if (!IsRead)
        {
            return;
        }

        _at.Append(at);
        foreach (var builder in _made)
        {
            while (builder.Count < _at.Count)
            {
                builder.AppendNull();
            }
        }
    }

    /// <summary>Finishes many rows of one stream time. Columns that got no value for some of them become null there.</summary>
    public void Commit(long at, int count)
    {
        Debug.Assert(InAnyOrder || at >= LastAt, "stream time never runs backwards on an edge");
        LastAt = at;
        if (!IsRead)
        {
            return;
        }

        _at.Extend(count).Fill(at);
        foreach (var builder in _builders)
        {
            while (builder is not null && builder.Count < _at.Count)
            {
                builder.AppendNull();
            }
        }
    }

    /// <summary>The committed rows as a batch; the writer is empty afterwards.</summary>
    public Batch Take(long frontier, long ingest)
    {
        if (_at.Count == 0)
        {
            return Batch.Punctuation(Schema, frontier, ingest);
        }

        var columns = new Column?[_builders.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = _builders[i]?.Build();
        }

        return new Batch(Schema, columns, (ValueColumn<long>)_at.Build(), frontier, ingest);
    }

    /// <summary>Drops what was not committed: builders go back to the last full row.</summary>
    public void Rollback()
    {
        foreach (var builder in _builders)
        {
            builder?.Truncate(_at.Count);
        }
    }

    /// <summary>Adds a row of a batch of the same schema.</summary>
    public void Copy(Batch from, int physical, long at)
    {
        for (var i = 0; i < _builders.Length; i++)
        {
            if (_builders[i] is { } builder)
            {
                builder.AppendFrom(from.Column(i), physical);
            }
        }

        Commit(at);
    }

    /// <summary>Adds rows of several batches of the same schema: row i is the physical row <paramref name="rows"/>[i] of batch <paramref name="of"/>[i].</summary>
    public void CopyMany(ReadOnlySpan<Batch> batches, ReadOnlySpan<int> of, ReadOnlySpan<int> rows)
    {
        var last = batches[of[^1]].AtValues[rows[^1]];
        Debug.Assert(InAnyOrder || last >= LastAt, "stream time never runs backwards on an edge");
        LastAt = last;
        if (!IsRead)
        {
            return;
        }

        for (var i = 0; i < _builders.Length; i++)
        {
            _builders[i]?.AppendMany(batches, i, of, rows);
        }

        _at.AppendTimes(batches, of, rows);
    }

    /// <summary>A batch of the port's schema without the columns that nobody reads behind it: what another reader of its source needs must not be seen here (a dead row would show it). Takes the batch over.</summary>
    public Batch Trimmed(Batch batch)
    {
        var isTrimmed = true;
        for (var i = 0; i < _builders.Length; i++)
        {
            isTrimmed &= _builders[i] is not null || batch.Find(i) is null;
        }

        if (isTrimmed)
        {
            return batch;
        }

        using (batch)
        {
            var columns = new Column?[_builders.Length];
            for (var i = 0; i < columns.Length; i++)
            {
                columns[i] = _builders[i] is null ? null : batch.Share(i);
            }

            return batch.WithColumns(Schema, columns);
        }
    }

    /// <summary>Gives everything back without a batch.</summary>
    public void Clear()
    {
        foreach (var builder in _builders)
        {
            builder?.Clear();
        }

        _at.Clear();
    }

    private static ColumnBuilder? Builder(Field field, IReadOnlySet<string>? needed, IReadOnlySet<VectorSum>? sums, SymbolTables symbols, BufferPool pool)
    {
        int[] first = [.. (sums ?? new SortedSet<VectorSum>()).Where(s => s.Column == field.Name).Select(s => s.First)];
        var told = first.Length == 0 ? null : new SumsBuilder(first, pool);
        if (needed?.Contains(field.Name) == false)
        {
            return told;
        }

        var builder = ColumnBuilder.For(field.Name, field.Type, symbols, pool, 0);
        if (builder is VectorBuilder<double> vector)
        {
            vector.Sums = told;
        }

        return builder;
    }
}
