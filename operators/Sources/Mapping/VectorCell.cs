using System.Globalization;
using System.Text.Json;
using StreamEngine.Data;

namespace StreamEngine.Sources.Mapping;

/// <summary>A column of vectors, written as JSON arrays of numbers.</summary>
internal sealed class VectorCell(ColumnType type, ColumnBuilder? builder) : MappedCell(type, builder)
{
    private readonly double[][] _values = [new double[type.Length], new double[type.Length]];
    private readonly VectorBuilder<double>? _doubles = builder as VectorBuilder<double>;
    private readonly VectorBuilder<float>? _singles = builder as VectorBuilder<float>;

    /// <summary>Puts one element of a slot; the others stay.</summary>
    public void Set(int slot, int element, double value) => _values[slot][element] = value;

    /// <summary>Makes all elements of a slot 0.</summary>
    public void Clear(int slot)
    {
        SetNotNull(slot);
        Array.Clear(_values[slot]);
    }

    /// <inheritdoc/>
    protected override string? Parse(ReadOnlySpan<byte> text, int slot)
    {
        var json = new Utf8JsonReader(text);
        try
        {
            return json.Read() && json.TokenType == JsonTokenType.StartArray && ReadNumbers(ref json, _values[slot]) && !json.Read()
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"is {Show(text)}; it must be an array of {Type.Length} numbers of at most 15 significant digits");
        }
        catch (JsonException)
        {
            return string.Create(CultureInfo.InvariantCulture, $"is {Show(text)}; it must be an array of {Type.Length} numbers, such as [1, 2]");
        }
    }

    /// <inheritdoc/>
    protected override void AppendValue(int slot)
    {
        if (_doubles is not null)
        {
            _values[slot].CopyTo(_doubles.Append());
            return;
        }

        var row = _singles!.Append();
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = (float)_values[slot][i];
        }
    }

    private bool ReadNumbers(ref Utf8JsonReader json, double[] to)
    {
        var count = 0;
        while (json.Read() && json.TokenType == JsonTokenType.Number)
        {
            if (count == to.Length || !json.TryGetDouble(out to[count]) || !double.IsFinite(to[count]))
            {
                return false;
            }

            if (Type.Element == TypeKind.Float32 ? !json.TryGetSingle(out var single) || !float.IsFinite(single) : !SignificantDigits.AreKept(json.ValueSpan, to[count]))
            {
                return false;
            }

            to[count] = Type.Element == TypeKind.Float32 ? float.Parse(json.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture) : to[count];
            count++;
        }

        return count == to.Length && json.TokenType == JsonTokenType.EndArray;
    }
}
