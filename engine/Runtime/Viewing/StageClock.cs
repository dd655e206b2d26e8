namespace StreamEngine.Runtime;

/// <summary>Tells the time of a segment to the stage that works at the moment: stages call each other, and what one spends in those behind it is theirs.</summary>
internal sealed class StageClock(TimeProvider clock)
{
    private StageTime? _current;
    private long _since;

    /// <summary>A stage of so many nodes.</summary>
    public StageTime NewStage(int nodes) => new(Math.Max(1, nodes), 1e9 / clock.TimestampFrequency);

    /// <summary>A stage begins a step.</summary>
    /// <returns>Who goes on behind it.</returns>
    public StageTime? Enter(StageTime stage)
    {
        var outer = _current;
        Switch(stage);
        stage.Begin();
        return outer;
    }

    /// <summary>It has ended.</summary>
    public void Leave(StageTime? outer)
    {
        var stage = _current;
        Switch(outer);
        stage?.End();
    }

    private void Switch(StageTime? to)
    {
        var now = clock.GetTimestamp();
        _current?.Add(now - _since);
        _current = to;
        _since = now;
    }
}
