using StreamEngine.Cli.Screen;
using StreamEngine.Cli.Tapping;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Cli.Running;

/// <summary>Runs a pipeline file from text to summary, with progress and signals.</summary>
internal sealed class PipelineRunner(Terminal terminal, bool json)
{
    /// <summary>Binds, plans, runs and prints the summary.</summary>
    /// <param name="file">The pipeline file.</param>
    /// <param name="values">What <c>--set</c> gave.</param>
    /// <param name="profile">The profile to run under; null for none.</param>
    /// <param name="standIns">Sources to put in the place of some of the file's, by node, which makes the run a replay; null for none.</param>
    /// <param name="workers">By how many workers nodes with <c>parallel</c> are run; null for what they say.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="IOException">The pipeline file cannot be read.</exception>
    public async Task<int> Run(string file, IReadOnlyDictionary<string, string> values, string? profile = null, Func<BoundPipeline, IReadOnlyDictionary<string, Source>>? standIns = null, int? workers = null)
    {
        var mask = new SecretMask();
        if (new PipelineReader(values, profile, mask.Add).BindOrTell(file, terminal) is not { } bound)
        {
            return ExitCodes.ConfigRefused;
        }

        if (bound.IsTemplate)
        {
            terminal.Error.WriteLine($"{file}: '{bound.Name}' is a template: a pipeline uses it, or `streamengine test` runs its tests; it cannot run by itself");
            return ExitCodes.Usage;
        }

        var progress = new ProgressLine(terminal.Error, terminal.IsErrorTerminal);
        var plan = Planner.Make(bound, workers);
        var console = new ConsoleWriter(SinkScreen.Open(terminal, json), progress);
        var options = new RunOptions { Clock = TimeProvider.System, Console = console, IsReplay = bound.Clock == RunClock.Replay || standIns is not null };
        options = standIns is null ? options : options with { StandIns = standIns(bound) };
        var allocatedBefore = GC.GetTotalAllocatedBytes();
        RunSummary summary;
        await using (var run = Runtime.Run.Open(plan, options))
        {
            await using var taps = TapServer.Open(run, bound, mask, progress.Line);
            using var signals = new DrainSignals(run, bound, progress);
            using (progress.Follow(run, bound))
            {
                summary = await run.Execute();
            }
        }

        var report = new RunReport(file, summary, GC.GetTotalAllocatedBytes() - allocatedBefore, PeakMemory.Bytes);
        if (json)
        {
            terminal.Out.WriteLine(JsonText.Of(RunReportJson.Of(report)));
        }
        else
        {
            terminal.Out.Write(RunReportText.Of(report));
        }

        if (report.Error is { } error)
        {
            terminal.Error.WriteLine(error.Line);
            if (summary.Failure is { } failure)
            {
                RunError.Trace(failure, terminal.Error);
            }
        }

        return report.Error?.ExitCode ?? ExitCodes.Ok;
    }
}
