using System.Text;

namespace StreamEngine.Cli.Testing;

/// <summary>Puts a text in the place of a file whole or not at all: written beside it, flushed to the disk, renamed.</summary>
internal static class FileReplacement
{
    /// <summary>Replaces the file; its mode and, where it has one, its byte order mark stay.</summary>
    public static void Write(string path, string text, bool hasMark)
    {
        var beside = path + ".new";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
        {
            file.Write(new UTF8Encoding(hasMark).Preamble);
            file.Write(Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(beside, File.GetUnixFileMode(path));
        }

        File.Move(beside, path, overwrite: true);
    }
}
