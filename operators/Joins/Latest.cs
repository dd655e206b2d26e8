using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Joins;

/// <summary>Latest join: each left row with the newest right row of its key that came before it, or with it, in stream order.</summary>
/// <remarks>
/// <code>max { r : r.at ≤ l.at },  l.at − ttl ≤ r.at</code>
/// l a left row, r the right rows of its key, <c>at</c> stream time; of those of one instant the last. Event times play no part: what counts is what was known.
/// <para>In: two streams, each in stream order; right ranks before left, whatever the order in <c>from</c>. Out: the left columns, then the right ones whose names left has not, nullable; <c>right.name</c> reaches one that both
/// have. With <c>on: both</c> a right row emits, too, with the newest left row of its key, and <c>ts</c> is that of the row that emits.</para>
/// <para>Edge cases: a left row without match has nulls on the right; a right row without left row emits nothing; a null key is an error row.</para>
/// <para>Emits one row for each left row, with <c>on: both</c> also for each right row whose key has a left row; holds nothing back; completes with its inputs; fails with its inputs. No warm-up: until right has a row, all is null.
/// Cost: O(1) a row. Memory: the columns that are read of one row a key (<c>on: both</c>: of each side), and 16 bytes each.</para>
/// </remarks>
[Operator("latest", OperatorKind.Join)]
public sealed class Latest(LatestOptions options) : BatchOperator
{
    private readonly long _ttl = options.Ttl?.Nanoseconds ?? long.MaxValue;
    private JoinShape _shape = null!;
    private KeyTable _keys = null!;
    private RowStore _rightRows = null!;
    private RowStore? _leftRows;
    private NewestRows _right = null!;
    private NewestRows? _left;
    private JoinOutput _output = null!;
    private int[] _ts = [];

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        if (options.On == LatestOn.Both)
        {
            scope.Read(JoinShape.RightInput, "ts", null, TypeKind.Timestamp);
            scope.Read(JoinShape.LeftInput, "ts", null, TypeKind.Timestamp);
        }

        _shape = new JoinShape(scope.Inputs[JoinShape.LeftInput].Schema!, scope.Inputs[JoinShape.RightInput].Schema!);
        return [_shape.Port];
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _keys = context.Keys;
        _ts = [_shape.Right.IndexOf("ts"), _shape.Left.IndexOf("ts")];
        _rightRows = new RowStore(_shape.Right, JoinOutput.NeedsRight(_shape, context.Output), context.Symbols);
        _right = new NewestRows(_rightRows, _ttl);
        if (options.On == LatestOn.Both)
        {
            _leftRows = new RowStore(_shape.Left, JoinOutput.NeedsLeft(_shape, context.Output), context.Symbols);
            _left = new NewestRows(_leftRows, _ttl);
        }

        _output = new JoinOutput(_shape, _leftRows, _rightRows, context.Output, context.Pool);
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        var batch = rows.Batch;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var key = _keys.Ordinal(input, batch, row);
            if (key < 0)
            {
                output.Error(rows, i, "SE9102", "the key is null");
                continue;
            }

            if (_left is not null && batch.Column(_ts[input]).IsNull(row))
            {
                output.Error(rows, i, "SE9101", "ts is null, and a row goes by it");
                continue;
            }

            output.Used();
            var at = batch.AtValues[row];
            if (input == JoinShape.RightInput)
            {
                var slot = _right.Set(key, batch, row, at);
                if (_left?.Of(key, at) is > 0 and var left)
                {
                    _output.Pair(left, slot, at, Ts(input, batch, row));
                }
            }
            else if (_left is null)
            {
                _output.Pass(batch, row, _right.Of(key, at));
            }
            else
            {
                _output.Pair(_left.Set(key, batch, row, at), _right.Of(key, at), at, Ts(input, batch, row));
            }
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Flush(Output output)
    {
        _output.Flush();
        _rightRows.Settle();
        _leftRows?.Settle();
        _rightRows.Recycle();
        _leftRows?.Recycle();
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
        _right.Save(state);
        _left?.Save(state);
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        _right.Load(state);
        _left?.Load(state);
    }

    private long Ts(int input, Batch batch, int row) => ((ValueColumn<long>)batch.Column(_ts[input]))[row];
}
