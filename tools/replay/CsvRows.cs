using System.Text;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Replay;

/// <summary>Rows of CSV: the first record names the columns. Empty lines are skipped, except where there is one column and one is a null.</summary>
internal sealed class CsvRows : ITextRows
{
    private readonly CsvScanner _records;
    private readonly CsvCell[] _cells;
    private readonly Field[] _fields;
    private readonly int[] _places;
    private readonly int _count;

    /// <exception cref="IOException">There is no header, or it lacks a column.</exception>
    public CsvRows(string file, CsvScanner records, PortWriter to, bool hasComments)
    {
        _records = records;
        _fields = [.. to.Schema.Fields];
        _cells = [.. _fields.Select(field => new CsvCell(field.Type, to.Builder(field.Name)))];
        var names = CsvHeader.Read(file, records, hasComments);
        _count = names.Count;
        _places = [.. _fields.Select(field => names.IndexOf(field.Name))];
        var missing = Array.FindIndex(_places, place => place < 0);
        if (missing >= 0)
        {
            throw new IOException($"file '{file}': there is no column '{_fields[missing].Name}' ({_fields[missing].Type}); there are: {string.Join(", ", names)}");
        }
    }

    public long Line => _records.Line;

    public long Column { get; private set; }

    public string? Problem { get; private set; }

    public ReadOnlySpan<byte> Text => _records.Text;

    public ValueTask<bool> Next()
    {
        while (_records.Next())
        {
            if (_records.IsEmptyLine && _count > 1)
            {
                continue;
            }

            Column = 1;
            Problem = Read();
            return ValueTask.FromResult(true);
        }

        return ValueTask.FromResult(false);
    }

    public void Dispose() => _records.Dispose();

    private string? Read()
    {
        if (_records.Problem is { } problem)
        {
            return problem;
        }

        if (_records.Count != _count)
        {
            return FormattableString.Invariant($"the row has {_records.Count} values; the header names {_count} columns");
        }

        for (var c = 0; c < _fields.Length; c++)
        {
            var place = _places[c];
            var value = _records[place];
            if (value.Length == 0 && !_records.IsQuoted(place) && (_fields[c].Nullable || _fields[c].Type.Kind != TypeKind.String))
            {
                if (!_fields[c].Nullable)
                {
                    Column = _records.ColumnOf(place);
                    return $"column '{_fields[c].Name}' ({_fields[c].Type}) is empty and must not be";
                }

                _cells[c].Null();
            }
            else if (_cells[c].Read(value) is { } allowed)
            {
                Column = _records.ColumnOf(place);
                return $"column '{_fields[c].Name}' is '{Shown(value)}'; it must be {allowed}";
            }
        }

        return null;
    }

    private static string Shown(ReadOnlySpan<byte> value) => Encoding.UTF8.GetString(value.Length <= 60 ? value : value[..60]) + (value.Length <= 60 ? "" : "…");
}
