using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Flow;

/// <summary>Lets a row pass unless one with the same values passed within <c>horizon</c>.</summary>
/// <remarks>
/// A row of stream time t is filtered when a row of its key with equal values in all columns of <c>by</c> passed in t − <c>horizon</c> &lt; at ≤ t. A row that is filtered does not count, so what repeats for ever passes once a
/// <c>horizon</c>.
/// <para>Edge cases: a row exactly <c>horizon</c> behind the one that passed passes; a row with a null in <c>by</c> always passes, since an unknown value equals none; numbers are equal when their values are (0.0 and −0.0 are);
/// when <c>max</c> rows of a key are remembered already, one more that is new is an error row.</para>
/// <para>Emits each row that passes as it is, at once; holds nothing back; completes with its input; fails with its input, and a null key is an error row. No warm-up. Cost: one look-up a row, no row is copied. Memory: the values of the
/// rows that passed in the last <c>horizon</c> of stream time, at most <c>max</c> a key, about 100 bytes each.</para>
/// </remarks>
[Operator("dedupe", OperatorKind.Flow, Allocates = Allocation.Rows)]
public sealed class Dedupe(DedupeOptions options) : BatchOperator
{
    private SeenValues _seen = null!;
    private RowPicker _picker = null!;
    private KeyTable _keys = null!;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        for (var i = 0; i < options.By.Count; i++)
        {
            scope.Read(0, options.By[i].Name, $"by[{i}]", Allowed);
        }

        return [new PortShape(scope.Input) { Passes = [0] }];
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _picker = new RowPicker(context.Pool);
        _keys = context.Keys;
        _seen = new SeenValues([.. options.By.Select(c => context.Inputs[0]!.IndexOf(c.Name))], options.Horizon.Nanoseconds, options.Max);
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        _picker.Begin(rows);
        for (var i = 0; i < rows.Count; i++)
        {
            var key = _keys.Ordinal(0, rows.Batch, rows[i]);
            if (key < 0)
            {
                output.Error(rows, i, "SE9102", "the key is null");
            }
            else
            {
                Decide(_seen.Look(key, rows.Batch, rows[i], rows.At(i)), rows, i, output);
            }
        }

        _picker.Pass(output);
        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => _seen.Save(state);

    /// <inheritdoc/>
    public override void Load(StateReader state) => _seen.Load(state);

    private void Decide(Sighting seen, Rows rows, int row, Output output)
    {
        switch (seen)
        {
            case Sighting.New:
                _picker.Take(row);
                output.Used();
                break;
            case Sighting.Again:
                output.Filtered();
                break;
            default:
                output.Error(rows, row, "SE9101", $"{options.Max} rows of the key passed within {options.Horizon} already; raise 'max', or lower 'horizon'");
                break;
        }
    }

    private static readonly TypeKind[] Allowed = [.. Enum.GetValues<TypeKind>().Except([TypeKind.Vector])];
}

/// <summary>Options of <see cref="Dedupe"/>.</summary>
[Example("x: { from: trades, key: symbol, dedupe: { by: [trade_id, price], horizon: 1m } }")]
public sealed record DedupeOptions
{
    /// <summary>Columns that make two rows the same.</summary>
    [Required, MinItems(1), MaxItems(16)]
    public IReadOnlyList<ColumnName> By { get; init; } = [];

    /// <summary>Stream time for which a row that passed is remembered.</summary>
    [Required, Range("1ns", "365d")]
    public Duration Horizon { get; init; } = new(60_000_000_000);

    /// <summary>Most rows of a key that are remembered.</summary>
    [Range(1, 10_000_000)]
    public int Max { get; init; } = 1_000_000;
}
