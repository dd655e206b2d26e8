using StreamEngine.Data;

namespace StreamEngine.Arrow.Writing;

/// <summary>Symbols as int32 indices into a dictionary of the file's own, ordered by first appearance in the file's rows.</summary>
internal sealed class SymbolEncoder(Field field) : DictionaryEncoder(field)
{
    private readonly ByteBuffer _values = new(field.Name);
    private readonly Dictionary<string, int> _byText = new(StringComparer.Ordinal);
    private SymbolDictionary? _source;
    private int[] _byCode = [];

    /// <inheritdoc/>
    public override int IndexWidth => sizeof(int);

    /// <inheritdoc/>
    protected override void CopyRange(Column source, int from, int count)
    {
        var symbols = Take(source);
        var codes = symbols.Codes.Slice(from, count);
        var target = _values.Extend<int>(count);
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = source.IsNull(from + i) ? 0 : Index(codes[i]);
        }
    }

    /// <inheritdoc/>
    protected override void CopyRows(Column source, ReadOnlySpan<int> rows)
    {
        var symbols = Take(source);
        var codes = symbols.Codes;
        var target = _values.Extend<int>(rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            target[i] = source.IsNull(rows[i]) ? 0 : Index(codes[rows[i]]);
        }
    }

    /// <inheritdoc/>
    protected override void LayValues(Body body) => body.Buffer(_values.Written);

    /// <inheritdoc/>
    protected override void ClearValues() => _values.Clear();

    private SymbolColumn Take(Column source)
    {
        var symbols = (SymbolColumn)source;
        if (!ReferenceEquals(_source, symbols.Dictionary))
        {
            _source = symbols.Dictionary;
            _byCode.AsSpan().Fill(-1);
        }

        return symbols;
    }

    private int Index(int code)
    {
        var known = _byCode;
        return (uint)code < (uint)known.Length && known[code] is var index and >= 0 ? index : Add(code);
    }

    private int Add(int code)
    {
        if (code >= _byCode.Length)
        {
            var length = _byCode.Length;
            Array.Resize(ref _byCode, Math.Max(code + 1, Math.Max(64, length * 2)));
            _byCode.AsSpan(length).Fill(-1);
        }

        var text = _source!.Text(code);
        if (!_byText.TryGetValue(text, out var index))
        {
            index = _byText.Count;
            _byText.Add(text, index);
            Fresh.Append(text);
        }

        _byCode[code] = index;
        return index;
    }
}
