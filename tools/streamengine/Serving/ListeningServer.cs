using StreamEngine.Graph;

namespace StreamEngine.Cli.Serving;

/// <summary>A server that listens.</summary>
/// <param name="Address">Where: <c>http://127.0.0.1:7070</c>.</param>
/// <param name="Pipeline">The pipeline that it runs.</param>
/// <param name="Desk">Its reports.</param>
/// <param name="Run">Its run.</param>
internal sealed record ListeningServer(string Address, BoundPipeline Pipeline, ReportDesk Desk, ServedRun Run)
{
    /// <summary>Waits until told to stop.</summary>
    public static Task Until(CancellationToken stop) =>
        Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
