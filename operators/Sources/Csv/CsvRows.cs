using System.Globalization;
using System.Text;
using System.Text.Unicode;
using StreamEngine.Sources.Mapping;

namespace StreamEngine.Sources.Csv;

/// <summary>Turns the records of one CSV file into rows.</summary>
/// <param name="reader">The records.</param>
/// <param name="rows">The columns.</param>
/// <param name="path">The file as written.</param>
/// <param name="header">Whether the first record is a header; null to see.</param>
internal sealed class CsvRows(CsvReader reader, MappedRows rows, string path, bool? header) : IRowReader
{
    private readonly List<(int Column, int Field)> _fields = [];
    private readonly List<int> _lacking = [];
    private readonly List<int> _keyFields = [];
    private byte[] _text = new byte[256];
    private byte[] _key = [];
    private byte[] _keyBefore = [];
    private bool _hasBefore;
    private bool _resolved;
    private int _count;
    private long _from;
    private RowFault? _fault;

    /// <inheritdoc/>
    public long Line => reader.Line;

    /// <inheritdoc/>
    public int Item => 0;

    /// <inheritdoc/>
    public int Bytes => reader.Record.Length;

    /// <inheritdoc/>
    public bool StartsMessage { get; private set; } = true;

    /// <inheritdoc/>
    public RowFault Fault => _fault ?? throw new InvalidOperationException("no fault: a bug in the engine");

    /// <inheritdoc/>
    public void SkipTo(long line, int item) => _from = item > 0 ? line + 1 : line;

    /// <inheritdoc/>
    public RowRead Read(int slot)
    {
        while (reader.TryNext())
        {
            if (!_resolved && Resolve())
            {
                continue;
            }

            if (reader.Line < _from)
            {
                continue;
            }

            if (Problem() is { } problem)
            {
                return Refuse(problem, reader.FaultAt);
            }

            return ReadRow(slot);
        }

        return RowRead.More;
    }

    /// <inheritdoc/>
    public ValueTask<bool> Fill(CancellationToken stop) => reader.Fill(stop);

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    /// <summary>Looks at the first record; true when it is a header.</summary>
    private bool Resolve()
    {
        _resolved = true;
        _count = reader.Count;
        var names = new List<string>(_count);
        for (var f = 0; f < _count; f++)
        {
            names.Add(Encoding.UTF8.GetString(Text(f, out _)).Trim());
        }

        var isHeader = reader.Fault is null && (header ?? CsvHeader.IsHeader(names));
        if (isHeader && header is null && rows.Plan.Layout.Count > 0 && !names.Exists(name => rows.Plan.Columns.Any(c => c.Origin == ColumnOrigin.Field && c.Name == name)))
        {
            throw CsvHeader.Unfit(path, $"the header is none of this format, which has {string.Join(", ", rows.Plan.Layout)}; there are: {string.Join(", ", names)}");
        }

        var positions = isHeader ? CsvHeader.Resolve(rows.Plan, path, names) : CsvHeader.Resolve(rows.Plan, path, _count);
        for (var c = 0; c < positions.Length; c++)
        {
            if (positions[c] >= 0)
            {
                _fields.Add((c, positions[c]));
            }
            else if (rows.Plan.Columns[c].Origin == ColumnOrigin.Field)
            {
                _lacking.Add(c);
            }
        }

        _keyFields.AddRange(rows.Plan.Message.Select(name => CsvHeader.Field(name, path, isHeader ? names : rows.Plan.Layout, _count)));
        return isHeader;
    }

    private string? Problem() =>
        reader.Fault ?? (reader.Count != _count ? string.Create(CultureInfo.InvariantCulture, $"the record has {reader.Count} {(reader.Count == 1 ? "field" : "fields")}; the first one of the file has {_count}")
        : Utf8.IsValid(reader.Record) ? null : "the record is not valid UTF-8");

    private RowRead ReadRow(int slot)
    {
        foreach (var (column, field) in _fields)
        {
            if (rows.Set(column, Text(field, out var quoted), quoted, slot) is { } problem)
            {
                return Refuse(problem, reader[field].Start - (quoted ? 1 : 0));
            }
        }

        foreach (var column in _lacking)
        {
            rows.SetMissing(column, slot);
        }

        if (rows.Finish(slot, reader.Line) is { } missing)
        {
            return Refuse(missing, 0);
        }

        StartsMessage = KeyChanged() || !_hasBefore;
        _hasBefore = true;
        return RowRead.Row;
    }

    private RowRead Refuse(string problem, int offset)
    {
        var (line, column) = RowFault.Place(reader.Record, offset, reader.Line);
        _fault = new RowFault(line, column, problem, RowFault.Keep(reader.Record));
        return RowRead.Fault;
    }

    /// <summary>The content of a field, doubled quotes made single.</summary>
    private ReadOnlySpan<byte> Text(int field, out bool quoted)
    {
        var at = reader[field];
        quoted = at.IsQuoted;
        var text = reader.Record.Slice(at.Start, at.Length);
        if (!at.HasQuotes)
        {
            return text;
        }

        if (_text.Length < text.Length)
        {
            _text = new byte[text.Length * 2];
        }

        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            _text[length++] = text[i];
            i += text[i] == '"' ? 1 : 0;
        }

        return _text.AsSpan(0, length);
    }

    /// <summary>Whether a field that tells messages apart is not what it was.</summary>
    private bool KeyChanged()
    {
        var length = 0;
        foreach (var field in _keyFields)
        {
            var text = reader.Record.Slice(reader[field].Start, reader[field].Length);
            if (_key.Length < length + text.Length + 1)
            {
                Array.Resize(ref _key, (length + text.Length + 1) * 2);
            }

            text.CopyTo(_key.AsSpan(length));
            length += text.Length;
            _key[length++] = 0;
        }

        var changed = !_key.AsSpan(0, length).SequenceEqual(_keyBefore);
        if (changed)
        {
            _keyBefore = _key.AsSpan(0, length).ToArray();
        }

        return changed;
    }
}
