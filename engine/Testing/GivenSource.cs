using System.Runtime.CompilerServices;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Testing;

/// <summary>Stands in for a node of a pipeline under test: brings in the rows a case gives, over all its ports in the order of their stream times.</summary>
internal sealed class GivenSource(IReadOnlyList<GivenRows> given, CaseSpan span) : Source
{
    /// <summary>What a given node that is no source becomes.</summary>
    public static readonly OperatorDescription Verb = new(typeof(GivenSource), new OperatorAttribute("given", OperatorKind.Source), typeof(GivenSourceOptions), Create);

    private readonly List<(int Port, CaseRow Row)> _rows =
        [.. given.SelectMany(p => p.Rows.Select(row => (p.Port.Port, row))).Where(r => !(r.row.At <= span.After) && !(r.row.At > span.Until)).OrderBy(r => r.row.At).ThenBy(r => r.Port)];

    /// <summary>Stream times to vouch for, each in front of the first row that is not older.</summary>
    private readonly Queue<long> _frontiers = new(given.SelectMany(p => p.Frontiers).Where(f => !(f <= span.After) && !(f > span.Until)).Order());

    private long _next;

    /// <inheritdoc/>
    public override bool ClosesAtEnd => span is { IsLast: true, Until: null };

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => throw new InvalidOperationException("a given source is never bound: a bug in the engine");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Delivery> Read(SourceContext context, [EnumeratorCancellation] CancellationToken stop)
    {
        while (_next < _rows.Count && !stop.IsCancellationRequested)
        {
            foreach (var vouched in Vouched(_rows[(int)_next].Row.At, context))
            {
                yield return vouched;
            }

            var port = _rows[(int)_next].Port;
            var writer = context.Ports[port];
            var at = 0L;
            for (var taken = 0; taken < context.BatchMax && _next < _rows.Count && _rows[(int)_next].Port == port && !IsVouched(_rows[(int)_next].Row.At); taken++)
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

        foreach (var vouched in Vouched(long.MaxValue, context))
        {
            yield return vouched;
        }

        if (span.Until is { } until && context.Ports.Count > 0)
        {
            // one further: what is due at this very instant has happened
            yield return new Delivery(Batch.Punctuation(context.Ports[0].Schema, until + 1, context.Clock.GetTimestamp()));
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => state.Write("next", _next);

    /// <inheritdoc/>
    public override void Load(StateReader state) => _next = state.Read<long>("next");

    private bool IsVouched(long at) => _frontiers.TryPeek(out var frontier) && frontier <= at;

    private IEnumerable<Delivery> Vouched(long at, SourceContext context)
    {
        while (IsVouched(at) && context.Ports.Count > 0)
        {
            yield return new Delivery(Batch.Punctuation(context.Ports[0].Schema, _frontiers.Dequeue(), context.Clock.GetTimestamp()));
        }
    }

    private static object Create(object options) => new GivenSource([], new CaseSpan(null, null, IsLast: true));
}
