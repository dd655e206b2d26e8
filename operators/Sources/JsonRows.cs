using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Sources;

/// <summary>Turns JSON objects into rows of a schema.</summary>
internal sealed class JsonRows
{
    private const int MaxDepth = 64;

    private readonly byte[][] _names;
    private readonly JsonCell[] _cells;
    private readonly Field[] _fields;
    private readonly bool[] _seen;
    private readonly int _ts;

    /// <param name="to">Where rows go; the caller commits them, or rolls them back.</param>
    public JsonRows(PortWriter to)
    {
        _fields = [.. to.Schema.Fields];
        _names = [.. _fields.Select(field => Encoding.UTF8.GetBytes(field.Name))];
        _cells = [.. _fields.Select(field => new JsonCell(field.Type, to.Builder(field.Name)))];
        _seen = new bool[_fields.Length];
        _ts = to.Schema.IndexOf("ts");
    }

    /// <summary>Column <c>ts</c> of the row read last.</summary>
    public long Ts => _cells[_ts].Time;

    /// <summary>Reads a line into the builders. What is wrong, or null.</summary>
    /// <param name="line">One JSON object.</param>
    /// <param name="column">Byte of the line at which the problem stands, from 1.</param>
    public string? Read(ReadOnlySpan<byte> line, out long column)
    {
        column = 1;
        if (!Utf8.IsValid(line))
        {
            return "the line is not valid UTF-8";
        }

        Array.Clear(_seen);
        var json = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            var problem = ReadObject(ref json, line);
            column = json.TokenStartIndex + 1;
            return problem;
        }
        catch (JsonException invalid)
        {
            column = (invalid.BytePositionInLine ?? 0) + 1;
            return "the line is not valid JSON";
        }
        catch (InvalidOperationException)
        {
            column = json.TokenStartIndex + 1;
            return "a text has half of a surrogate pair";
        }
        catch (InvalidDataException full)
        {
            column = json.TokenStartIndex + 1;
            return full.Message;
        }
    }

    private string? ReadObject(ref Utf8JsonReader json, ReadOnlySpan<byte> line)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return "the line is not a JSON object";
        }

        var expected = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var c = Find(ref json, expected);
            if (c < 0)
            {
                json.Read();
                json.Skip();
                continue;
            }

            if (_seen[c])
            {
                return $"column '{_fields[c].Name}' stands twice";
            }

            expected = c + 1;
            _seen[c] = true;
            json.Read();
            if (ReadValue(ref json, line, c) is { } problem)
            {
                return problem;
            }
        }

        for (var c = 0; c < _seen.Length; c++)
        {
            if (!_seen[c] && !_fields[c].Nullable)
            {
                return $"column '{_fields[c].Name}' ({_fields[c].Type}) is missing";
            }
        }

        json.Read();
        return null;
    }

    private string? ReadValue(ref Utf8JsonReader json, ReadOnlySpan<byte> line, int c)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            _cells[c].Null();
            return _fields[c].Nullable ? null : $"column '{_fields[c].Name}' ({_fields[c].Type}) is null and must not";
        }

        return _cells[c].Read(ref json, line) is { } allowed ? $"column '{_fields[c].Name}' must be {allowed}" : null;
    }

    /// <summary>The column a member is for, looked for from where the one before stood: members mostly come in order.</summary>
    private int Find(ref Utf8JsonReader json, int expected)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            var c = expected + i < _names.Length ? expected + i : expected + i - _names.Length;
            if (json.ValueTextEquals(_names[c]))
            {
                return c;
            }
        }

        return -1;
    }
}
