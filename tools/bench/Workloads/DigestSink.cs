using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Workloads;

/// <summary>Reads every value of some columns into a <see cref="Digest"/>: the end of the workloads' pipelines.</summary>
[Operator("bench_digest", OperatorKind.Sink)]
public sealed class DigestSink(DigestSinkOptions options) : Sink
{
    private readonly ulong[] _sums = new ulong[options.Columns.Count + (options.Order is null ? 0 : 1)];
    private int[] _at = [];
    private long _rows;

    /// <summary>What the last run that ended put out.</summary>
    internal static Answer Last { get; private set; }

    /// <summary>Rows after which <see cref="AllocatedAtHalf"/> is taken; set before a run.</summary>
    internal static long Half { get; set; }

    /// <summary>Managed bytes that the process had allocated when the last run had put out <see cref="Half"/> rows.</summary>
    internal static long AllocatedAtHalf { get; private set; }

    /// <inheritdoc/>
    public override void Bind(BindScope scope)
    {
        foreach (var column in options.Columns)
        {
            scope.Read(0, column);
        }

        if (options.Order is { } order)
        {
            scope.Read(0, order, "order", TypeKind.Int64);
        }
    }

    /// <inheritdoc/>
    public override ValueTask Open(SinkContext context, CancellationToken stop) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override ValueTask Write(Batch rows, CancellationToken stop)
    {
        if (_at.Length == 0)
        {
            _at = [.. options.Columns.Select(rows.Schema.IndexOf)];
        }

        for (var i = 0; i < _at.Length; i++)
        {
            _sums[i] += Digest.Sum(rows, rows.Column(_at[i]));
        }

        if (options.Order is { } order)
        {
            _sums[^1] += Digest.InOrder(rows, (ValueColumn<long>)rows.Column(order), _rows);
        }

        if (_rows < Half && _rows + rows.Count >= Half)
        {
            AllocatedAtHalf = GC.GetTotalAllocatedBytes();
        }

        _rows += rows.Count;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask Complete()
    {
        Last = new Answer(_rows, Digest.Mix(_sums));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask Abandon() => ValueTask.CompletedTask;
}
