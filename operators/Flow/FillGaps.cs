using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Flow;

/// <summary>Adds a row for each cell of a grid of stream time in which a key has none.</summary>
/// <remarks>
/// <code>grid instants g = offset + k · every;   a row of stream time t belongs to the first g ≥ t</code>
/// All rows pass as they come. From a key's first row on, a cell that ends without a row of the key gets one at its end: its stream time is g, its <c>ts</c> that of the key's last row plus <c>every</c> for each cell since, its key
/// columns are the key's, and all others are null (<c>fill: null</c>) or those of the key's last row (<c>fill: carry</c>). With <c>fill: null</c> the columns besides <c>ts</c> and key are nullable behind the node.
/// <para>Edge cases: nothing is filled before a key's first row, nor behind the stream time at which the input ended; in one gap of a key at most <c>limit</c> rows are filled, and then none before its next row; where rows come later
/// than the cell they stand for, as bars with lateness do, set <c>offset</c> to how much; rows of several keys are filled in the order of the keys' UTF-8 bytes.</para>
/// <para>Emits each row as it is, at once, and one row a key and empty cell at the end of the cell; holds nothing back; completes with its input; fails with its input, and a null key is an error row. No warm-up. Cost: O(1) a row, and
/// the last row of each key in a batch is copied; O(1) a filled row. Memory: one row a key, the columns that are read.</para>
/// </remarks>
[Operator("fill_gaps", OperatorKind.Flow, Allocates = Allocation.Nothing)]
public sealed class FillGaps(FillGapsOptions options) : BatchOperator
{
    private readonly TimeGrid _grid = new(options.Every.Nanoseconds, options.Offset.Nanoseconds);
    private readonly List<FilledKey> _filled = [];
    private IReadOnlyList<string> _key = [];
    private RowPicker _picker = null!;
    private LatestRows _latest = null!;
    private KeyTable _keys = null!;
    private KeyTimers _timers = null!;
    private ValueBuilder<long>? _times;
    private int _ts;

    /// <inheritdoc/>
    public override long NextTimer => _timers.Next;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        scope.Read(0, "ts", null, TypeKind.Timestamp);
        _key = scope.Key;
        var shape = options.Fill == GapFill.Carry ? scope.Input
            : new Schema(scope.Input.Name, [.. scope.Input.Fields.Select(f => f.Name == "ts" || _key.Contains(f.Name) ? f : f with { Nullable = true })]);
        return [new PortShape(shape) { Passes = [0] }];
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        var (writer, input) = (context.Output[0], context.Inputs[0]!);
        _picker = new RowPicker(context.Pool);
        _keys = context.Keys;
        _timers = new KeyTimers(_keys);
        _latest = new LatestRows(new RowShelf(writer, input, [.. options.Fill == GapFill.Carry ? input.Fields.Select(f => f.Name).Where(n => n != "ts") : _key.Where(n => n != "ts")]));
        _times = writer.Values<long>("ts");
        _ts = input.IndexOf("ts");
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        var times = ((ValueColumn<long>)rows.Batch.Column(_ts)).Values;
        _picker.Begin(rows);
        var i = 0;
        for (; i < rows.Count && rows.At(i) <= _timers.Next; i++)
        {
            var key = _keys.Ordinal(0, rows.Batch, rows[i]);
            if (key < 0)
            {
                output.Error(rows, i, "SE9102", "the key is null");
                continue;
            }

            while (_filled.Count <= key)
            {
                _filled.Add(default);
            }

            _filled[key] = new FilledKey(times[rows[i]], 0);
            _timers.Set(key, TimeGrid.Later(_grid.AtOrAfter(rows.At(i)), _grid.Every));
            _latest.Put(key, i);
            _picker.Take(i);
            output.Used();
        }

        _latest.EndView(rows);
        _picker.Pass(output);
        return i;
    }

    /// <inheritdoc/>
    public override void Advance(long at, Output output)
    {
        foreach (var key in _timers.TakeDue(at))
        {
            var filled = _filled[key];
            filled = new FilledKey(TimeGrid.Later(filled.Ts, _grid.Every), filled.Count + 1);
            _filled[key] = filled;
            _latest.Append(key);
            _times?.Append(filled.Ts);
            output[0].Commit(at);
            if (filled.Count < options.Limit)
            {
                _timers.Set(key, TimeGrid.Later(at, _grid.Every));
            }
        }
    }

    /// <inheritdoc/>
    public override void End() => _timers.Clear();

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
        var keys = _timers.Save(state);
        state.Write("filled", keys.Select(k => _filled[k]).ToArray());
        _latest.Save(state, keys);
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        var keys = _timers.Load(state);
        var filled = state.Read<FilledKey[]>("filled");
        _filled.Clear();
        for (var i = 0; i < keys.Count; i++)
        {
            while (_filled.Count <= keys[i])
            {
                _filled.Add(default);
            }

            _filled[keys[i]] = filled[i];
        }

        _latest.Load(state, keys);
    }
}

/// <summary>Options of <see cref="FillGaps"/>.</summary>
[Example("x: { from: trades, key: symbol, fill_gaps: { every: 50ms, fill: carry } }")]
[Example("x: { from: trades, key: symbol, fill_gaps: { every: 50ms, limit: 3 } }")]
public sealed record FillGapsOptions
{
    /// <summary>Length of a cell.</summary>
    [Required, Range("1ns", "365d")]
    public Duration Every { get; init; } = new(60_000_000_000);

    /// <summary>What stands in the columns of a filled row: null, or the values of the last row (carry).</summary>
    public GapFill Fill { get; init; } = GapFill.Null;

    /// <summary>Where the grid stands: one of its instants, counted from the epoch.</summary>
    [Range("0s", "365d")]
    public Duration Offset { get; init; }

    /// <summary>Most rows filled in one gap of a key.</summary>
    [Range(1, 1_000_000)]
    public int Limit { get; init; } = 10_000;
}
