using StreamEngine.Runtime;

namespace StreamEngine.Bench.Workloads.Nexmark;

/// <summary>W8: one query of Nexmark over all events, beside a loop by hand over the same columns. That the answers are right is shown by SQL (<c>nexmark</c>).</summary>
internal sealed class NexmarkWorkload(NexmarkQuery query) : Workload
{
    private static (NexmarkEvents Events, RunOptions Options)? _made;

    /// <inheritdoc/>
    public override string Name => "w8-" + query.Name;

    /// <inheritdoc/>
    public override string What => "Nexmark: " + query.What;

    /// <inheritdoc/>
    public override string Unit => "events";

    /// <inheritdoc/>
    public override int FullRows => 2_000_000;

    /// <inheritdoc/>
    protected override ValueTask<Arena> Prepare(int rows, Arguments arguments)
    {
        var (events, options) = Made(rows);
        NexmarkStream.Hold("nexmark", events, options);
        var expected = query.ByHand(events);
        return ValueTask.FromResult(new Arena(
            $"1 person, 3 auctions, 46 bids of 50; 10,000 events/s of event time; {Figures.Count(expected.Rows)} rows out",
            rows,
            [
                PipelineContender.Of("nexmark/" + query.Name, rows, expected, options),
                Contender.Loop("hand", Role.Hand, rows, expected, () => query.ByHand(events)),
            ],
            [])
        {
            Rates = [new RateGoal("engine", query.Goal)],
        });
    }

    /// <summary>The events are the same for all queries; they are drawn once.</summary>
    private static (NexmarkEvents Events, RunOptions Options) Made(int rows)
    {
        if (_made?.Events.Count != rows)
        {
            _made = (new NexmarkEvents(rows), Pipelines.NewReplay());
        }

        return _made.Value;
    }
}
