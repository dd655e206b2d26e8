using System.Globalization;
using System.Text;
using StreamEngine.Bench.Workloads;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Frames;

/// <summary>Raw Binance USD-M frames in memory, from the captures of a folder with recordings; made from the simulator's changes where it is not there.</summary>
/// <param name="What">Where they come from.</param>
/// <param name="Depth">Depth frames of each symbol from its snapshot on: the first that joins the snapshot, the snapshot, those that follow.</param>
/// <param name="Trades">Trade frames.</param>
internal sealed record RawFrames(string What, IReadOnlyList<RawFrame> Depth, IReadOnlyList<RawFrame> Trades)
{
    /// <summary>From the captures, else generated.</summary>
    public static async ValueTask<RawFrames> Read(string folder, RunOptions options)
    {
        var files = new[] { "btcusdt", "ethusdt" }.Select(s => Path.Combine(folder, "hftbacktest", "usdm", s + "_20240808.gz")).ToArray();
        if (!files.All(File.Exists))
        {
            return Generated(await LevelChanges.Simulated(100_000, options));
        }

        var frames = new List<RawFrame>();
        Probe.New("frames").OnBatch = (batch, _) =>
        {
            var (ts, origin, text) = ((ValueColumn<long>)batch.Column("ts"), (SymbolColumn)batch.Column("origin"), (TextColumn)batch.Column("text"));
            for (var i = 0; i < batch.Count; i++)
            {
                frames.Add(new RawFrame(ts[batch.Row(i)], origin.Codes[batch.Row(i)], text[batch.Row(i)].ToArray()));
            }

            return ValueTask.CompletedTask;
        };
        await Pipelines.Run(Pipelines.Plan($$"""
            a: { capture_file: { files: [{{files[0]}}] } }
            b: { capture_file: { files: [{{files[1]}}] } }
            sink: { from: [a, b], bench_count: frames }
            """), options);
        return new RawFrames(
            "the USD-M captures of BTCUSDT and ETHUSDT",
            InTime([.. frames.GroupBy(f => f.Origin).SelectMany(FromSnapshot)]),
            [.. frames.Where(f => f.Text.AsSpan().IndexOf("@trade\""u8) >= 0)]);
    }

    /// <summary>Holds frames in batches for <c>bench_held</c>, some times over with later times.</summary>
    public static void Hold(string name, IReadOnlyList<RawFrame> frames, int times, RunOptions options)
    {
        var batches = new List<Batch>();
        var writer = new PortWriter(Schemas.Frame, null, options.Symbols, options.Pool);
        var (ts, origin, line, text) = (writer.Values<long>("ts")!, writer.Symbols("origin")!, writer.Values<long>("line")!, writer.Text("text")!);
        var origins = frames.Select(f => f.Origin).Distinct().ToDictionary(o => o, o => options.Symbols["origin"].Code($"capture {o}"));
        var length = frames[^1].Ts - frames[0].Ts + 1_000_000;
        var number = 0L;
        for (var time = 0; time < times; time++)
        {
            foreach (var frame in frames)
            {
                var at = frame.Ts + (time * length);
                ts.Append(at);
                origin.AppendCode(origins[frame.Origin]);
                line.Append(++number);
                text.Append(frame.Text);
                writer.Commit(at);
                if (writer.Count == options.BatchMax)
                {
                    batches.Add(writer.Take(at, 0));
                }
            }
        }

        if (writer.Count > 0)
        {
            batches.Add(writer.Take(writer.LastAt, 0));
        }

        HeldSource.Hold(name, batches);
    }

    /// <summary>Receive times that never run backwards, over all captures, order within each kept.</summary>
    private static List<RawFrame> InTime(IReadOnlyList<RawFrame> frames)
    {
        var newest = long.MinValue;
        var ordered = new List<RawFrame>();
        foreach (var capture in frames.GroupBy(f => f.Origin))
        {
            newest = long.MinValue;
            foreach (var frame in capture)
            {
                newest = Math.Max(newest, frame.Ts);
                ordered.Add(frame with { Ts = newest });
            }
        }

        return [.. ordered.OrderBy(f => f.Ts)];
    }

