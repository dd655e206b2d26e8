using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Threading.Channels;
using System.Threading.Tasks.Dataflow;

namespace StreamEngine.Bench.Workloads;

/// <summary>W1 as it is written elsewhere: a message, a record or a dictionary an event, and a stage a map.</summary>
internal static class MapsOpponents
{
    private const int Boundary = 1024;

    private static readonly Func<MapStep, MapStep>[] Maps =
    [
        static s => s with { Price = s.Price * MapsWorkload.Factor },
        static s => s with { Qty = s.Qty + 1 },
        static s => s with { Aux = s.Price * s.Qty },
        static s => s with { Aux = s.Aux - s.Bid },
    ];

    /// <summary>All of them, over some of the rows.</summary>
    public static IEnumerable<Contender> Over(MarketRow[] rows, Answer expected) =>
    [
        Contender.Task("Dataflow, block a map", Role.Opponent, rows.Length, expected, () => ByDataflow(rows)),
        Contender.Task("channels, one a map", Role.Opponent, rows.Length, expected, () => ByChannels(rows)),
        Contender.Loop("Rx, a Select a map", Role.Opponent, rows.Length, expected, () => ByRx(rows)),
        Contender.Loop("LINQ over records", Role.Opponent, rows.Length, expected, () => ByLinq(rows)),
        Contender.Loop("dictionary rows", Role.Opponent, rows.Length, expected, () => ByDictionaries(rows)),
    ];

    private static async ValueTask<Answer> ByDataflow(MarketRow[] rows)
    {
        var sums = new MapSums();
        var bounded = new ExecutionDataflowBlockOptions { BoundedCapacity = Boundary, SingleProducerConstrained = true };
        var linked = new DataflowLinkOptions { PropagateCompletion = true };
        var first = new TransformBlock<MarketRow, MapStep>(MapStep.Of, bounded);
        ISourceBlock<MapStep> last = first;
        foreach (var map in Maps)
        {
            var block = new TransformBlock<MapStep, MapStep>(map, bounded);
            last.LinkTo(block, linked);
            last = block;
        }

        var end = new ActionBlock<MapStep>(sums.Add, bounded);
        last.LinkTo(end, linked);
        foreach (var row in rows)
        {
            if (!first.Post(row))
            {
                await first.SendAsync(row);
            }
        }

        first.Complete();
        await end.Completion;
        return sums.Answer;
    }

    private static async ValueTask<Answer> ByChannels(MarketRow[] rows)
    {
        var sums = new MapSums();
        var bounded = new BoundedChannelOptions(Boundary) { SingleReader = true, SingleWriter = true };
        var channels = Enumerable.Range(0, Maps.Length + 1).Select(_ => Channel.CreateBounded<MapStep>(bounded)).ToArray();
        var stages = Maps.Select((map, i) => Task.Run(() => Stage(channels[i].Reader, channels[i + 1].Writer, map))).ToList();
        var end = Task.Run(async () =>
        {
            await foreach (var step in channels[^1].Reader.ReadAllAsync())
            {
                sums.Add(step);
            }
        });
        foreach (var row in rows)
        {
            await channels[0].Writer.WriteAsync(MapStep.Of(row));
        }

        channels[0].Writer.Complete();
        await Task.WhenAll([.. stages, end]);
        return sums.Answer;
    }

    private static async Task Stage(ChannelReader<MapStep> from, ChannelWriter<MapStep> to, Func<MapStep, MapStep> map)
    {
        await foreach (var step in from.ReadAllAsync())
        {
            await to.WriteAsync(map(step));
        }

        to.Complete();
    }

    private static Answer ByRx(MarketRow[] rows)
    {
        var sums = new MapSums();
        using var first = new Subject<MapStep>();
        using var chain = Maps.Aggregate((IObservable<MapStep>)first, static (from, map) => from.Select(map)).Subscribe(sums.Add);
        foreach (var row in rows)
        {
            first.OnNext(MapStep.Of(row));
        }

        return sums.Answer;
    }

    private static Answer ByLinq(MarketRow[] rows)
    {
        var sums = new MapSums();
        foreach (var step in Maps.Aggregate(rows.Select(MapStep.Of), static (from, map) => from.Select(map)))
        {
            sums.Add(step);
        }

        return sums.Answer;
    }

    private static Answer ByDictionaries(MarketRow[] rows)
    {
        var sums = new MapSums();
        foreach (var row in rows)
        {
            var cells = new Dictionary<string, object> { ["price"] = row.Price, ["qty"] = row.Qty, ["bid"] = row.Bid, ["aux"] = row.Aux };
            cells["price"] = (double)cells["price"] * MapsWorkload.Factor;
            cells["qty"] = (double)cells["qty"] + 1;
            cells["aux"] = (double)cells["price"] * (double)cells["qty"];
            cells["aux"] = (double)cells["aux"] - (double)cells["bid"];
            sums.Add(new MapStep((double)cells["price"], (double)cells["qty"], (double)cells["bid"], (double)cells["aux"]));
        }

        return sums.Answer;
    }
}
