using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>One inlet of a stage as Rx sees it; it measures the stage where time is measured.</summary>
internal sealed class StageInlet(IStage stage, int inlet, StageClock? clock, StageTime? time) : IObserver<Batch>
{
    public void OnNext(Batch value)
    {
        if (clock is null)
        {
            stage.OnNext(inlet, value);
            return;
        }

        var outer = clock.Enter(time!);
        stage.OnNext(inlet, value);
        clock.Leave(outer);
    }

    public void OnCompleted() => stage.OnCompleted(inlet);

    public void OnError(Exception error) => throw new InvalidOperationException("errors end the run, they do not travel on streams: a bug in the runtime", error);
}
