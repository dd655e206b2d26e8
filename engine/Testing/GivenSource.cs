using System.Runtime.CompilerServices;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Testing;

/// <summary>Stands in for a node of a pipeline under test: brings in the rows a case gives, over all its ports in the order of their stream times.</summary>
internal sealed class GivenSource(IReadOnlyList<(int Port, IReadOnlyList<CaseRow> Rows)> given, long? untilNs) : Source
{
    /// <summary>What a given node that is no source becomes.</summary>
    public static readonly OperatorDescription Verb = new(typeof(GivenSource), new OperatorAttribute("given", OperatorKind.Source), typeof(GivenSourceOptions), Create);

    private readonly List<(int Port, CaseRow Row)> _rows =
        [.. given.SelectMany(p => p.Rows.Select(row => (p.Port, row))).Where(r => untilNs is null || r.row.At <= untilNs).OrderBy(r => r.row.At).ThenBy(r => r.Port)];

    private long _next;

    /// <inheritdoc/>
    public override bool ClosesAtEnd => untilNs is null;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => throw new InvalidOperationException("a given source is never bound: a bug in the engine");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Delivery> Read(SourceContext context, [EnumeratorCancellation] CancellationToken stop)
    {
        while (_next < _rows.Count && !stop.IsCancellationRequested)
        {
            var port = _rows[(int)_next].Port;
            var writer = context.Ports[port];
            var at = 0L;
            for (var taken = 0; taken < context.BatchMax && _next < _rows.Count && _rows[(int)_next].Port == port; taken++)
            {
                var row = _rows[(int)_next++].Row;
                at = row.At;
                for (var c = 0; c < row.Values.Count; c++)
                {
                    writer.Builder(writer.Schema[c].Name)?.AppendObject(row.Values[c]);
                }

                writer.Commit(at);
            }

            yield return new Delivery(writer.Take(at, context.Clock.GetTimestamp()), port);
            await Task.Yield();
        }

        if (untilNs is { } until && context.Ports.Count > 0)
        {
            // one further: what is due at this very instant has happened
            yield return new Delivery(Batch.Punctuation(context.Ports[0].Schema, until + 1, context.Clock.GetTimestamp()));
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => state.Write("next", _next);

    /// <inheritdoc/>
    public override void Load(StateReader state) => _next = state.Read<long>("next");

    private static object Create(object options) => new GivenSource([], null);
}
