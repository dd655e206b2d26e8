using StreamEngine.Data;

namespace StreamEngine.Features;

/// <summary>The columns of <c>book_delta/1</c> rows that say what changes: action, side, price, qty, last and state.</summary>
internal readonly ref struct LevelChanges
{
    /// <summary>What is said of a row whose side is null or unknown.</summary>
    private const string NoSide = "the side is unknown; a level needs bid or ask";

    private readonly Column _sides;
    private readonly Column _prices;
    private readonly Column _sizes;
    private readonly Column _states;

    /// <summary>Takes the columns of a batch, given by their positions.</summary>
    public LevelChanges(Batch batch, ReadOnlySpan<int> columns)
    {
        Actions = ((ValueColumn<byte>)batch.Column(columns[0])).Values;
        var sides = (ValueColumn<byte>)batch.Column(columns[1]);
        var prices = (ValueColumn<double>)batch.Column(columns[2]);
        var sizes = (ValueColumn<double>)batch.Column(columns[3]);
        Lasts = ((ValueColumn<bool>)batch.Column(columns[4])).Values;
        var states = (ValueColumn<byte>)batch.Column(columns[5]);
        Sides = sides.Values;
        Prices = prices.Values;
        Sizes = sizes.Values;
        States = states.Values;
        (_sides, _prices, _sizes, _states) = (sides, prices, sizes, states);
        MayHaveNulls = sides.HasNulls || prices.HasNulls || sizes.HasNulls;
    }

    public ReadOnlySpan<byte> Actions { get; }

    public ReadOnlySpan<byte> Sides { get; }

    public ReadOnlySpan<double> Prices { get; }

    public ReadOnlySpan<double> Sizes { get; }

    public ReadOnlySpan<bool> Lasts { get; }

    public ReadOnlySpan<byte> States { get; }

    /// <summary>Whether a side, price or size may be null.</summary>
    private bool MayHaveNulls { get; }

    /// <summary>Whether a row has no state.</summary>
    public bool HasNoState(int row) => _states.IsNull(row);

    /// <summary>Applies a level change to a book; what is wrong with it, or null.</summary>
    public string? ApplyTo(LevelBook book, int row, bool delete)
    {
        var side = Sides[row];
        if (MayHaveNulls && Missing(row, delete) is { } missing)
        {
            return side == BookCodes.Bid || side == BookCodes.Ask ? missing : NoSide;
        }

        if (side != BookCodes.Bid && side != BookCodes.Ask)
        {
            return NoSide;
        }

        try
        {
            book.Apply(side == BookCodes.Bid, Prices[row], delete ? 0 : Sizes[row]);
            return null;
        }
        catch (InvalidDataException problem)
        {
            return problem.Message;
        }
    }

    /// <summary>What a level change lacks; null for nothing.</summary>
    private string? Missing(int row, bool delete) =>
        _sides.IsNull(row) ? NoSide
        : _prices.IsNull(row) ? "a level without a price"
        : !delete && _sizes.IsNull(row) ? "a level without a qty"
        : null;
}
