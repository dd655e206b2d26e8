using System.Text.Json;
using StreamEngine.Data;

namespace StreamEngine.Sources.Mapping;

/// <summary>A column of texts, or of JSON that must be valid.</summary>
internal sealed class TextCell(ColumnType type, ColumnBuilder? builder) : MappedCell(type, builder)
{
    private const int MaxDepth = 64;

    private readonly byte[][] _bytes = [new byte[64], new byte[64]];
    private readonly int[] _lengths = new int[2];
    private readonly TextBuilder? _builder = (TextBuilder?)builder;

    /// <inheritdoc/>
    public override bool IsText => Type.Kind == TypeKind.String;

    /// <inheritdoc/>
    protected override string? Parse(ReadOnlySpan<byte> text, int slot)
    {
        if (Type.Kind == TypeKind.Json && !IsJson(text))
        {
            return $"is {Show(text)}; it must be JSON";
        }

        if (_bytes[slot].Length < text.Length)
        {
            _bytes[slot] = new byte[text.Length * 2];
        }

        text.CopyTo(_bytes[slot]);
        _lengths[slot] = text.Length;
        return null;
    }

    /// <inheritdoc/>
    protected override void AppendValue(int slot) => _builder!.Append(_bytes[slot].AsSpan(0, _lengths[slot]));

    private static bool IsJson(ReadOnlySpan<byte> text)
    {
        var json = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (json.Read())
            {
            }

            return text.Length > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
