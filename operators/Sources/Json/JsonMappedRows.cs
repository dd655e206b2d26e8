using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using StreamEngine.Data;
using StreamEngine.Sources.Mapping;

namespace StreamEngine.Sources.Json;

/// <summary>Turns the JSON values of one file into rows: each into one, or into one for each element of some of its arrays.</summary>
internal sealed class JsonMappedRows : IRowReader
{
    private const int MaxDepth = 64;

    private readonly IJsonRecords _records;
    private readonly MappedRows _rows;
    private readonly IReadOnlyList<JsonPath> _explode;
    private readonly int _maxLine;
    private readonly (int Column, JsonPath Path, bool OfItem)[] _fields;
    private readonly int[] _itemOf;
    private readonly List<(JsonElement Item, int Array)> _items = [];
    private readonly byte[][] _arrays;
    private JsonDocument? _document;
    private byte[] _record = [];
    private int _recordLength;
    private bool _started;
    private long _from;
    private int _fromItem;
    private RowFault? _fault;

    /// <param name="records">The values.</param>
    /// <param name="rows">The columns.</param>
    /// <param name="explode">Arrays whose elements are rows; none when a value is one row.</param>
    /// <param name="maxLine">Most bytes of a value, for messages.</param>
    public JsonMappedRows(IJsonRecords records, MappedRows rows, IReadOnlyList<JsonPath> explode, int maxLine)
    {
        _records = records;
        _rows = rows;
        _explode = explode;
        _maxLine = maxLine;
        _arrays = [.. explode.Select(array => Encoding.UTF8.GetBytes(array.Text))];
        var columns = rows.Plan.Columns;
        _fields = [.. Enumerable.Range(0, columns.Count).Where(c => columns[c].Origin == ColumnOrigin.Field).Select(c => Field(c, columns[c].Name))];
        _itemOf = [.. Enumerable.Range(0, columns.Count).Where(c => columns[c].Origin == ColumnOrigin.ItemOf)];
    }

    /// <inheritdoc/>
    public long Line => _records.Line;

    /// <inheritdoc/>
    public int Item { get; private set; }

    /// <inheritdoc/>
    public int Bytes => Item == 0 ? _recordLength : 0;

    /// <inheritdoc/>
    public bool StartsMessage { get; private set; } = true;

    /// <inheritdoc/>
    public RowFault Fault => _fault ?? throw new InvalidOperationException("no fault: a bug in the engine");

    /// <inheritdoc/>
    public void SkipTo(long line, int item) => (_from, _fromItem) = (line, item);

    /// <inheritdoc/>
    public RowRead Read(int slot)
    {
        while (true)
        {
            if (_document is not null && Item + 1 < _items.Count)
            {
                Item++;
                if (Line == _from && Item < _fromItem)
                {
                    continue;
                }

                return ReadRow(slot);
            }

            _document?.Dispose();
            _document = null;
            if (!_records.TryNext(out var value, out var tooLong))
            {
                return RowRead.More;
            }

            if (Line < _from)
            {
                continue;
            }

            (Item, _started) = (-1, false);
            if (Begin(value, tooLong) is { } problem)
            {
                Item = 0;
                return problem;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> Fill(CancellationToken stop) => _records.Fill(stop);

    /// <inheritdoc/>
    public void Dispose()
    {
        _document?.Dispose();
        _records.Dispose();
    }

    private (int Column, JsonPath Path, bool OfItem) Field(int column, string name) =>
        JsonPath.TryParse(name, out var path)
            ? (column, path, _explode.Count > 0 && path.Name(0) is { } first && first.AsSpan().SequenceEqual("item"u8))
            : throw new InvalidOperationException($"path '{name}' was bound: a bug in the engine");

    /// <summary>Takes a value apart into the items that are rows.</summary>
    private RowRead? Begin(ReadOnlySpan<byte> value, bool tooLong)
    {
        _items.Clear();
        if (_record.Length < value.Length)
        {
            _record = new byte[value.Length * 2];
        }

        value.CopyTo(_record);
        _recordLength = value.Length;
        if (tooLong)
        {
            return Refuse(string.Create(CultureInfo.InvariantCulture, $"the line is longer than max_line, {_maxLine} bytes"), 0);
        }

        if (!Utf8.IsValid(value))
        {
            return Refuse("the line is not valid UTF-8", 0);
        }

        try
        {
            _document = JsonDocument.Parse(_record.AsMemory(0, _recordLength), new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException invalid)
        {
            return Refuse("the line is not valid JSON", (int)(invalid.BytePositionInLine ?? 0));
        }

        var root = _document.RootElement;
        if (_explode.Count == 0)
        {
            _items.Add((root, 0));
            return null;
        }

        for (var a = 0; a < _explode.Count; a++)
        {
            if (!_explode[a].TryFind(root, 0, out var array) || array.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            if (array.ValueKind != JsonValueKind.Array)
            {
                return Refuse($"'{_explode[a].Text}' is not an array", Offset(array));
            }

            foreach (var item in array.EnumerateArray())
            {
                _items.Add((item, a));
            }
        }

        return null;
    }

    private RowRead ReadRow(int slot)
    {
        var (item, array) = _items[Item];
        foreach (var (column, path, ofItem) in _fields)
        {
            if (!path.TryFind(ofItem ? item : _document!.RootElement, ofItem ? 1 : 0, out var value) || value.ValueKind == JsonValueKind.Null)
            {
                _rows.SetMissing(column, slot);
            }
            else if (Set(column, value, slot) is { } problem)
            {
                return Refuse(problem, Offset(value));
            }
        }

        foreach (var column in _itemOf)
        {
            if (_rows.Set(column, _arrays[array], true, slot) is { } problem)
            {
                return Refuse(problem, 0);
            }
        }

        if (_rows.Finish(slot, Line) is { } missing)
        {
            return Refuse(missing, _explode.Count > 0 ? Offset(item) : 0);
        }

        StartsMessage = !_started;
        _started = true;
        return RowRead.Row;
    }

    private string? Set(int column, JsonElement value, int slot)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        var field = _rows.Plan.Columns[column].Field;
        if (field.Type.Kind == TypeKind.Json)
        {
            return _rows.Set(column, raw, true, slot);
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            raw = raw[1..^1];
            return raw.Contains((byte)'\\') ? SetUnescaped(column, field, value, slot) : _rows.Set(column, raw, true, slot);
        }

        return value.ValueKind is JsonValueKind.Object or JsonValueKind.Array && field.Type.Kind != TypeKind.Vector
            ? $"column '{field.Name}' is {(value.ValueKind == JsonValueKind.Array ? "an array" : "an object")}; it must be {field.Type}"
            : _rows.Set(column, raw, false, slot);
    }

    private string? SetUnescaped(int column, Field field, JsonElement value, int slot)
    {
        try
        {
            return _rows.Set(column, Encoding.UTF8.GetBytes(value.GetString()!), true, slot);
        }
        catch (InvalidOperationException)
        {
            return $"column '{field.Name}' is a text with half of a surrogate pair";
        }
    }

    /// <summary>Where a value stands in the record.</summary>
    private int Offset(JsonElement value) => _record.AsSpan(0, _recordLength).Overlaps(JsonMarshal.GetRawUtf8Value(value), out var offset) ? offset : 0;

    private RowRead Refuse(string problem, int offset)
    {
        var record = _record.AsSpan(0, _recordLength);
        var (line, column) = RowFault.Place(record, offset, Line);
        _fault = new RowFault(line, column, problem, RowFault.Keep(record));
        return RowRead.Fault;
    }
}
