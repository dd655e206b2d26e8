using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>One inlet of a stage as Rx sees it.</summary>
internal sealed class StageInlet(IStage stage, int inlet) : IObserver<Batch>
{
    public void OnNext(Batch value) => stage.OnNext(inlet, value);

    public void OnCompleted() => stage.OnCompleted(inlet);

    public void OnError(Exception error) => throw new InvalidOperationException("errors end the run, they do not travel on streams: a bug in the runtime", error);
}
