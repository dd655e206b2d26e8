namespace StreamEngine.Cli.Fixing;

/// <summary>Replaces files whole: each is written beside its name and put on the disk first, then all take their names. Mode and links stay.</summary>
internal static class WholeFiles
{
    /// <summary>Replaces files that still hold what was read.</summary>
    /// <exception cref="IOException">One cannot be written, or was changed meanwhile; then none is replaced.</exception>
    public static void Replace(IReadOnlyList<(string File, FileText Before, FileText Now)> files)
    {
        var staged = new List<(string From, string To)>();
        try
        {
            foreach (var (file, before, now) in files)
            {
                var path = File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(file);
                if (!File.ReadAllBytes(path).AsSpan().SequenceEqual(before.Bytes))
                {
                    throw new IOException($"'{file}' was changed meanwhile; nothing is written, start again");
                }

                staged.Add((Stage(path, now.Bytes), path));
            }

            foreach (var (from, to) in staged)
            {
                File.Move(from, to, overwrite: true);
            }
        }
        finally
        {
            foreach (var (from, _) in staged)
            {
                File.Delete(from);
            }
        }
    }

    private static string Stage(string path, byte[] bytes)
    {
        var name = path + ".mended";
        using var stream = new FileStream(name, FileMode.Create, FileAccess.Write);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(name, File.GetUnixFileMode(path));
        }

        stream.Write(bytes);
        stream.Flush(flushToDisk: true);
        return name;
    }
}
