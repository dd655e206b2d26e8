using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using StreamEngine.Data;
using StreamEngine.Sources;
using StreamEngine.Time;

namespace StreamEngine.Replay;

/// <summary>Reads the values of one column from CSV, as the sink <c>csv_file</c> writes them: numbers and vectors as in JSON, times as ns or RFC 3339.</summary>
internal sealed class CsvCell(ColumnType type, ColumnBuilder? builder)
{
    private const int LongestTime = 64;

    private readonly JsonCell _numbers = new(type, builder);
    private readonly byte[][] _names = [.. type.Names.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Adds a null.</summary>
    public void Null() => builder?.AppendNull();

    /// <summary>Adds a value. What is allowed, when it is something else.</summary>
    public string? Read(ReadOnlySpan<byte> value)
    {
        switch (type.Kind)
        {
            case TypeKind.String or TypeKind.Json:
                ((TextBuilder?)builder)?.Append(value);
                return null;
            case TypeKind.Symbol:
                ((SymbolBuilder?)builder)?.Append(value);
                return null;
            case TypeKind.Enum:
                ((ValueBuilder<byte>?)builder)?.Append(CodeOf(value));
                return null;
            case TypeKind.Bool:
                return ReadBool(value);
            case TypeKind.Timestamp when value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') > 0:
                return ReadTime(value);
            default:
                return ReadNumber(value);
        }
    }

    private byte CodeOf(ReadOnlySpan<byte> name)
    {
        for (var code = 0; code < _names.Length; code++)
        {
            if (name.SequenceEqual(_names[code]))
            {
                return (byte)code;
            }
        }

        return type.CodeOf(ColumnType.Unknown);
    }

    private string? ReadBool(ReadOnlySpan<byte> value)
    {
        var isTrue = Ascii.EqualsIgnoreCase(value, "true"u8);
        if (!isTrue && !Ascii.EqualsIgnoreCase(value, "false"u8))
        {
            return "true or false";
        }

        ((ValueBuilder<bool>?)builder)?.Append(isTrue);
        return null;
    }

    private string? ReadTime(ReadOnlySpan<byte> value)
    {
        Span<char> text = stackalloc char[LongestTime];
        if (value.Length > LongestTime || Utf8.ToUtf16(value, text, out _, out var length) != System.Buffers.OperationStatus.Done || !Rfc3339.TryParse(text[..length], out var ns))
        {
            return "whole ns since the epoch, or RFC 3339 text such as 2024-01-01T00:00:00.000000001Z";
        }

        ((ValueBuilder<long>?)builder)?.Append(ns);
        return null;
    }

    private string? ReadNumber(ReadOnlySpan<byte> value)
    {
        var json = new Utf8JsonReader(value);
        try
        {
            json.Read();
            return _numbers.Read(ref json, value) ?? (json.Read() ? Allowed : null);
        }
        catch (JsonException)
        {
            return Allowed;
        }
    }

    private string Allowed => type.Kind == TypeKind.Vector ? $"an array of {type.Length} numbers" : $"a number that {type} can hold";
}
