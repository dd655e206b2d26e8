using StreamEngine.Data;
using StreamEngine.Flow;
using StreamEngine.State;

namespace StreamEngine.Windows;

/// <summary>The first rows of a window by a column, held on a shelf: to windows it is an aggregate like any other.</summary>
internal abstract class RankedRows : Aggregate
{
    private int _dropped;

    /// <summary>What became of the row added last.</summary>
    public RankedFate Last { get; protected set; }

    /// <summary>Slots in the order in which they were saved, and are numbered when they are loaded.</summary>
    public List<int> Saved { get; } = [];

    /// <inheritdoc/>
    public override bool Inverts => false;

    /// <summary>Stream order of the next row.</summary>
    protected long Next { get; set; }

    /// <summary>Those for a type of column.</summary>
    public static RankedRows For(TypeKind kind, int column, TopOptions options, RowShelf shelf) => kind switch
    {
        TypeKind.Float64 => new RankedRows<double>(column, options, shelf),
        TypeKind.Float32 => new RankedRows<float>(column, options, shelf),
        TypeKind.Int32 => new RankedRows<int>(column, options, shelf),
        TypeKind.Decimal => new RankedRows<decimal>(column, options, shelf),
        _ => new RankedRows<long>(column, options, shelf),
    };

    /// <summary>Rows that were held and are not any more, since the last call.</summary>
    public int TakeDropped()
    {
        var dropped = _dropped;
        _dropped = 0;
        return dropped;
    }

    /// <summary>To be called before states are saved.</summary>
    public void BeginSave(StateWriter to)
    {
        Saved.Clear();
        to.Write("next", Next);
    }

    /// <summary>To be called before states are loaded.</summary>
    public void BeginLoad(StateReader from)
    {
        Saved.Clear();
        Next = from.Read<long>("next");
    }

    /// <summary>A row that was held is not any more.</summary>
    protected void Drop(RowShelf shelf, int slot)
    {
        shelf.Remove(slot);
        _dropped++;
    }
}
