using System.Diagnostics;

namespace StreamEngine.Cli.Running;

/// <summary>Most memory this process ever held.</summary>
internal static class PeakMemory
{
    /// <summary>Peak of the resident set.</summary>
    public static long Bytes
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64;
        }
    }
}
