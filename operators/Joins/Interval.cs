using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Joins;

/// <summary>Interval join: each left row with every right row of its key whose event time lies near its own.</summary>
/// <remarks>
/// <code>{ (l, r) : l.ts − before ≤ r.ts ≤ l.ts + after }</code>
/// l a left row, r the right rows of its key. Ordered by left row, for each of them by the right rows' <c>ts</c>, those of one <c>ts</c> in stream order.
/// <para>In: two streams with <c>ts</c>, each in stream order; right ranks before left, whatever the order in <c>from</c>. Out: the left columns, then the right ones whose names left has not, nullable; <c>right.name</c> reaches
/// one that both have.</para>
/// <para>Edge cases: a left row without match comes once, with nulls on the right; a right row that comes (in stream order) after its left row was joined is not seen; a left row that is later than <c>time.lateness</c> finds only
/// what is still kept; a null key or <c>ts</c> is an error row.</para>
/// <para>Emits the rows of a left row when stream time has passed <c>ts</c> + after + <c>time.lateness</c>, by key where several are due in one instant; holds left rows back until then; completes with its inputs; fails with its
/// inputs. No warm-up. Cost: O(1) a row in order and O(1) a pair, O(log n) for a row that runs back. Memory: the columns that are read of the right rows with <c>ts</c> ≥ stream time − (before + after + <c>time.lateness</c>), and
/// 12 bytes each; besides the left rows held.</para>
/// </remarks>
[Operator("interval", OperatorKind.Join)]
public sealed class Interval(IntervalOptions options) : BatchOperator
{
    private long _before;
    private long _after;
    private long _lateness;
    private JoinShape _shape = null!;
    private JoinSides _sides = null!;

    /// <inheritdoc/>
    public override long NextTimer => _sides.Held!.NextDue;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        if (options.Before is not { } before || options.After is not { } after)
        {
            var lacking = options.Before is null ? "before" : "after";
            scope.Report(null, JoinCodes.Unbounded.Code, $"'interval' has no {lacking}, so it would keep every row of '{(options.Before is null ? "right" : "left")}'",
                $"add {lacking}: 1s, the most that a row of 'right' may be {lacking} one of 'left'");
            return [new PortShape(scope.Inputs[JoinShape.LeftInput].Schema!)];
        }

        (_before, _after, _lateness) = (before.Nanoseconds, after.Nanoseconds, scope.LatenessNs);
        _shape = JoinSides.Bind(scope);
        return [_shape.Port];
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context) => _sides = new JoinSides(_shape, context, _before + _after + _lateness, int.MaxValue, holds: true);

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output) =>
        input == JoinShape.RightInput ? _sides.AddRight(rows, output) : _sides.Hold(rows, _after + _lateness, output);

    /// <inheritdoc/>
    public override void Advance(long at, Output output)
    {
        foreach (var left in _sides.Held!.Take(at))
        {
            var line = _sides.Right.Of(left.Key);
            var from = line.Before(Math.Max(_sides.Right.Floor(at), EventTime.Before(left.Ts, _before)));
            var to = line.UpTo(EventTime.After(left.Ts, _after));
            if (to > from)
            {
                _sides.Join(left, line.Slots[from..to], at, output);
            }
            else
            {
                _sides.Join(left, 0, at, output);
            }
        }
    }

    /// <inheritdoc/>
    public override void Flush(Output output) => _sides.Flush();

    /// <inheritdoc/>
    public override void Save(StateWriter state) => _sides.Save(state);

    /// <inheritdoc/>
    public override void Load(StateReader state) => _sides.Load(state);
}
