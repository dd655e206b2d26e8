using System.Runtime.CompilerServices;
using System.Threading.Channels;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Tests.Kit;

/// <summary>A live source that a test feeds row by row: it can be silent, as a venue can.</summary>
public sealed class LiveFeed(Schema schema) : Source
{
    private readonly Channel<Dictionary<string, object?>> _rows = Channel.CreateUnbounded<Dictionary<string, object?>>();
    private long _newest = long.MinValue;

    /// <inheritdoc/>
    public override bool Vouches => true;

    /// <summary>Hands over a row.</summary>
    public void Push(Dictionary<string, object?> row) => _rows.Writer.TryWrite(row);

    /// <summary>Ends the source.</summary>
    public void End() => _rows.Writer.Complete();

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => [new PortShape(schema)];

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Delivery> Read(SourceContext context, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var row in _rows.Reader.ReadAllAsync(stop))
        {
            var writer = context.Ports[0];
            foreach (var field in schema.Fields)
            {
                writer.Builder(field.Name)?.AppendObject(row.GetValueOrDefault(field.Name));
            }

            _newest = Math.Max(_newest, (long)row["ts"]!);
            writer.Commit(_newest);
            yield return new Delivery(writer.Take(_newest, context.Clock.GetTimestamp()));
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => throw new NotSupportedException("a live feed of a test is not saved");

    /// <inheritdoc/>
    public override void Load(StateReader state) => throw new NotSupportedException("a live feed of a test is not saved");
}
