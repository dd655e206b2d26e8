using System.Diagnostics;

namespace StreamEngine.Tests.Kit;

/// <summary>A program run to its end under a deadline, with what it printed.</summary>
/// <param name="ExitCode">The program's exit code.</param>
/// <param name="Output">All of standard output.</param>
/// <param name="Error">All of standard error.</param>
public sealed record ChildProcess(int ExitCode, string Output, string Error)
{
    /// <summary>Both streams, for assertion messages.</summary>
    public string Text => Output + Error;

    /// <summary>Runs a program. Past the deadline it is ended with its children and <see cref="TimeoutException"/> is thrown.</summary>
    /// <param name="program">Name on the path, or a path.</param>
    /// <param name="arguments">Arguments, passed as they are, without a shell.</param>
    /// <param name="deadline">Time until it must have ended.</param>
    /// <param name="folder">Working folder; the repository's root by default.</param>
    /// <param name="environment">Variables to set (a null value removes one).</param>
    public static async Task<ChildProcess> Run(
        string program,
        IEnumerable<string> arguments,
        TimeSpan deadline,
        string? folder = null,
        IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? RepositoryRoot.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        process.StandardInput.Close();
        using var stop = new CancellationTokenSource(deadline);
        var output = process.StandardOutput.ReadToEndAsync(stop.Token);
        var error = process.StandardError.ReadToEndAsync(stop.Token);
        try
        {
            await process.WaitForExitAsync(stop.Token);
            return new ChildProcess(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', start.ArgumentList)} had not ended after {deadline}.");
        }
    }
}
