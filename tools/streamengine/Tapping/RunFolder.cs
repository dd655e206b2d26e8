namespace StreamEngine.Cli.Tapping;

/// <summary>
/// Where the sockets of running pipelines stand: a folder only its owner can enter, <c>streamengine</c> in <c>XDG_RUNTIME_DIR</c>, else in the user's cache. A socket is named after pipeline and process:
/// <c>demo.4711.sock</c>.
/// </summary>
internal static class RunFolder
{
    private const string Suffix = ".sock";
    private const int MostName = 40;
    private const int MostPath = 104; // what every system takes as the path of a socket, with its end
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The folder, made where it is missing.</summary>
    /// <exception cref="IOException">There is no such folder, or it is not the user's own.</exception>
    public static string Open()
    {
        var path = Path() ?? throw new IOException("neither XDG_RUNTIME_DIR nor a home folder is set");
        var folder = Directory.CreateDirectory(path);
        if (folder.LinkTarget is not null)
        {
            throw new IOException($"{path} is a link; it must be a folder of the user's own");
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, OwnerOnly); // refused to anybody but its owner
        }

        return path;
    }

    /// <summary>The path of the socket of this process for a pipeline.</summary>
    /// <exception cref="IOException">The path is longer than the system takes.</exception>
    public static string SocketOf(string folder, string pipeline)
    {
        var path = System.IO.Path.Combine(folder, $"{Shortened(pipeline)}.{Environment.ProcessId}{Suffix}");
        return System.Text.Encoding.UTF8.GetByteCount(path) <= MostPath ? path
            : throw new IOException($"{path} is longer than the {MostPath} bytes a socket may have; set XDG_RUNTIME_DIR to a shorter folder");
    }

    /// <summary>The name of a pipeline as far as the name of a socket has it.</summary>
    public static string Shortened(string pipeline) => pipeline.Length > MostName ? pipeline[..MostName] : pipeline;

    /// <summary>The runs whose sockets stand there, by pipeline and process. A socket whose process is gone is taken away.</summary>
    public static IReadOnlyList<RunningRun> Runs()
    {
        if (Path() is not { } folder || !Directory.Exists(folder))
        {
            return [];
        }

        var runs = new List<RunningRun>();
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Suffix))
        {
            var name = System.IO.Path.GetFileName(path)[..^Suffix.Length];
            var dot = name.LastIndexOf('.');
            if (dot < 1 || !int.TryParse(name.AsSpan(dot + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var pid))
            {
                continue;
            }

            if (IsAlive(pid))
            {
                runs.Add(new RunningRun(name[..dot], pid, path));
            }
            else
            {
                File.Delete(path);
            }
        }

        return [.. runs.OrderBy(r => r.Pipeline, StringComparer.Ordinal).ThenBy(r => r.Pid)];
    }

    private static string? Path()
    {
        if (Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } runtime && Directory.Exists(runtime))
        {
            return System.IO.Path.Combine(runtime, "streamengine");
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length == 0 ? null : System.IO.Path.Combine(home, ".cache", "streamengine", "run");
    }

    private static bool IsAlive(int pid)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false; // no such process
        }
    }
}
