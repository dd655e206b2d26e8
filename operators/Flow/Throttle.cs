using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Flow;

/// <summary>Lets at most <c>max</c> rows of each key pass in any stretch of stream time as long as <c>per</c>.</summary>
/// <remarks>
/// A row of stream time t passes when fewer than <c>max</c> rows of its key passed in t − <c>per</c> &lt; at ≤ t; the others are filtered. So <c>max: 1</c> lets a row pass and then none for <c>per</c>. Of a burst the first rows pass;
/// to keep the newest, use <c>sample</c> or <c>debounce</c>.
/// <para>Edge cases: a row exactly <c>per</c> behind the one that blocked it passes; rows are counted by stream time, so a row whose <c>ts</c> runs back counts where it came; without <c>key</c> all rows share the limit.</para>
/// <para>Emits each row that passes as it is, at once; holds nothing back; completes with its input; fails with its input, and a null key is an error row. No warm-up. Cost: O(1) a row, no row is copied. Memory: 8 bytes for each
/// of at most <c>max</c> rows a key.</para>
/// </remarks>
[Operator("throttle", OperatorKind.Flow, Allocates = Allocation.Nothing)]
public sealed class Throttle(ThrottleOptions options) : BatchOperator
{
    private readonly List<Queue<long>> _passed = [];
    private readonly long _per = options.Per.Nanoseconds;
    private RowPicker _picker = null!;
    private KeyTable _keys = null!;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => [new PortShape(scope.Input) { Passes = [0] }];

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _picker = new RowPicker(context.Pool);
        _keys = context.Keys;
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
            else if (Passes(key, rows.At(i)))
            {
                _picker.Take(i);
                output.Used();
            }
            else
            {
                output.Filtered();
            }
        }

        _picker.Pass(output);
        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => state.Write("passed", _passed);

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        _passed.Clear();
        _passed.AddRange(state.Read<List<Queue<long>>>("passed"));
    }

    private bool Passes(int key, long at)
    {
        while (_passed.Count <= key)
        {
            _passed.Add(new Queue<long>());
        }

        var passed = _passed[key];
        while (passed.TryPeek(out var oldest) && (Int128)at - oldest >= _per)
        {
            passed.Dequeue();
        }

        if (passed.Count == options.Max)
        {
            return false;
        }

        passed.Enqueue(at);
        return true;
    }
}

/// <summary>Options of <see cref="Throttle"/>.</summary>
[Example("x: { from: trades, key: symbol, throttle: { max: 5, per: 1s } }")]
public sealed record ThrottleOptions
{
    /// <summary>Rows that pass in <c>per</c>.</summary>
    [Required, Range(1, 100_000)]
    public int Max { get; init; } = 1;

    /// <summary>Length of the stretch.</summary>
    [Required, Range("1ns", "365d")]
    public Duration Per { get; init; } = new(1_000_000_000);
}