    private static IEnumerable<RawFrame> FromSnapshot(IEnumerable<RawFrame> capture)
    {
        var depth = capture.Where(f => f.Text.AsSpan().IndexOf("@depth@0ms\""u8) >= 0 || f.Text.AsSpan().StartsWith("{\"lastUpdateId\""u8)).ToList();
        var snapshot = depth.Single(f => f.Text.AsSpan().StartsWith("{\"lastUpdateId\""u8));
        var id = HandDepth.Number(snapshot.Text, "\"lastUpdateId\":"u8);
        var rest = depth.Where(f => f.Text != snapshot.Text && HandDepth.Number(f.Text, "\"u\":"u8) >= id).ToList();
        return [rest[0] with { Ts = snapshot.Ts }, snapshot, .. rest.Skip(1)];
    }

    private static RawFrames Generated(LevelChanges input)
    {
        var depth = new List<RawFrame>();
        var trades = new List<RawFrame>();
        var messages = new List<LevelChange>[input.Symbols];
        var ids = new long[input.Symbols];
        foreach (var change in input.Changes)
        {
            (messages[change.Symbol] ??= []).Add(change);
            if (!change.IsLast)
            {
                continue;
            }

            var message = messages[change.Symbol];
            var name = $"S{change.Symbol}USDT";
            var levels = message.Where(c => c.Action <= LevelAction.Delete).ToList();
            var (bids, asks) = (Levels(levels.Where(c => c.IsBid), input), Levels(levels.Where(c => !c.IsBid), input));
            var ms = change.Ts / 1_000_000;
            if (message.Exists(c => c.Action == LevelAction.Clear))
            {
                ids[change.Symbol] = 1_000;
                depth.Add(Frame(change.Ts, $$"""{"lastUpdateId":1000,"E":{{ms}},"T":{{ms}},"symbol":"{{name}}","bids":[{{bids}}],"asks":[{{asks}}]}"""));
            }
            else if (ids[change.Symbol] is > 0 and var last)
            {
                depth.Add(Frame(change.Ts, $$$"""{"stream":"{{{name.ToLowerInvariant()}}}@depth@0ms","data":{"e":"depthUpdate","E":{{{ms}}},"T":{{{ms}}},"s":"{{{name}}}","U":{{{last}}},"u":{{{last + 1}}},"pu":{{{last}}},"b":[{{{bids}}}],"a":[{{{asks}}}]}}"""));
                trades.Add(Frame(change.Ts, $$$"""{"stream":"{{{name.ToLowerInvariant()}}}@trade","data":{"e":"trade","E":{{{ms}}},"T":{{{ms}}},"s":"{{{name}}}","t":{{{last}}},"p":"{{{Text(change.Price, input.PricePlaces)}}}","q":"{{{Text(Math.Max(change.Qty, 1), input.SizePlaces)}}}","X":"MARKET","m":{{{(change.IsBid ? "true" : "false")}}}}}"""));
                ids[change.Symbol] = last + 1;
            }

            message.Clear();
        }

        return new RawFrames("frames made of " + input.What, depth, trades);
    }

    private static RawFrame Frame(long ts, string text) => new(ts, 0, Encoding.UTF8.GetBytes(text));

    private static string Levels(IEnumerable<LevelChange> changes, LevelChanges input) =>
        string.Join(',', changes.Select(c => $"[\"{Text(c.Price, input.PricePlaces)}\",\"{Text(c.Action == LevelAction.Delete ? 0 : c.Qty, input.SizePlaces)}\"]"));

    private static string Text(double value, int places) => value.ToString("F" + places, CultureInfo.InvariantCulture);
}
