using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Joins;

/// <summary>The two sides of a join by event time: the right rows kept, the left rows held back, and the output they are put together in.</summary>
internal sealed class JoinSides
{
    private readonly KeyTable _keys;
    private readonly int[] _ts;
    private readonly RowStore _rightRows;
    private readonly RowStore? _leftRows;
    private readonly JoinOutput _output;

    /// <param name="shape">The joined row.</param>
    /// <param name="context">What the runtime hands in.</param>
    /// <param name="horizon">How far the event time of a right row that is still seen may lie behind stream time.</param>
    /// <param name="keep">Most right rows kept of a key.</param>
    /// <param name="holds">Whether left rows are held back.</param>
    public JoinSides(JoinShape shape, OperatorContext context, long horizon, int keep, bool holds)
    {
        _keys = context.Keys;
        _ts = [shape.Right.IndexOf("ts"), shape.Left.IndexOf("ts")];
        _rightRows = new RowStore(shape.Right, JoinOutput.NeedsRight(shape, context.Output), context.Symbols);
        _leftRows = holds ? new RowStore(shape.Left, JoinOutput.NeedsLeft(shape, context.Output), context.Symbols) : null;
        _output = new JoinOutput(shape, _leftRows, _rightRows, context.Output, context.Pool);
        Right = new KeyedTimes(_rightRows, horizon, keep);
        Held = _leftRows is null ? null : new HeldLefts(_leftRows, _keys);
    }

    /// <summary>The right rows.</summary>
    public KeyedTimes Right { get; }

    /// <summary>The left rows held back; null when none are.</summary>
    public HeldLefts? Held { get; }

    /// <summary>The joined row of a join by event time.</summary>
    public static JoinShape Bind(BindScope scope)
    {
        scope.Read(JoinShape.RightInput, "ts", null, TypeKind.Timestamp);
        scope.Read(JoinShape.LeftInput, "ts", null, TypeKind.Timestamp);
        return new JoinShape(scope.Inputs[JoinShape.LeftInput].Schema!, scope.Inputs[JoinShape.RightInput].Schema!);
    }

    /// <summary>Event times of an input by physical row.</summary>
    public ReadOnlySpan<long> Times(int input, Batch batch) => ((ValueColumn<long>)batch.Column(_ts[input])).Values;

    /// <summary>The key of a row; below 0 when it, or the event time, is null: then the row was made an error row.</summary>
    public int Key(int input, Rows rows, int i, Output output)
    {
        var row = rows[i];
        var key = _keys.Ordinal(input, rows.Batch, row);
        if (key < 0)
        {
            output.Error(rows, i, "SE9102", "the key is null");
        }
        else if (rows.Batch.Column(_ts[input]).IsNull(row))
        {
            output.Error(rows, i, "SE9101", "ts is null, and the join goes by it");
            return -1;
        }

        return key;
    }

    /// <summary>Finds the keys of rows; false when they have to be asked for one by one (<see cref="Key"/>).</summary>
    public bool TryFindKeys(int input, Rows rows, Span<int> keys) =>
        rows.Count == 0 || (!rows.Batch.Column(_ts[input]).HasNulls && _keys.TryFind(input, rows, keys));

    /// <summary>Keys so far.</summary>
    public int KeyCount => _keys.Count;

    /// <summary>Copies right rows; they are still to be added to <see cref="Right"/> under the slots that are written.</summary>
    public void Store(Rows rows, Span<int> slots) => _rightRows.Add(rows, slots);

    /// <summary>Keeps right rows.</summary>
    public int AddRight(Rows rows, Output output)
    {
        var times = Times(JoinShape.RightInput, rows.Batch);
        for (var i = 0; i < rows.Count; i++)
        {
            var key = Key(JoinShape.RightInput, rows, i, output);
            if (key >= 0)
            {
                var row = rows[i];
                Right.Add(key, times[row], _rightRows.Add(rows.Batch, row), rows.At(i));
                output.Used();
            }
        }

        return rows.Count;
    }

    /// <summary>Holds left rows until stream time is a span past their event time.</summary>
    /// <returns>How many rows: up to the one that is due before the last.</returns>
    public int Hold(Rows rows, long span, Output output)
    {
        var times = Times(JoinShape.LeftInput, rows.Batch);
        var last = rows.At(rows.Count - 1);
        for (var i = 0; i < rows.Count; i++)
        {
            var key = Key(JoinShape.LeftInput, rows, i, output);
            if (key >= 0)
            {
                var row = rows[i];
                Held!.Add(rows.Batch, row, key, times[row], HeldLefts.Due(times[row], span, rows.At(i)));
                output.Hold();
                if (Held.NextDue < last)
                {
                    return i + 1;
                }
            }
        }

        return rows.Count;
    }

    /// <summary>Puts out a left row as it passes; slot 0 for no match.</summary>
    public void Pass(Batch batch, int row, int rightSlot) => _output.Pass(batch, row, rightSlot);

    /// <summary>Puts out left rows as they pass; the caller writes the slots of their matches, 0 for none.</summary>
    public Span<int> Pass(Rows rows) => _output.Pass(rows);

    /// <summary>Puts out a left row that was held, and lets go of it; slot 0 for no match.</summary>
    public void Join(HeldLeft left, int rightSlot, long at, Output output)
    {
        _output.Pair(left.Slot, rightSlot, at);
        _leftRows!.Free(left.Slot);
        output.SettleUsed();
    }

    /// <summary>Puts out a left row that was held once with each right row, and lets go of it.</summary>
    public void Join(HeldLeft left, ReadOnlySpan<int> rightSlots, long at, Output output)
    {
        foreach (var slot in rightSlots)
        {
            _output.Pair(left.Slot, slot, at);
        }

        _leftRows!.Free(left.Slot);
        output.SettleUsed();
    }

    /// <summary>Hands over what was put out.</summary>
    public void Flush()
    {
        _output.Flush();
        Right.Sweep();
        _rightRows.Settle();
        _leftRows?.Settle();
        _rightRows.Recycle();
        _leftRows?.Recycle();
    }

    public void Save(StateWriter state)
    {
        Right.Save(state);
        Held?.Save(state);
    }

    public void Load(StateReader state)
    {
        Right.Load(state);
        Held?.Load(state);
    }
}
