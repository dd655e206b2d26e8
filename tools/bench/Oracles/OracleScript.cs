using System.Diagnostics;
using StreamEngine.Bench.Study;

namespace StreamEngine.Bench.Oracles;

/// <summary>Runs the scripts of <c>tests/Golden</c>.</summary>
internal static class OracleScript
{
    /// <summary>Path of a file there.</summary>
    public static string Golden(string name) => Path.Combine(Repository.Root, "tests", "Golden", name);

    /// <summary>Runs a script that ends with code 0, or 1 when something differs; gives the lines it printed.</summary>
    /// <exception cref="InvalidOperationException">It ended otherwise.</exception>
    public static async Task<string[]> Run(string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("python3", ["-B", Golden(script), .. arguments]) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode is 0 or 1 ? said.Split('\n', StringSplitOptions.RemoveEmptyEntries) : throw new InvalidOperationException($"{script} ended with code {process.ExitCode}");
    }
}
