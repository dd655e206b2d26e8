using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Testing;

/// <summary>Keeps the rows of a port, or only counts them.</summary>
internal sealed class CollectorSink(bool keeps) : Sink
{
    /// <summary>Most rows that are kept for comparing; all are counted and hashed.</summary>
    public const int MostKept = 200_000;

    /// <summary>What a watched port is read by.</summary>
    public static readonly OperatorDescription Verb = new(typeof(CollectorSink), new OperatorAttribute("collect", OperatorKind.Sink), typeof(GivenSourceOptions), _ => new CollectorSink(keeps: true));

    private readonly List<CaseRow> _rows = [];
    private ContentHash? _hash;

    /// <summary>Whether no run follows that goes on collecting.</summary>
    public bool IsLast { get; set; } = true;

    /// <summary>The rows, in order.</summary>
    public IReadOnlyList<CaseRow> Rows => _rows;

    /// <summary>How many came.</summary>
    public long Count { get; private set; }

    /// <summary>Content hash of all rows; null before the end, and where rows are only counted.</summary>
    public string? Hash { get; private set; }

    /// <summary>Whether another collected the same rows at the same stream times.</summary>
    public bool Same(CollectorSink other) => Hash == other.Hash && Rows.Select(r => r.At).SequenceEqual(other.Rows.Select(r => r.At));

    /// <inheritdoc/>
    public override void Bind(BindScope scope) => scope.ReadAll(0);

    /// <inheritdoc/>
    public override ValueTask Open(SinkContext context, CancellationToken stop)
    {
        _hash ??= keeps ? new ContentHash(context.Input) : null;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask Write(Batch rows, CancellationToken stop)
    {
        Count += rows.Count;
        if (!keeps)
        {
            return ValueTask.CompletedTask;
        }

        _hash!.Add(rows);
        for (var i = 0; i < rows.Count && _rows.Count < MostKept; i++)
        {
            var values = new object?[rows.Schema.Fields.Count];
            for (var c = 0; c < values.Length; c++)
            {
                values[c] = rows.Column(c).Value(rows.Row(i));
            }

            _rows.Add(new CaseRow(rows.At(i), values));
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask Complete()
    {
        Hash = _hash?.Hex();
        return IsLast ? Abandon() : ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask Abandon()
    {
        _hash?.Dispose();
        _hash = null;
        return ValueTask.CompletedTask;
    }
}
