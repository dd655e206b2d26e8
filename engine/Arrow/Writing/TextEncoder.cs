using StreamEngine.Data;

namespace StreamEngine.Arrow.Writing;

/// <summary>Texts as offsets and UTF-8 bytes.</summary>
internal sealed class TextEncoder : ColumnEncoder
{
    private readonly Texts _texts;

    /// <summary>Nothing collected.</summary>
    public TextEncoder(Field field) : base(field) => _texts = new Texts(field.Name);

    /// <inheritdoc/>
    protected override void CopyRange(Column source, int from, int count) => _texts.AppendRange((TextColumn)source, from, count);

    /// <inheritdoc/>
    protected override void CopyRows(Column source, ReadOnlySpan<int> rows)
    {
        var texts = (TextColumn)source;
        foreach (var row in rows)
        {
            _texts.Append(texts[row]);
        }
    }

    /// <inheritdoc/>
    protected override void LayValues(Body body) => _texts.Lay(body);

    /// <inheritdoc/>
    protected override void ClearValues() => _texts.Clear();
}
