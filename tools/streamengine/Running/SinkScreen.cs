using Microsoft.Win32.SafeHandles;
using StreamEngine.Cli.Screen;

namespace StreamEngine.Cli.Running;

/// <summary>
/// Where console sinks print. A pipe or terminal is written past <see cref="Console"/>: its writers share one lock, so a reader who stands still would also silence the countdown on
/// standard error.
/// </summary>
internal static class SinkScreen
{
    private const int StandardOutput = 1;

    /// <summary>Standard output; standard error when standard output is for JSON; what the terminal names when it is not this process's.</summary>
    public static TextWriter Open(Terminal terminal, bool json)
    {
        if (json || OperatingSystem.IsWindows() || !ReferenceEquals(terminal.Out, Console.Out))
        {
            return json ? terminal.Error : terminal.Out;
        }

        terminal.Out.Flush();
        var stream = new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? terminal.Out : new StreamWriter(stream) { AutoFlush = true };
    }
}
