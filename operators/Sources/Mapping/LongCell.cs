using StreamEngine.Data;

namespace StreamEngine.Sources.Mapping;

/// <summary>A column of whole numbers: integers, durations, times.</summary>
internal abstract class LongCell(ColumnType type, ColumnBuilder? builder) : MappedCell(type, builder)
{
    private readonly long[] _values = new long[2];
    private readonly ValueBuilder<long>? _longs = builder as ValueBuilder<long>;
    private readonly ValueBuilder<int>? _ints = builder as ValueBuilder<int>;

    /// <inheritdoc/>
    public override bool IsNumber => true;

    /// <summary>The value of a slot that is not null.</summary>
    public long this[int slot]
    {
        get => _values[slot];
        set
        {
            SetNotNull(slot);
            _values[slot] = value;
        }
    }

    /// <inheritdoc/>
    protected override string? Parse(ReadOnlySpan<byte> text, int slot) => Read(text, out _values[slot]);

    /// <summary>Reads a text.</summary>
    protected abstract string? Read(ReadOnlySpan<byte> text, out long value);

    /// <inheritdoc/>
    protected override void AppendValue(int slot)
    {
        _longs?.Append(_values[slot]);
        _ints?.Append((int)_values[slot]);
    }
}
