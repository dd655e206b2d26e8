using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Joins;

/// <summary>Look-up join: each row with the row of a table, read from a file, that has the same values in some columns.</summary>
/// <remarks>
/// <code>t : t.by = row.by</code>
/// <para>In: rows with the columns <c>by</c>. Out: their columns, then the table's whose names the rows have not, nullable; <c>right.name</c> reaches one that both have.</para>
/// <para>Edge cases: a row whose values the table has not, or that has a null among them, has nulls from the table; two rows of the table with the same values, a row that does not fit, or more than <c>max_rows</c> refuse the file by
/// name and line; the file is looked at when the run opens and for the first row at or behind a time of <c>reload</c> or a multiple of <c>every</c>, in stream time, never at other times, whenever it was changed.</para>
/// <para>Emits one row a row; holds nothing back; completes with its input; fails with its input and with the file (SE9301, SE9321, SE9322). Its state holds the table, so a run that goes on from a saved state sees what it saw. No
/// warm-up. Cost: O(1) a row; a re-read costs the file. Memory: the columns of the table that are read, and about 100 bytes a row of it.</para>
/// </remarks>
[Operator("lookup", OperatorKind.Join)]
public sealed class Lookup(LookupOptions options) : BatchOperator
{
    private readonly List<long> _times = [];
    private TableFile _file = null!;
    private JoinShape _shape = null!;
    private OperatorContext _context = null!;
    private LookupTable _table = null!;
    private JoinOutput _output = null!;
    private int[] _by = [];
    private long? _next;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        _times.Clear();
        foreach (var text in options.Reload)
        {
            if (Rfc3339.TryParse(text, out var time))
            {
                _times.Add(time);
            }
            else
            {
                scope.Report("reload", JoinCodes.Time.Code, $"option 'reload' has '{text}'; each must be a time such as 2024-01-01T00:00:00Z");
            }
        }

        _times.Sort();
        var table = TableFile.Bind(options, scope);
        foreach (var by in options.By)
        {
            var field = scope.Read(0, by.Name, "by", TableFile.KeyKinds);
            if (table?.Schema.Find(by.Name) is { } other && field is not null && !TableFile.Comparable(field.Type, other.Type))
            {
                scope.Report("by", JoinCodes.KeyType.Code, $"column '{by}' is {field.Type}, and in the table {other.Type}; they must be of one type", "say the type of the rows under 'columns'");
            }
        }

        if (scope.Failed || table is null)
        {
            return [new PortShape(scope.Input)];
        }

        _file = table;
        _shape = new JoinShape(scope.Input, table.Schema);
        return [_shape.PortOverTable];
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _context = context;
        _by = [.. options.By.Select(b => _shape.Left.IndexOf(b.Name))];
        Replace(Read());
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        var batch = rows.Batch;
        _next ??= After(rows.At(0)); // the first row sees what the run was opened with
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (batch.AtValues[row] >= _next)
            {
                _output.Flush();
                Replace(Read());
                _next = After(batch.AtValues[row]);
            }

            _output.Pass(batch, row, _table.Find(batch, _by, row));
        }

        output.Used(rows.Count);
        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Flush(Output output) => _output.Flush();

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
        state.Write("next", _next);
        _table.Save(state);
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        _next = state.Read<long?>("next");
        Replace(LookupTable.Load(state, _shape, _context));
    }

    /// <summary>The next stream time from which rows see the file as it is then.</summary>
    private long After(long time)
    {
        var listed = _times.BinarySearch(EventTime.After(time, 1));
        listed = listed < 0 ? ~listed : listed;
        var next = listed < _times.Count ? _times[listed] : StreamTime.Never;
        if (options.Every is { } every)
        {
            var span = every.Nanoseconds;
            var cell = (Int128)(time >= 0 ? time / span : (time - span + 1) / span) + 1;
            next = (long)Int128.Min(next, cell * span);
        }

        return next;
    }

    private LookupTable Read()
    {
        var table = new LookupTable(_shape, _context);
        _file.Read(_context, table);
        return table;
    }

    private void Replace(LookupTable table)
    {
        _table = table;
        _output = new JoinOutput(_shape, null, table.Rows, _context.Output, _context.Pool);
    }
}
