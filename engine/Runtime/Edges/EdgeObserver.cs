using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>The end of a stream at a boundary: batches go into the edge, thin selections compacted.</summary>
internal sealed class EdgeObserver(Edge edge, BufferPool pool) : IObserver<Batch>
{
    public void OnNext(Batch value) =>
        edge.Send(value.Count * 2 < value.Capacity ? value.Compact(pool) : value.Retain());

    public void OnCompleted() => edge.Complete();

    public void OnError(Exception error) => throw new InvalidOperationException("errors end the run, they do not travel on streams: a bug in the runtime", error);
}
