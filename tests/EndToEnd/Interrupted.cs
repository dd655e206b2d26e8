using System.Diagnostics;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>The command line while it runs: its lines as they come, and signals to it.</summary>
internal sealed class Interrupted : IDisposable
{
    private readonly Process _process;
    private readonly CancellationTokenSource _deadline = new(Patience.Hang);

    /// <summary>Starts the program.</summary>
    public Interrupted(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [CommandLine.Program, .. arguments])
        {
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        _process = Process.Start(start)!;
    }

    /// <summary>Standard input.</summary>
    public StreamWriter Input => _process.StandardInput;

    /// <summary>Standard output, to be read as far as the test wants.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <summary>Standard error.</summary>
    public StreamReader Error => _process.StandardError;

    /// <summary>Reads lines until one starts with a text.</summary>
    public async Task<string> LineStarting(StreamReader reader, string start)
    {
        while (await reader.ReadLineAsync(_deadline.Token) is { } line)
        {
            if (line.StartsWith(start, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new EndOfStreamException($"no line starts with '{start}'");
    }

    /// <summary>Sends SIGINT, as Ctrl-C does.</summary>
    public async Task Interrupt()
    {
        var kill = await ChildProcess.Run("kill", ["-INT", $"{_process.Id}"], Patience.Hang);
        Assert.True(kill.ExitCode == 0, kill.Text);
    }

    /// <summary>Waits for the end, for some time; false when it has not ended.</summary>
    public async Task<bool> EndsWithin(TimeSpan time)
    {
        await Task.WhenAny(_process.WaitForExitAsync(_deadline.Token), Task.Delay(time, _deadline.Token));
        _deadline.Token.ThrowIfCancellationRequested();
        return _process.HasExited;
    }

    /// <summary>Waits for the end.</summary>
    public async Task<int> ExitCode()
    {
        await _process.WaitForExitAsync(_deadline.Token);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        _deadline.Dispose();
    }
}
