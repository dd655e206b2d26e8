using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Features;

/// <summary>
/// What is asked by the rows of its input <c>in</c> about the rows of its others: each row of <c>in</c> is held until all rows of its instant of stream time have come, and passes then with the answer. So the answer is
/// what was known at that instant, whatever the order in <c>from</c>.
/// </summary>
public abstract class AskedOperator : BatchOperator
{
    private HeldRows? _held;
    private int _ts;

    /// <inheritdoc/>
    public override long NextTimer => _held?.NextDue ?? StreamTime.Never;

    /// <summary>Keys of all inputs.</summary>
    protected KeyTable Keys { get; private set; } = null!;

    /// <summary>Where the answers go.</summary>
    protected Appender Answers { get; private set; } = null!;

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        Keys = context.Keys;
        Answers = context.Output.Appender!;
        _held = new HeldRows(context.Inputs[0]!, context.Symbols, context.Pool);
        _ts = context.Inputs[0]!.IndexOf("ts");
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        if (input == 0)
        {
            return Hold(rows, output);
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var key = Keys.Ordinal(input, rows.Batch, rows[i]);
            if (key < 0)
            {
                output.Error(rows, i, "SE9102", "the key is null");
                continue;
            }

            try
            {
                if (Take(input, key, rows.Batch, rows[i], rows.At(i)))
                {
                    output.Used();
                }
                else
                {
                    output.Filtered();
                }
            }
            catch (Exception failure) when (failure is ArithmeticException or InvalidDataException)
            {
                output.Error(rows, i, "SE9101", failure.Message);
            }
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Advance(long at, Output output)
    {
        while (_held!.NextDue <= at)
        {
            var held = _held.Take();
            using (held.Batch)
            {
                Answer(Answers.Pass(held.Batch, held.Row, at), held.Key, held.Ts);
                output.SettleUsed();
            }
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
        SaveKeys(state);
        _held!.Save(state);
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        LoadKeys(state);
        _held!.Load(state);
    }

    /// <summary>Takes a row of an input other than the first; false when it does not count.</summary>
    /// <exception cref="InvalidDataException">It cannot be taken; it becomes an error row.</exception>
    protected abstract bool Take(int input, int key, Batch batch, int row, long at);

    /// <summary>Sets the answer of a key at an event time, in a physical row of <see cref="Answers"/>.</summary>
    protected abstract void Answer(int to, int key, long t);

    /// <summary>Saves what is kept of each key.</summary>
    protected abstract void SaveKeys(StateWriter state);

    /// <summary>Loads what <see cref="SaveKeys"/> saved.</summary>
    protected abstract void LoadKeys(StateReader state);

    private int Hold(Rows rows, Output output)
    {
        var times = ((ValueColumn<long>)rows.Batch.Column(_ts)).Values;
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows.At(i) > NextTimer)
            {
                return i;
            }

            var key = Keys.Ordinal(0, rows.Batch, rows[i]);
            if (key < 0)
            {
                output.Error(rows, i, "SE9102", "the key is null");
                continue;
            }

            _held!.Add(rows.Batch, rows[i], rows.At(i), times[rows[i]], key);
            output.Hold();
        }

        return rows.Count;
    }
}
