namespace StreamEngine.Bench.Workloads.Nexmark;

/// <summary>The answers of the engine as files, for SQL to compare: the pipelines of the throughput runs, under their profile <c>rows</c>.</summary>
internal static class NexmarkAnswers
{
    /// <summary>Writes <c>events.csv</c>, and <c>q0.csv</c> and so on.</summary>
    public static async Task Write(string folder, NexmarkEvents events)
    {
        const string Held = "nexmark-sql";
        var options = Pipelines.NewReplay();
        NexmarkStream.Write(Path.Combine(folder, "events.csv"), events);
        NexmarkStream.Hold(Held, events, options);
        foreach (var query in NexmarkQuery.All)
        {
            (string, string)[] set = [("events", Held), ("out", Path.Combine(folder, query.Name + ".csv"))];
            await Pipelines.Run(Pipelines.PlanFile(PipelineContender.PathOf("nexmark/" + query.Name), "rows", set), options);
        }
    }
}
