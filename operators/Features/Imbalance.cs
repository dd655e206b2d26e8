using System.Runtime.Intrinsics;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Features;

/// <summary>Order-book imbalance: how much more size rests on the bid side than on the ask side, over the best <c>levels</c> levels.</summary>
/// <remarks>
/// <code>imbalance = (ΣQb − ΣQa) / (ΣQb + ΣQa)</code>
/// Q size at a level, b bid, a ask, summed over the levels; 0 for an empty book. Source: FORMULAE 3, REQUIREMENTS FEA-02. The sums and their difference are exact.
/// <para>In: book rows with <c>bid_sizes</c> and <c>ask_sizes</c> of at least <c>levels</c> elements. Appends <c>imbalance_20</c> (with the number of levels): from −1 (asks only) to 1 (bids only); null where the book is
/// not live.</para>
/// <para>Edge cases: an empty book is answered 0, one side alone −1 or 1; a row of a book that is not live is answered null.</para>
/// <para>Emits one answer a row; holds nothing back; completes with its input; fails with its input. No warm-up. Cost: O(1) a row behind an order_book, which tells the sums, else O(levels). No memory.</para>
/// </remarks>
[Operator("imbalance", OperatorKind.Feature, Allocates = Allocation.Nothing, ByColumns = true)]
public sealed class Imbalance(ImbalanceOptions options) : BatchOperator
{
    private readonly LevelSums _sums = new(options.Levels);
    private Appender _appender = null!;
    private ScatterColumn<double>? _imbalance;
    private int _places;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        _sums.Bind(scope);
        return AppendedColumns.Bind(scope, new Field($"imbalance_{options.Levels}", ColumnType.Float64, true));
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _sums.Open(context.Inputs[0]!);
        _appender = context.Output.Appender!;
        _imbalance = (ScatterColumn<double>?)_appender.At(0);
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        output.Used(rows.Count);
        if (rows.Batch.IsContiguous && _sums.TryRead(rows.Batch, rows[0], rows.Count, out var bids, out var asks))
        {
            var first = _appender.Pass(rows);
            if (_imbalance is not null)
            {
                Write(bids, asks, _imbalance.Fill(first, rows.Count));
            }

            return rows.Count;
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var known = _sums.TryRead(rows.Batch, rows[i], out var bid, out var ask);
            _imbalance?.Set(_appender.Pass(rows.Batch, rows[i], rows.At(i)), known ? Of(bid, ask) : null);
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
    }

    private void Write(ReadOnlySpan<double> bids, ReadOnlySpan<double> asks, Span<double> imbalances)
    {
        DecimalSteps.Differences(bids, asks, ref _places, imbalances);
        var i = 0;
        for (; i + 4 <= imbalances.Length; i += 4)
        {
            var both = Vector256.Create(bids[i..]) + Vector256.Create(asks[i..]);
            var ratio = Vector256.Create<double>(imbalances[i..]) / both;
            Vector256.ConditionalSelect(Vector256.Equals(both, Vector256<double>.Zero), Vector256<double>.Zero, ratio).CopyTo(imbalances[i..]);
        }

        for (; i < imbalances.Length; i++)
        {
            imbalances[i] = bids[i] + asks[i] == 0 ? 0 : imbalances[i] / (bids[i] + asks[i]);
        }
    }

    private static double Of(double bid, double ask) => bid + ask == 0 ? 0 : DecimalSteps.Difference(bid, ask) / (bid + ask);
}

/// <summary>Options of <see cref="Imbalance"/>.</summary>
[Example("x: { from: book, key: symbol, imbalance: { levels: 20 } }")]
public sealed record ImbalanceOptions
{
    /// <summary>Levels a side that are summed, from the best.</summary>
    [Shorthand, Range(1, 1000)]
    public int Levels { get; init; } = 20;
}
