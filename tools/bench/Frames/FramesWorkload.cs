using StreamEngine.Bench.Workloads;

namespace StreamEngine.Bench.Frames;

/// <summary>W6: raw Binance frames in memory to rows, and of depth frames to the book.</summary>
internal sealed class FramesWorkload(bool isDepth) : Workload
{
    /// <inheritdoc/>
    public override string Name => isDepth ? "w6" : "w6t";

    /// <inheritdoc/>
    public override string What => isDepth ? "raw depth frames → rows → book" : "raw trade frames → rows";

    /// <inheritdoc/>
    public override string Unit => isDepth ? "level changes" : "frames";

    /// <inheritdoc/>
    public override string Definition => isDepth
        ? "Raw Binance USD-M depth frames in memory are parsed and checked, become level changes and then order books; best prices and sizes, time and id are read after every message. By hand: a decoder that knows the layout of the feed, "
            + "prices and sizes to ticks, ids checked, sorted arrays"
        : "Raw Binance USD-M trade frames in memory are parsed and checked and become rows; times, price, quantity and side are read. By hand: a decoder that knows the layout of the feed";

    /// <inheritdoc/>
    public override int FullRows => 1_000_000;

    /// <inheritdoc/>
    public override string Options => base.Options + " --recordings ../shared/data";

    /// <inheritdoc/>
    protected override async ValueTask<Arena> Prepare(int rows, Arguments arguments)
    {
        var options = Pipelines.NewReplay();
        var frames = await RawFrames.Read(arguments.Text("recordings", "../shared/data"), options);
        return isDepth ? Depth(frames, options) : Trades(frames, rows, options);
    }

    private Arena Depth(RawFrames frames, Runtime.RunOptions options)
    {
        RawFrames.Hold(Name, frames.Depth, 1, options);
        var expected = FrameReference.Depth(frames.Depth);
        var counted = new HandDepth();
        counted.Run(frames.Depth);
        var bytes = frames.Depth.Sum(f => (long)f.Text.Length);
        return new Arena(
            $"{frames.What}: {Figures.Count(frames.Depth.Count)} depth frames, {Figures.Count(bytes / 1_000_000)} MB",
            counted.Changes,
            [
                PipelineContender.Of(Name, counted.Changes, expected, options),
                Contender.Loop("hand, decoder and book", Role.Hand, counted.Changes, expected, () => new HandDepth().Run(frames.Depth)),
            ],
            [new Goal("engine", "hand, decoder and book", 0.7)])
        {
            Rates = [new RateGoal("engine", 4e6)],
            Notes = contenders => contenders.FirstOrDefault(c => c.Role == Role.Engine) is not { } engine ? [] :
            [
                ("frames/s", Figures.Count((long)(frames.Depth.Count / (engine.Median * counted.Changes / 1e9)))),
                ("MB/s", Figures.Count((long)(bytes / (engine.Median * counted.Changes / 1e9) / 1e6))),
                Later(engine),
            ],
        };
    }

    private Arena Trades(RawFrames frames, int rows, Runtime.RunOptions options)
    {
        var times = Math.Max(1, rows / frames.Trades.Count);
        var count = (long)times * frames.Trades.Count;
        RawFrames.Hold(Name, frames.Trades, times, options);
        var expected = FrameReference.Trades(frames.Trades, times);
        return new Arena(
            $"{frames.What}: {Figures.Count(frames.Trades.Count)} trade frames of {frames.Trades.Sum(f => f.Text.Length) / frames.Trades.Count} bytes in the mean, {times} times over",
            count,
            [
                PipelineContender.Of(Name, count, expected, options),
                Contender.Loop("hand, decoder", Role.Hand, count, expected, () => HandTrades.Run(frames.Trades, times)),
            ],
            [new Goal("engine", "hand, decoder", 0.7)])
        {
            Rates = [new RateGoal("engine", 1.5e6)],
            Notes = contenders => contenders.FirstOrDefault(c => c.Role == Role.Engine) is not { } engine ? [] : [Later(engine)],
        };
    }

    /// <summary>What is allocated when books and buffers have their size: objects of a batch, none of a row.</summary>
    private static (string Name, string Value) Later(ContenderResult engine) => ("B a row after half of them", Figures.Places(engine.LaterBytesPerRow, 2));
}
