using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Flow;

/// <summary>The last row of each key in each cell of a grid of stream time, at the end of the cell.</summary>
/// <remarks>
/// <code>grid instants g = offset + k · every;   a row of stream time t belongs to the first g ≥ t</code>
/// At g, behind all rows of that instant, the newest row of each key that came after the grid instant before leaves with stream time g; its <c>ts</c> and all other columns stay. The others are filtered.
/// <para>Edge cases: a row exactly at a grid instant still belongs to it; a key without a row in a cell gives none (<c>fill_gaps</c> does); rows of several keys leave in the order of the keys' UTF-8 bytes; when the input has ended, the
/// last cell ends at its own time.</para>
/// <para>Emits one row a key and cell with rows; holds that row back to the end of the cell; completes after the last cell; fails with its input, and a null key is an error row. No warm-up. Cost: O(1) a row; the last row of each key in
/// a batch is copied. Memory: one row a key, the columns that are read.</para>
/// </remarks>
[Operator("sample", OperatorKind.Flow, Allocates = Allocation.Nothing)]
public sealed class Sample(SampleOptions options) : BatchOperator
{
    private readonly TimeGrid _grid = new(options.Every.Nanoseconds, options.Offset.Nanoseconds);
    private readonly List<int> _touched = [];
    private LatestRows _latest = null!;
    private KeyTable _keys = null!;
    private KeyOrder _order = null!;
    private long _due = StreamTime.Never;

    /// <inheritdoc/>
    public override long NextTimer => _due;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => [new PortShape(scope.Input) { Passes = [0] }];

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _keys = context.Keys;
        _order = new KeyOrder(_keys);
        _latest = new LatestRows(new RowShelf(context.Output[0], context.Inputs[0]!));
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        var i = 0;
        for (; i < rows.Count && rows.At(i) <= _due; i++)
        {
            var key = _keys.Ordinal(0, rows.Batch, rows[i]);
            if (key < 0)
            {
                output.Error(rows, i, "SE9102", "the key is null");
                continue;
            }

            if (_due == StreamTime.Never)
            {
                _due = _grid.AtOrAfter(rows.At(i));
            }

            if (_latest.Put(key, i))
            {
                output.Filtered(); // the row before; this one takes its place among those held
            }
            else
            {
                _touched.Add(key);
                output.Hold();
            }
        }

        _latest.EndView(rows);
        return i;
    }

    /// <inheritdoc/>
    public override void Advance(long at, Output output)
    {
        _order.Sort(_touched);
        foreach (var key in _touched)
        {
            _latest.Take(key);
            output[0].Commit(at);
        }

        output.SettleUsed(_touched.Count);
        _touched.Clear();
        _due = StreamTime.Never;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
        state.Write("due", _due);
        state.Write("keys", _touched);
        _latest.Save(state, _touched);
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        _due = state.Read<long>("due");
        _touched.Clear();
        _touched.AddRange(state.Read<List<int>>("keys"));
        _latest.Load(state, _touched);
    }
}

/// <summary>Options of <see cref="Sample"/>.</summary>
[Example("x: { from: trades, key: symbol, sample: { every: 200ms } }")]
public sealed record SampleOptions
{
    /// <summary>Length of a cell.</summary>
    [Required, Shorthand, Range("1ns", "365d")]
    public Duration Every { get; init; } = new(1_000_000_000);

    /// <summary>Where the grid stands: one of its instants, counted from the epoch.</summary>
    [Range("0s", "365d")]
    public Duration Offset { get; init; }
}
