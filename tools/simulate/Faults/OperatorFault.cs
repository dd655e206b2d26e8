using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.Simulation.Running;
using StreamEngine.State;

namespace StreamEngine.Simulation.Faults;

/// <summary>A bug in how an operator is driven.</summary>
/// <param name="name">Its name.</param>
/// <param name="what">What goes wrong.</param>
/// <param name="changed">What stands in the place of an operator.</param>
/// <param name="applies">Which nodes; null for all.</param>
internal sealed class OperatorFault(string name, string what, Func<BatchOperator, BatchOperator> changed, Func<BoundNode, bool>? applies = null) : PlantedFault(name, what)
{
    /// <inheritdoc/>
    public override BatchOperator Around(BoundNode node, BatchOperator @operator) => applies?.Invoke(node) == false ? @operator : changed(@operator);

    /// <summary>Timers fire so many ns before their instant.</summary>
    internal sealed class Early(BatchOperator inner, long by) : KeptOperator(inner, null)
    {
        public override long NextTimer => base.NextTimer is var timer && timer >= Time.StreamTime.End ? timer : timer - by;

        public override void Advance(long at, Output output) => base.Advance(at >= Time.StreamTime.End ? at : at + by, output);
    }

    /// <summary>What was taken last is handed over once more.</summary>
    internal sealed class TakesBack(BatchOperator inner) : KeptOperator(inner, null)
    {
        public override int Process(int input, Rows rows, Output output) => base.Process(input, rows, output) is var took && took > 1 && took < rows.Count ? took - 1 : took;
    }

    /// <summary>Rows far behind their stream time vanish.</summary>
    internal sealed class Swallows(BatchOperator inner, long lateness) : KeptOperator(inner, null)
    {
        private int _ts;

        public override void Open(OperatorContext context)
        {
            _ts = context.Inputs[0]!.IndexOf("ts");
            base.Open(context);
        }

        public override int Process(int input, Rows rows, Output output)
        {
            var times = (ValueColumn<long>)rows.Batch.Column(_ts);
            if (rows.At(0) - times[rows[0]] > lateness)
            {
                output.Filtered();
                return 1;
            }

            var count = 1;
            while (count < rows.Count && rows.At(count) - times[rows[count]] <= lateness)
            {
                count++;
            }

            return base.Process(input, rows.Take(count), output);
        }
    }

    /// <summary>The state of the operator is not loaded.</summary>
    internal sealed class Forgets(BatchOperator inner) : KeptOperator(inner, null)
    {
        public override void Load(StateReader state)
        {
        }
    }
}
