using System.Security.Cryptography;
using System.Text;
using StreamEngine.Sources.Mapping;

namespace StreamEngine.Sources.Packing;

/// <summary>Holds a file to the SHA-256 in the file <c>NAME.CHECKSUM</c> beside it (<c>&lt;64 hex digits&gt;  &lt;name&gt;</c>), before anything of it is read.</summary>
internal static class FileChecksum
{
    private const int MostBytes = 4096;
    private const int HashDigits = 64;

    /// <summary>Checks a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mode"><c>auto</c>: where there is one; <c>required</c>; <c>off</c>.</param>
    /// <exception cref="IOException">It does not hold; the message names both sums.</exception>
    public static void Check(string path, string mode)
    {
        var beside = path + ".CHECKSUM";
        if (mode == "off" || (mode == "auto" && !File.Exists(beside)))
        {
            return;
        }

        if (!File.Exists(beside))
        {
            throw Refused(path, $"has no checksum: '{beside}' does not exist, and 'checksum' is required");
        }

        var stated = Read(path, beside);
        using var file = RowFile.Open(path);
        var found = Convert.ToHexStringLower(SHA256.HashData(file));
        if (found != stated)
        {
            throw Refused(path, $"has the SHA-256 {found}, and '{beside}' says {stated}: fetch both again");
        }
    }

    private static string Read(string path, string beside)
    {
        using var file = RowFile.Open(beside);
        var bytes = new byte[MostBytes];
        var length = file.ReadAtLeast(bytes, MostBytes, throwOnEndOfStream: false);
        var name = Path.GetFileName(path);
        foreach (var line in Encoding.Latin1.GetString(bytes, 0, length).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(' ', 2, StringSplitOptions.TrimEntries);
            if (words[0].Length == HashDigits && words[0].All(char.IsAsciiHexDigit) && (words.Length == 1 || words[1].TrimStart('*') == name))
            {
                return words[0].ToLowerInvariant();
            }
        }

        throw Refused(path, $"has a checksum that cannot be read: '{beside}' must be 64 hex digits, two blanks and '{name}'");
    }

    private static IOException Refused(string path, string reason) => new($"error {MappingErrors.Checksum.Code}: file '{path}' {reason}");
}
