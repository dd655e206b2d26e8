using System.Diagnostics;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Arrow;

/// <summary>Runs a script of tests/js.</summary>
internal static class Node
{
    public static string Run(string script, params string[] arguments)
    {
        var folder = Path.Combine(Root(), "tests", "js");
        Assert.True(Directory.Exists(Path.Combine(folder, "node_modules", "apache-arrow")),
            "tests/js/node_modules is missing: install it with ./eng/setup.sh test");
        var start = new ProcessStartInfo("node", [Path.Combine(folder, script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience.Hang))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"node {script} took longer than {Patience.Hang}");
        }

        Assert.True(process.ExitCode == 0, $"node {script} failed: {errors.Result}");
        return output.Result;
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "StreamEngine.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("the tests do not run inside the repository");
        }

        return folder;
    }
}
