using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Flow;

/// <summary>The last row of each key once no other has come for <c>quiet</c>.</summary>
/// <remarks>
/// A row of stream time t leaves at t + <c>quiet</c>, with that stream time and its own <c>ts</c>, unless another row of its key comes in t &lt; at ≤ t + <c>quiet</c> or behind it in the same instant; then it is filtered, and the wait
/// starts over. A burst gives one row, its last, once it is over.
/// <para>Edge cases: a row exactly <c>quiet</c> behind the last one still replaces it; a key whose rows never pause gives none (<c>sample</c> does); rows of several keys that are due at one instant leave in the order of the keys' UTF-8
/// bytes; when the input has ended, the last rows leave at their own time.</para>
/// <para>Emits one row a pause and key; holds the newest row of each key; completes after the last row held; fails with its input, and a null key is an error row. No warm-up. Cost: O(1) a row; the last row of each key in a batch is
/// copied. Memory: one row a key that has not paused yet, the columns that are read.</para>
/// </remarks>
[Operator("debounce", OperatorKind.Flow, Allocates = Allocation.Nothing)]
public sealed class Debounce(DebounceOptions options) : BatchOperator
{
    private readonly long _quiet = options.Quiet.Nanoseconds;
    private LatestRows _latest = null!;
    private KeyTable _keys = null!;
    private KeyTimers _timers = null!;

    /// <inheritdoc/>
    public override long NextTimer => _timers.Next;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => [new PortShape(scope.Input) { Passes = [0] }];

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _keys = context.Keys;
        _timers = new KeyTimers(_keys);
        _latest = new LatestRows(new RowShelf(context.Output[0], context.Inputs[0]!));
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        var i = 0;
        for (; i < rows.Count && rows.At(i) <= _timers.Next; i++)
        {
            var key = _keys.Ordinal(0, rows.Batch, rows[i]);
            if (key < 0)
            {
                output.Error(rows, i, "SE9102", "the key is null");
                continue;
            }

            _timers.Set(key, TimeGrid.Later(rows.At(i), _quiet));
            if (_latest.Put(key, i))
            {
                output.Filtered(); // the row before; this one takes its place among those held
            }
            else
            {
                output.Hold();
            }
        }

        _latest.EndView(rows);
        return i;
    }

    /// <inheritdoc/>
    public override void Advance(long at, Output output)
    {
        foreach (var key in _timers.TakeDue(at))
        {
            _latest.Take(key);
            output[0].Commit(at);
            output.SettleUsed();
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => _latest.Save(state, _timers.Save(state));

    /// <inheritdoc/>
    public override void Load(StateReader state) => _latest.Load(state, _timers.Load(state));
}

/// <summary>Options of <see cref="Debounce"/>.</summary>
[Example("x: { from: quotes, key: symbol, debounce: { quiet: 20ms } }")]
public sealed record DebounceOptions
{
    /// <summary>Stream time without a row of the key.</summary>
    [Required, Shorthand, Range("1ns", "365d")]
    public Duration Quiet { get; init; } = new(200_000_000);
}
