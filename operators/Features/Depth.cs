using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Features;

/// <summary>Total size resting on the best <c>levels</c> levels of each side.</summary>
/// <remarks>
/// <code>sum_bid = Σ Qb(i),  sum_ask = Σ Qa(i),  i = 1 … levels</code>
/// Q size at a level, counted from the best. Source: REQUIREMENTS FEA-02. Sums are exact: sizes are added as whole steps and the result is the nearest double.
/// <para>In: book rows with <c>bid_sizes</c> and <c>ask_sizes</c> of at least <c>levels</c> elements. Appends <c>sum_bid_20</c> and <c>sum_ask_20</c> (with the number of levels): base units, 0 or more; null where the book
/// is not live.</para>
/// <para>Edge cases: a side with fewer levels sums those it has, 0 when it is empty; a row of a book that is not live is answered null.</para>
/// <para>Emits one answer a row; holds nothing back; completes with its input; fails with its input. No warm-up. Cost: O(1) a row behind an order_book, which tells the sums, else O(levels). No memory.</para>
/// </remarks>
[Operator("depth", OperatorKind.Feature, Allocates = Allocation.Nothing, ByColumns = true)]
public sealed class Depth(DepthOptions options) : BatchOperator
{
    private readonly LevelSums _sums = new(options.Levels);
    private Appender _appender = null!;
    private ScatterColumn<double>? _bid;
    private ScatterColumn<double>? _ask;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        _sums.Bind(scope);
        return AppendedColumns.Bind(scope, new Field($"sum_bid_{options.Levels}", ColumnType.Float64, true, "base"), new Field($"sum_ask_{options.Levels}", ColumnType.Float64, true, "base"));
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _sums.Open(context.Inputs[0]!);
        _appender = context.Output.Appender!;
        _bid = (ScatterColumn<double>?)_appender.At(0);
        _ask = (ScatterColumn<double>?)_appender.At(1);
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        output.Used(rows.Count);
        if (rows.Batch.IsContiguous && _sums.TryRead(rows.Batch, rows[0], rows.Count, out var bids, out var asks))
        {
            var first = _appender.Pass(rows);
            Copy(bids, _bid, first);
            Copy(asks, _ask, first);
            return rows.Count;
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var known = _sums.TryRead(rows.Batch, rows[i], out var bid, out var ask);
            var row = _appender.Pass(rows.Batch, rows[i], rows.At(i));
            _bid?.Set(row, known ? bid : null);
            _ask?.Set(row, known ? ask : null);
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

    private static void Copy(ReadOnlySpan<double> sums, ScatterColumn<double>? to, int first)
    {
        if (to is not null)
        {
            sums.CopyTo(to.Fill(first, sums.Length));
        }
    }
}

/// <summary>Options of <see cref="Depth"/>.</summary>
[Example("x: { from: book, key: symbol, depth: { levels: 20 } }")]
public sealed record DepthOptions
{
    /// <summary>Levels a side that are summed, from the best.</summary>
    [Shorthand, Range(1, 1000)]
    public int Levels { get; init; } = 20;
}
