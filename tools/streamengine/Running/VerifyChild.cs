using System.Diagnostics;
using System.Text.Json.Nodes;
using StreamEngine.Cli.Reference;
using StreamEngine.Replay.Verification;

namespace StreamEngine.Cli.Running;

/// <summary>Runs <c>replay verify</c> in a process of another build, or with another garbage collector. The launcher builds what is missing.</summary>
internal static class VerifyChild
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="kind">What process.</param>
    /// <param name="arguments">Arguments of <c>replay verify</c>.</param>
    /// <exception cref="IOException">It cannot be started, or did not tell its runs.</exception>
    public static async Task<IReadOnlyList<RunOutcome>> Run(ProcessKind kind, IEnumerable<string> arguments)
    {
        var isOwn = kind.Build == ProcessKind.Own.Build;
        var launcher = RepositoryFolder.Find() is { } root ? Path.Combine(root, "streamengine") : null;
        if (!isOwn && (launcher is null || !File.Exists(launcher)))
        {
            throw new IOException($"a {kind.Build} process is started by the launcher 'streamengine' in the root of the repository, which is not found: set STREAMENGINE_HOME");
        }

        var start = new ProcessStartInfo(isOwn ? "dotnet" : "bash") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(isOwn ? typeof(VerifyChild).Assembly.Location : launcher!);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["STREAMENGINE_CONFIGURATION"] = kind.Build;
        start.Environment["DOTNET_gcServer"] = kind.Gc == "server" ? "1" : "0";
        using var process = Process.Start(start) ?? throw new IOException($"'{start.FileName}' cannot be started");
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode is not (ExitCodes.Ok or ExitCodes.GuaranteeNotMet or ExitCodes.RunFailed) || (await output).Length == 0)
        {
            throw new IOException($"the {kind.Build} process with {kind.Gc} GC ended with {process.ExitCode}: {(await errors).Trim()}");
        }

        return VerdictJson.Runs(JsonNode.Parse(await output)!);
    }
}
