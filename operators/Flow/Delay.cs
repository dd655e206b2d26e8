using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Flow;

/// <summary>Hands rows on later: each row leaves when stream time is <c>by</c> past its own.</summary>
/// <remarks>
/// <code>at′ = at + by</code>
/// The stream time of a row, and so its place among the rows of other streams, moves by <c>by</c>; its <c>ts</c> and all other columns stay. It stands for time that something takes: a decision that reaches a venue 5 ms later sees
/// the market of then.
/// <para>Edge cases: rows of one instant leave in the order in which they came; when the input has ended, what is held leaves at its own time; a time that would lie behind the end of stream time is that end;
/// when <c>max</c> rows of a key are held already, one more is an error row.</para>
/// <para>Emits each row once; holds each row back until its time has come, and rows that come at that instant stand before it; completes after the last row held; fails with its input, and a null key is an error row. No
/// warm-up. Cost: O(1) a row, which is copied in and out. Memory: the rows of the last <c>by</c> of stream time, at most <c>max</c> a key, the columns that are read.</para>
/// </remarks>
[Operator("delay", OperatorKind.Flow, Allocates = Allocation.Nothing)]
public sealed class Delay(DelayOptions options) : BatchOperator
{
    private readonly Queue<DelayedRow> _held = new();
    private readonly long _by = options.By.Nanoseconds;
    private readonly List<int> _ofKey = [];
    private RowShelf _shelf = null!;
    private KeyTable _keys = null!;

    /// <inheritdoc/>
    public override long NextTimer => _held.TryPeek(out var next) ? next.Due : StreamTime.Never;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => [new PortShape(scope.Input) { Passes = [0], KeepsOrder = true }];

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _keys = context.Keys;
        _shelf = new RowShelf(context.Output[0], context.Inputs[0]!);
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows.At(i) > NextTimer)
            {
                return i;
            }

            var key = _keys.Ordinal(0, rows.Batch, rows[i]);
            if (key < 0)
            {
                output.Error(rows, i, "SE9102", "the key is null");
            }
            else if (Held(key) == options.Max)
            {
                output.Error(rows, i, "SE9101", $"{options.Max} rows{(_keys.IsKeyed ? " of the key" : "")} are held already; raise 'max', or lower 'by'");
            }
            else
            {
                Hold(new DelayedRow(TimeGrid.Later(rows.At(i), _by), _shelf.Add(rows.Batch, rows[i]), key));
                output.Hold();
            }
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Advance(long at, Output output)
    {
        while (_held.TryPeek(out var row) && row.Due <= at)
        {
            _held.Dequeue();
            _ofKey[row.Key]--;
            _shelf.Append(row.Slot);
            output[0].Commit(at);
            _shelf.Remove(row.Slot);
            output.SettleUsed();
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
        state.Write("due", _held.Select(r => r.Due).ToArray());
        state.Write("keys", _held.Select(r => r.Key).ToArray());
        _shelf.Save(state, [.. _held.Select(r => r.Slot)]);
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        _held.Clear();
        _ofKey.Clear();
        var due = state.Read<long[]>("due");
        var keys = state.Read<int[]>("keys");
        _shelf.Load(state);
        for (var slot = 0; slot < due.Length; slot++)
        {
            Hold(new DelayedRow(due[slot], slot, keys[slot]));
        }
    }

    private int Held(int key) => key < _ofKey.Count ? _ofKey[key] : 0;

    private void Hold(DelayedRow row)
    {
        while (_ofKey.Count <= row.Key)
        {
            _ofKey.Add(0);
        }

        _ofKey[row.Key]++;
        _held.Enqueue(row);
    }
}

/// <summary>Options of <see cref="Delay"/>.</summary>
[Example("x: { from: trades, delay: { by: 50ms } }")]
public sealed record DelayOptions
{
    /// <summary>How much later rows leave.</summary>
    [Required, Shorthand, Range("1ns", "365d")]
    public Duration By { get; init; } = new(1);

    /// <summary>Most rows of a key that are held.</summary>
    [Range(1, 10_000_000)]
    public int Max { get; init; } = 1_000_000;
}
