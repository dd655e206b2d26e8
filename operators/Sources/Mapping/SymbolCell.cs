using StreamEngine.Data;

namespace StreamEngine.Sources.Mapping;

/// <summary>A column of symbols. The text read last is remembered: symbols mostly repeat.</summary>
internal sealed class SymbolCell(ColumnType type, ColumnBuilder? builder) : MappedCell(type, builder)
{
    private readonly int[] _codes = new int[2];
    private readonly SymbolBuilder? _builder = (SymbolBuilder?)builder;
    private byte[]? _last;
    private int _lastCode;

    /// <inheritdoc/>
    public override bool IsText => true;

    /// <inheritdoc/>
    protected override string? Parse(ReadOnlySpan<byte> text, int slot)
    {
        if (_builder is null)
        {
            return null;
        }

        if (_last is null || !text.SequenceEqual(_last))
        {
            try
            {
                _lastCode = _builder.Dictionary.Code(text);
            }
            catch (InvalidDataException full)
            {
                return $"is {Show(text)}: {full.Message}";
            }

            _last = text.ToArray();
        }

        _codes[slot] = _lastCode;
        return null;
    }

    /// <inheritdoc/>
    protected override void AppendValue(int slot) => _builder!.AppendCode(_codes[slot]);
}
