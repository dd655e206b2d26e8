using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Replay;

/// <summary>Compares two recordings row by row, streamed: in order, or by a key within a window.</summary>
public sealed class RecordingDiff
{
    private readonly DiffOptions _options;
    private readonly List<Field> _fields;
    private readonly List<int> _inA;
    private readonly List<int> _inB;
    private readonly CellComparer[] _comparers;
    private readonly long[] _byColumn;
    private readonly IReadOnlyList<string> _schema;
    private DiffRow? _before;
    private DiffRow? _first;
    private long _differing;
    private long _onlyA;
    private long _onlyB;

    private RecordingDiff(Schema a, Schema b, DiffOptions options)
    {
        _options = options;
        _schema = [.. SchemaDifferences(a, b)];
        _fields = [.. a.Fields.Where(f => b.Find(f.Name)?.Type.Equals(f.Type) == true)];
        _inA = _fields.ConvertAll(f => a.IndexOf(f.Name));
        _inB = _fields.ConvertAll(f => b.IndexOf(f.Name));
        _comparers = [.. _fields.Select(f => CellComparer.Of(f, options))];
        _byColumn = new long[_fields.Count];
    }

    /// <summary>Compares two recordings. Lines that are no rows are reported and left out.</summary>
    /// <exception cref="ArgumentException">A column of the options is not one that both have.</exception>
    /// <exception cref="IOException">One is cut off or damaged.</exception>
    public static async Task<DiffResult> Of(IBatchRecording a, IBatchRecording b, DiffOptions options, IRowErrors errorsA, IRowErrors errorsB)
    {
        var diff = new RecordingDiff(a.Schema, b.Schema, options);
        var unknown = options.Key.Concat(options.Tolerance.Keys.Where(name => name != DiffOptions.AnyColumn)).FirstOrDefault(name => diff._fields.TrueForAll(f => f.Name != name));
        if (unknown is not null)
        {
            throw new ArgumentException($"there is no column '{unknown}' of one type in both files; there are: {string.Join(", ", diff._fields.Select(f => f.Name))}");
        }

        var (symbols, pool) = (new SymbolTables(), new BufferPool());
        await using var rowsA = new RowCursor(a.Read(new ReadScope(errorsA, symbols, pool)).GetAsyncEnumerator());
        await using var rowsB = new RowCursor(b.Read(new ReadScope(errorsB, symbols, pool)).GetAsyncEnumerator());
        if (options.Key.Count == 0)
        {
            await diff.InOrder(rowsA, rowsB);
        }
        else
        {
            await new KeyedRows(diff, options).Compare(rowsA, rowsB);
        }

        return diff.Result(rowsA.Row, rowsB.Row);
    }

    /// <summary>Positions of the key among the compared columns.</summary>
    internal IReadOnlyList<int> KeyPlaces => [.. _options.Key.Select(name => _fields.FindIndex(f => f.Name == name))];

    /// <summary>The compared values of a row of the first file.</summary>
    internal object?[] ValuesA(RowCursor row) => row.Values(_inA);

    /// <summary>The compared values of a row of the second file.</summary>
    internal object?[] ValuesB(RowCursor row) => row.Values(_inB);

    /// <summary>Compares two rows that belong together.</summary>
    internal void Pair(long rowA, object?[] a, long rowB, object?[] b)
    {
        var differs = new bool[_fields.Count];
        var any = false;
        for (var c = 0; c < differs.Length; c++)
        {
            if (!_comparers[c].AreEqual(a[c], b[c]))
            {
                differs[c] = any = true;
                _byColumn[c]++;
            }
        }

        if (any)
        {
            _differing++;
            Keep(rowA, rowB, a, b, differs);
        }
    }

    /// <summary>Takes a row that the second file lacks; of its values, those of the first such row are kept.</summary>
    internal void OnlyInA(long row, object?[] values)
    {
        _onlyA++;
        Keep(row, null, values, null, null);
    }

    /// <summary>Takes a row that the first file lacks.</summary>
    internal void OnlyInB(long row, object?[] values)
    {
        _onlyB++;
        Keep(null, row, null, values, null);
    }

    private static IEnumerable<string> SchemaDifferences(Schema a, Schema b)
    {
        foreach (var field in a.Fields)
        {
            if (b.Find(field.Name) is not { } other)
            {
                yield return $"column '{field.Name}' ({field.Type}) is only in the first";
            }
            else if (!other.Type.Equals(field.Type))
            {
                yield return $"column '{field.Name}' is {field.Type} in the first and {other.Type} in the second";
            }
        }

        foreach (var field in b.Fields.Where(f => !a.Has(f.Name)))
        {
            yield return $"column '{field.Name}' ({field.Type}) is only in the second";
        }

        var common = a.Fields.Where(f => b.Has(f.Name)).Select(f => f.Name).ToList();
        var others = b.Fields.Where(f => a.Has(f.Name)).Select(f => f.Name).ToList();
        if (!common.SequenceEqual(others))
        {
            yield return $"the columns stand in another order: {string.Join(", ", common)} in the first and {string.Join(", ", others)} in the second";
        }
    }

    private async Task InOrder(RowCursor a, RowCursor b)
    {
        while (true)
        {
            var hasA = await a.Next();
            var hasB = await b.Next();
            var wasEqual = _first is null;
            if (hasA && hasB)
            {
                if (!AreEqual(a, b))
                {
                    Pair(a.Row, ValuesA(a), b.Row, ValuesB(b));
                }
            }
            else if (hasA)
            {
                OnlyInA(a.Row, wasEqual ? ValuesA(a) : []);
            }
            else if (hasB)
            {
                OnlyInB(b.Row, wasEqual ? ValuesB(b) : []);
            }
            else
            {
                return;
            }

            if (wasEqual && _first is { } first && (first.RowA ?? first.RowB) > 1)
            {
                var before = hasA ? a.Previous(_inA) : b.Previous(_inB);
                _before = new DiffRow((first.RowA ?? first.RowB) - 1, (first.RowB ?? first.RowA) - 1, Cells(before, before, new bool[_fields.Count]));
            }
        }
    }

    private bool AreEqual(RowCursor a, RowCursor b)
    {
        for (var c = 0; c < _comparers.Length; c++)
        {
            if (!_comparers[c].AreEqual(a.Batch.Column(_inA[c]), a.Physical, b.Batch.Column(_inB[c]), b.Physical))
            {
                return false;
            }
        }

        return true;
    }

    private void Keep(long? rowA, long? rowB, object?[]? a, object?[]? b, bool[]? differs)
    {
        if (_first is null || (rowA ?? rowB) < (_first.RowA ?? _first.RowB))
        {
            _first = new DiffRow(rowA, rowB, Cells(a, b, differs));
        }
    }

    private List<DiffCell> Cells(object?[]? a, object?[]? b, bool[]? differs) =>
        [.. _fields.Select((f, c) => new DiffCell(f.Name, CellText.Of(f.Type, a?[c]), CellText.Of(f.Type, b?[c]), differs?[c] ?? true))];

    private DiffResult Result(long rowsA, long rowsB) => new()
    {
        RowsA = rowsA,
        RowsB = rowsB,
        Schema = _schema,
        Differing = _differing,
        OnlyA = _onlyA,
        OnlyB = _onlyB,
        ByColumn = _fields.Select((f, c) => (f.Name, Count: _byColumn[c])).Where(c => c.Count > 0).ToDictionary(c => c.Name, c => c.Count),
        First = _first,
        Before = _before,
    };
}
