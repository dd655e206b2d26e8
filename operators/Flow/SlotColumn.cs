using StreamEngine.Data;
using StreamEngine.State;

namespace StreamEngine.Flow;

/// <summary>One column of a <see cref="RowShelf"/>: values by slot, copied in from batches and out to the builder of an output port.</summary>
internal abstract class SlotColumn(int column)
{
    /// <summary>Position in the input's schema.</summary>
    public int Column => column;

    /// <summary>Copies a value in.</summary>
    public abstract void Set(int slot, Column source, int row);

    /// <summary>Copies a value out.</summary>
    public abstract void Append(int slot);

    /// <summary>Makes room.</summary>
    public abstract void Grow(int slots);

    /// <summary>Writes the values of some slots.</summary>
    public abstract void Save(StateWriter state, IReadOnlyList<int> slots);

    /// <summary>Reads values into the first slots.</summary>
    public abstract void Load(StateReader state);

    /// <summary>The column for a builder.</summary>
    public static SlotColumn For(int column, ColumnBuilder to) => to switch
    {
        ValueBuilder<bool> values => new SlotValues<bool>(column, values),
        ValueBuilder<int> values => new SlotValues<int>(column, values),
        ValueBuilder<long> values => new SlotValues<long>(column, values),
        ValueBuilder<float> values => new SlotValues<float>(column, values),
        ValueBuilder<double> values => new SlotValues<double>(column, values),
        ValueBuilder<decimal> values => new SlotValues<decimal>(column, values),
        ValueBuilder<byte> values => new SlotValues<byte>(column, values),
        SymbolBuilder symbols => new SlotSymbols(column, symbols),
        TextBuilder texts => new SlotTexts(column, texts),
        VectorBuilder<float> vectors => new SlotVectors<float>(column, vectors),
        VectorBuilder<double> vectors => new SlotVectors<double>(column, vectors),
        _ => throw new NotSupportedException($"a column of type {to.Type} cannot be held: a bug in the engine"),
    };
}
