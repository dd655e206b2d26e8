using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Joins;

/// <summary>As-of join: each left row with the right row of its key that is nearest in event time, within a tolerance.</summary>
/// <remarks>
/// <code>backward: max { r : r.ts ≤ l.ts, r.ts ≥ l.ts − tolerance }    forward: min { r : r.ts ≥ l.ts, r.ts ≤ l.ts + tolerance }    nearest: the one with the least |r.ts − l.ts|</code>
/// l a left row, r the right rows of its key. Of right rows with one <c>ts</c> the last in stream order is taken; of two equally near ones the one before. As in kdb+ <c>aj</c> and pandas <c>merge_asof</c>.
/// <para>In: two streams with <c>ts</c>, each in stream order; right ranks before left, whatever the order in <c>from</c>. Out: the left columns, then the right ones whose names left has not, nullable; <c>right.name</c> reaches
/// one that both have.</para>
/// <para>Edge cases: a left row without match has nulls on the right; a right row that comes (in stream order) after its left row was joined is not seen; a left row that is later than <c>time.lateness</c> finds only what is still
/// kept; a null key or <c>ts</c> is an error row.</para>
/// <para>Emits one row for each left row: backward at once; forward and nearest when stream time has passed <c>ts</c> + tolerance + <c>time.lateness</c>, by key where several are due in one instant; holds left rows back until
/// then; completes with its inputs; fails with its inputs. No warm-up: until right has rows, all is null. Cost: O(1) a row in order, O(log n) for one that runs back. Memory: the columns that are read of the right rows with
/// <c>ts</c> ≥ stream time − (tolerance + <c>time.lateness</c>; nearest: 2 × tolerance + <c>time.lateness</c>), or <c>keep</c> a key, and 16 bytes each; besides the left rows held.</para>
/// </remarks>
[Operator("asof", OperatorKind.Join)]
public sealed class Asof(AsofOptions options) : BatchOperator, IPairOperator
{
    private long _tolerance;
    private long _lateness;
    private JoinShape _shape = null!;
    private JoinSides _sides = null!;
    private BackwardMatch? _match;

    private bool Holds => options.Direction != AsofDirection.Backward;

    /// <inheritdoc/>
    public override long NextTimer => _sides.Held?.NextDue ?? StreamTime.Never;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        if (options.Tolerance is not { } tolerance)
        {
            scope.Report(null, JoinCodes.Unbounded.Code, "'asof' has no tolerance, so it would keep every row of 'right'", "add tolerance: 500ms, the most that the times of two joined rows may be apart");
            return [new PortShape(scope.Inputs[JoinShape.LeftInput].Schema!)];
        }

        (_tolerance, _lateness) = (tolerance.Nanoseconds, scope.LatenessNs);
        _shape = JoinSides.Bind(scope);
        return [_shape.Port];
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _sides = new JoinSides(_shape, context, (options.Direction == AsofDirection.Nearest ? 2 * _tolerance : _tolerance) + _lateness, options.Keep ?? int.MaxValue, Holds);
        _match = Holds ? null : new BackwardMatch(_sides, _tolerance, (key, ts, floor) => Match(_sides.Right.Of(key), ts, floor));
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        if (input == JoinShape.RightInput)
        {
            return _sides.AddRight(rows, output);
        }

        return Holds ? _sides.Hold(rows, _tolerance + _lateness, output) : Join(rows, output);
    }

    /// <inheritdoc/>
    public bool TryProcess(Rows first, Rows second, Output output) => _match is not null && _match.TryTake(first, second, output);

    /// <inheritdoc/>
    public override void Advance(long at, Output output)
    {
        foreach (var left in _sides.Held!.Take(at))
        {
            _sides.Join(left, Match(_sides.Right.Of(left.Key), left.Ts, _sides.Right.Floor(at)), at, output);
        }
    }

    /// <inheritdoc/>
    public override void Flush(Output output) => _sides.Flush();

    /// <inheritdoc/>
    public override void Save(StateWriter state) => _sides.Save(state);

    /// <inheritdoc/>
    public override void Load(StateReader state) => _sides.Load(state);

    private int Join(Rows rows, Output output)
    {
        var batch = rows.Batch;
        var times = _sides.Times(JoinShape.LeftInput, batch);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var key = _sides.Key(JoinShape.LeftInput, rows, i, output);
            if (key >= 0)
            {
                _sides.Pass(batch, row, Match(_sides.Right.Of(key), times[row], _sides.Right.Floor(batch.AtValues[row])));
                output.Used();
            }
        }

        return rows.Count;
    }

    /// <summary>The slot of the right row that belongs to an event time; 0 for none.</summary>
    private int Match(TimeLine line, long ts, long floor)
    {
        var times = line.Times;
        var upTo = line.UpTo(ts);
        var before = upTo - 1;
        if (before >= 0 && (times[before] < Math.Max(floor, EventTime.Before(ts, _tolerance))))
        {
            before = -1;
        }

        if (options.Direction == AsofDirection.Backward)
        {
            return before < 0 ? 0 : line.Slots[before];
        }

        if (before >= 0 && times[before] == ts)
        {
            return line.Slots[before];
        }

        var after = Math.Max(upTo, line.Before(floor));
        if (after == times.Length || times[after] > EventTime.After(ts, _tolerance))
        {
            after = -1;
        }

        var isForward = options.Direction == AsofDirection.Forward;
        if (after >= 0 && (isForward || before < 0 || EventTime.Between(ts, times[after]) < EventTime.Between(times[before], ts)))
        {
            return line.Slots[line.UpTo(times[after]) - 1];
        }

        return isForward || before < 0 ? 0 : line.Slots[before];
    }
}
