using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Flow;

/// <summary>Puts rows in the order of their event time, as far as they are out of order by no more than <c>within</c>.</summary>
/// <remarks>
/// <code>at′ = t + within</code>
/// t is the row's value of <c>by</c>. A row leaves when stream time is <c>within</c> past t, so rows leave ordered by t, those of one t in the order in which they came.
/// <para>Edge cases: a row that comes when stream time is more than <c>within</c> past its t goes to <c>late</c>; a row whose t is ahead of stream time waits for it; a null in <c>by</c> is an error row; when <c>max</c> rows are held
/// already, one more is an error row.</para>
/// <para>Emits each row once, in order; holds each row until stream time is <c>within</c> past its t; completes after the last row held; fails with its input. No warm-up. Cost: O(log n) a row with n rows held; a row is copied in and
/// out. Memory: the rows of the last <c>within</c> of stream time, the columns that are read, at most <c>max</c>.</para>
/// </remarks>
[Operator("sort", OperatorKind.Flow, Allocates = Allocation.Nothing)]
public sealed class Sort(SortOptions options) : BatchOperator
{
    private readonly PriorityQueue<int, (long By, long Sequence)> _held = new();
    private readonly long _within = options.Within.Nanoseconds;
    private RowShelf _shelf = null!;
    private long _sequence;
    private int _by;

    /// <inheritdoc/>
    public override long NextTimer => _held.TryPeek(out _, out var first) ? Due(first.By) : StreamTime.Never;

    /// <inheritdoc/>
    public override bool RunsParallel => false;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        scope.Read(0, options.By.Name, options.By.Name == "ts" ? null : "by", TypeKind.Timestamp);
        return [new PortShape(scope.Input) { Passes = [0] }];
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _shelf = new RowShelf(context.Output[0], context.Inputs[0]!);
        _by = context.Inputs[0]!.IndexOf(options.By.Name);
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        var times = (ValueColumn<long>)rows.Batch.Column(_by);
        for (var i = 0; i < rows.Count; i++)
        {
            var at = rows.At(i);
            if (at > NextTimer)
            {
                return i;
            }

            if (times.IsNull(rows[i]))
            {
                output.Error(rows, i, "SE9101", $"'{options.By}' is null; it must be the time by which the row is put in order");
            }
            else if (Due(times[rows[i]]) < at)
            {
                output.Late(rows, i, output.DropsLate ? "" : $"'{options.By}' is {new Duration(at - times[rows[i]])} behind stream time; rows are put in order up to {options.Within}");
            }
            else if (_held.Count == options.Max)
            {
                output.Error(rows, i, "SE9101", $"{options.Max} rows wait to be put in order already; raise 'max', or lower 'within'");
            }
            else
            {
                _held.Enqueue(_shelf.Add(rows.Batch, rows[i]), (times[rows[i]], _sequence++));
                output.Hold();
            }
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Advance(long at, Output output)
    {
        while (_held.TryPeek(out var slot, out var first) && Due(first.By) <= at)
        {
            _held.Dequeue();
            _shelf.Append(slot);
            output[0].Commit(at);
            _shelf.Remove(slot);
            output.SettleUsed();
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
        var rows = _held.UnorderedItems.OrderBy(r => r.Priority).ToList();
        state.Write("by", rows.Select(r => r.Priority.By).ToArray());
        _shelf.Save(state, [.. rows.Select(r => r.Element)]);
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        _held.Clear();
        var by = state.Read<long[]>("by");
        _sequence = _shelf.Load(state);
        for (var slot = 0; slot < by.Length; slot++)
        {
            _held.Enqueue(slot, (by[slot], slot));
        }
    }

    private long Due(long by) => TimeGrid.Later(by, _within);
}

/// <summary>Options of <see cref="Sort"/>.</summary>
[Port("", "The rows in order.")]
[Port("late", "Rows further behind than within.")]
[Example("x: { from: trades, sort: { within: 500ms }, drop: [late] }")]
public sealed record SortOptions
{
    /// <summary>Column with the time by which rows are put in order.</summary>
    public ColumnName By { get; init; } = new("ts");

    /// <summary>How far stream time may be past a row's time when the row comes.</summary>
    [Required, Range("0ns", "365d")]
    public Duration Within { get; init; } = new(500_000_000);

    /// <summary>Most rows held.</summary>
    [Range(1, 10_000_000)]
    public int Max { get; init; } = 1_000_000;
}
