using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Simulation.Running;

/// <summary>An operator whose keys and state can be taken out at the end of a run and put into the next one.</summary>
internal class KeptOperator(BatchOperator inner, byte[]? saved) : BatchOperator, IPairOperator
{
    private KeyTable? _keys;

    /// <inheritdoc/>
    public override long NextTimer => inner.NextTimer;

    /// <inheritdoc/>
    public override bool SetsTimers => inner.SetsTimers;

    /// <inheritdoc/>
    public override bool RunsParallel => inner.RunsParallel;

    /// <inheritdoc/>
    public override bool? ByColumns => inner.ByColumns;

    /// <summary>Whether it runs; of a node with workers only they do.</summary>
    public bool IsOpen => _keys is not null;

    /// <summary>Keys and state as they stand.</summary>
    public byte[] Saved()
    {
        using var bytes = new MemoryStream();
        var writer = new StateWriter(bytes);
        _keys!.Save(writer);
        inner.Save(writer);
        return bytes.ToArray();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => inner.Bind(scope);

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _keys = context.Keys;
        inner.Open(context);
        if (saved is not null)
        {
            using var bytes = new MemoryStream(saved);
            var reader = new StateReader(bytes);
            _keys.Load(reader);
            inner.Load(reader);
        }
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output) => inner.Process(input, rows, output);

    /// <inheritdoc/>
    public bool TryProcess(Rows first, Rows second, Output output) =>
        GetType() == typeof(KeptOperator) && inner is IPairOperator pairs && pairs.TryProcess(first, second, output); // a planted bug is shown every run

    /// <inheritdoc/>
    public override void Advance(long at, Output output) => inner.Advance(at, output);

    /// <inheritdoc/>
    public override void Flush(Output output) => inner.Flush(output);

    /// <inheritdoc/>
    public override void End() => inner.End();

    /// <inheritdoc/>
    public override void Save(StateWriter state) => inner.Save(state);

    /// <inheritdoc/>
    public override void Load(StateReader state) => inner.Load(state);
}
