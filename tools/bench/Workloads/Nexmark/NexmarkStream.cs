using System.Globalization;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Workloads.Nexmark;

/// <summary>The events as one stream for <c>bench_held</c>, and as a file for SQL.</summary>
internal static class NexmarkStream
{
    private static readonly Schema Shape = new(null,
    [
        new("ts", ColumnType.Timestamp), new("kind", ColumnType.Enum("person", "auction", "bid")), new("id", ColumnType.Int64), new("name", ColumnType.Symbol), new("city", ColumnType.Symbol),
        new("seller", ColumnType.Int64), new("category", ColumnType.Int64), new("initial_bid", ColumnType.Int64), new("reserve", ColumnType.Int64), new("expires", ColumnType.Timestamp),
        new("auction", ColumnType.Int64), new("bidder", ColumnType.Int64), new("price", ColumnType.Int64), new("channel", ColumnType.Symbol),
    ]);

    /// <summary>Holds the events in batches.</summary>
    public static void Hold(string name, NexmarkEvents events, RunOptions options)
    {
        var batches = new List<Batch>();
        for (var start = 0; start < events.Count; start += options.BatchMax)
        {
            var writer = new PortWriter(Shape, null, options.Symbols, options.Pool);
            var end = Math.Min(events.Count, start + options.BatchMax);
            for (var i = start; i < end; i++)
            {
                writer.Values<long>("ts")!.Append(events.Ts[i]);
                writer.Values<byte>("kind")!.Append((byte)events.Kind[i]);
                writer.Values<long>("id")!.Append(events.Id[i]);
                writer.Symbols("name")!.Append(NexmarkEvents.Names[events.Name[i]]);
                writer.Symbols("city")!.Append(NexmarkEvents.Cities[events.City[i]]);
                writer.Values<long>("seller")!.Append(events.Seller[i]);
                writer.Values<long>("category")!.Append(events.Category[i]);
                writer.Values<long>("initial_bid")!.Append(events.InitialBid[i]);
                writer.Values<long>("reserve")!.Append(events.Reserve[i]);
                writer.Values<long>("expires")!.Append(events.Expires[i]);
                writer.Values<long>("auction")!.Append(events.Auction[i]);
                writer.Values<long>("bidder")!.Append(events.Bidder[i]);
                writer.Values<long>("price")!.Append(events.Price[i]);
                writer.Symbols("channel")!.Append(NexmarkEvents.Channels[events.Channel[i]]);
                writer.Commit(events.Ts[i]);
            }

            batches.Add(writer.Take(events.Ts[end - 1], 0));
        }

        HeldSource.Hold(name, batches);
    }

    /// <summary>Writes the events as CSV, every column of every event.</summary>
    public static void Write(string path, NexmarkEvents events)
    {
        using var file = new StreamWriter(path) { NewLine = "\n" };
        file.WriteLine(string.Join(',', Shape.Fields.Select(f => f.Name)));
        for (var i = 0; i < events.Count; i++)
        {
            file.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{events.Ts[i]},{events.Kind[i].ToString().ToLowerInvariant()},{events.Id[i]},{NexmarkEvents.Names[events.Name[i]]},{NexmarkEvents.Cities[events.City[i]]},{events.Seller[i]},{events.Category[i]},{events.InitialBid[i]},{events.Reserve[i]},{events.Expires[i]},{events.Auction[i]},{events.Bidder[i]},{events.Price[i]},{NexmarkEvents.Channels[events.Channel[i]]}"));
        }
    }
}
