using System.Globalization;
using System.Runtime.CompilerServices;
using StreamEngine.Arrow;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Sources;

/// <summary>Reads recordings in Arrow IPC format, file or stream, one or more as one stream.</summary>
/// <remarks>
/// <para>Columns are taken by name; a file may have more, and may lack nullable ones; <c>time</c> names the one that is <c>ts</c> in files of others. Bodies may be compressed with LZ4. A regular file
/// in the file format is mapped into memory and entered at the saved position; of it one record batch is held. Stream time is what the recording kept (<c>stamps</c>), else the newest <c>ts</c> so far, over all files.</para>
/// <para>Edge cases: a recording without batches gives no rows; a record batch without rows is passed over; a column of type null is all null; files of several schemas are read as long as each has the columns.</para>
/// <para>Emits a batch for each record batch, in pieces of at most <c>batch.max</c> rows, in file order; holds one record batch back, and reads the next when asked; completes after the last row of the last file; fails with SE9301
/// (file, and column or offset) when a file lacks a column, has another type, is cut off or damaged. No warm-up. Cost: a copy of the columns of each record batch. Memory: one record batch. Position: row number over all files.</para>
/// </remarks>
[Operator("arrow_file", OperatorKind.Source)]
public sealed class ArrowFileSource(ArrowFileSourceOptions options) : Source
{
    private readonly ArrowTime? _time = options.Time is null ? null : new ArrowTime(options.Time);
    private long _row;
    private long _at = StreamTime.Start;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        if (options.Schema is not null)
        {
            return RowSchemas.Canonical(scope, options.Schema) is { } named ? [new PortShape(named)] : [];
        }

        var path = options.Path[0].Path;
        try
        {
            using var reader = ArrowRows.Open(path, new BufferPool(), new SymbolTables());
            if ((_time is null ? RowSchemas.Problem(reader.Schema) : _time.Problem(reader.Schema)) is not { } problem)
            {
                return [new PortShape(_time?.Renamed(reader.Schema) ?? reader.Schema)];
            }

            scope.Report(_time is null ? "path" : "time", FileErrors.Columns, $"file '{path}' {problem}");
        }
        catch (IOException unreadable)
        {
            scope.Report("path", FileErrors.Missing, $"the columns cannot be read: {unreadable.Message}", "correct the path, or name the columns with 'schema: trade/1' so that the file is needed only when running");
        }

        return [];
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Delivery> Read(SourceContext context, [EnumeratorCancellation] CancellationToken stop)
    {
        var skip = _row;
        foreach (var path in options.Path.Select(file => file.Path))
        {
            await Task.CompletedTask;
            using var reader = ArrowRows.Open(path, context.Pool, context.Symbols);
            var columns = Columns(reader.Schema, context.Ports[0].Schema, path);
            skip = reader.Skip(skip);
            while (!stop.IsCancellationRequested && reader.Read() is { } rows)
            {
                using var read = rows;
                if (skip >= rows.Count)
                {
                    skip -= rows.Count;
                    continue;
                }

                using var batch = Map(rows, reader.HasStamps, columns, context, path);
                for (var start = (int)skip; start < batch.Count; start += context.BatchMax)
                {
                    var count = Math.Min(context.BatchMax, batch.Count - start);
                    _at = batch.At(start + count - 1);
                    _row += count;
                    yield return new Delivery(batch.Slice(start, count, _at));
                }

                skip = 0;
            }
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
        state.Write("row", _row);
        state.Write("at", _at);
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        _row = state.Read<long>("row");
        _at = state.Read<long>("at");
    }

    /// <summary>Where each column of the stream stands in the file, −1 for a nullable one that it lacks.</summary>
    private int[] Columns(Schema found, Schema wanted, string path)
    {
        if (_time?.Problem(found) is { } problem)
        {
            throw Unfit(path, $"the file {problem}");
        }

        var columns = new int[wanted.Fields.Count];
        for (var c = 0; c < columns.Length; c++)
        {
            var field = wanted[c];
            var isTime = IsTime(field);
            columns[c] = found.IndexOf(isTime ? _time!.Column : field.Name);
            if (columns[c] < 0 && !field.Nullable)
            {
                throw Unfit(path, $"there is no column '{field.Name}' ({field.Type}); there are: {string.Join(", ", found.Fields.Select(f => f.Name))}");
            }

            if (columns[c] >= 0 && !isTime && !found[columns[c]].Type.Equals(field.Type))
            {
                throw Unfit(path, $"column '{field.Name}' is {found[columns[c]].Type}; it must be {field.Type}");
            }
        }

        return columns;
    }

    private bool IsTime(Field field) => _time is not null && field.Name == ArrowTime.Name;

    private static IOException Unfit(string path, string reason) => new($"error {FileErrors.Unfit.Code}: file '{path}': {reason}");

    /// <summary>The rows with the stream's columns, without those nobody reads, and with stream times that go on from file to file.</summary>
    private Batch Map(Batch rows, bool stamped, int[] columns, SourceContext context, string path)
    {
        var schema = context.Ports[0].Schema;
        var mapped = new Column?[columns.Length];
        var time = _time?.Read(rows, columns[schema.IndexOf(ArrowTime.Name)], context.Pool, reason => Unfit(path, reason));
        for (var c = 0; c < columns.Length; c++)
        {
            if (context.Ports[0].Builder(schema[c].Name) is null && !IsTime(schema[c]))
            {
                continue;
            }

            mapped[c] = columns[c] < 0 ? Nulls(schema[c], rows.Count, context)
                : IsTime(schema[c]) ? time
                : rows.Share(columns[c]);
            if (!schema[c].Nullable && mapped[c]!.HasNulls && Bitmap.Count(mapped[c]!.Validity, rows.Count) < rows.Count)
            {
                throw Unfit(path, $"column '{schema[c].Name}' has nulls and must not");
            }
        }

        var times = stamped || time is null ? rows.AtValues : ((ValueColumn<long>)time).Values;
        var at = context.Pool.Rent<long>(rows.Count);
        var last = _at;
        for (var i = 0; i < rows.Count; i++)
        {
            if (stamped && times[i] < _at)
            {
                throw Unfit(path, string.Create(CultureInfo.InvariantCulture, $"stream time runs back to {times[i]} behind {_at}; name the files in the order they were recorded"));
            }

            at[i] = last = Math.Max(last, times[i]);
        }

        var stamps = new ValueColumn<long>(ColumnType.Timestamp, at, rows.Count, null, context.Pool);
        return new Batch(schema, mapped, stamps, last, context.Clock.GetTimestamp());
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
