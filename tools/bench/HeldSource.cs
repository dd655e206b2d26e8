using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Bench;

/// <summary>Hands over batches that stand in memory, so that what is measured is what comes behind.</summary>
[Operator("bench_held", OperatorKind.Source)]
public sealed class HeldSource(HeldSourceOptions options) : Source
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<Batch>> Named = new(StringComparer.Ordinal);

    private int _next;

    /// <summary>Keeps batches under a name; they stay the caller's.</summary>
    public static void Hold(string name, IReadOnlyList<Batch> batches) => Named[name] = batches;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => [new PortShape(Named[options.Name][0].Schema)];

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Delivery> Read(SourceContext context, [EnumeratorCancellation] CancellationToken stop)
    {
        await Task.Yield();
        var batches = Named[options.Name];
        while (_next < batches.Count && !stop.IsCancellationRequested)
        {
            yield return new Delivery(batches[_next++].Retain());
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => state.Write("next", _next);

    /// <inheritdoc/>
    public override void Load(StateReader state) => _next = state.Read<int>("next");
}
