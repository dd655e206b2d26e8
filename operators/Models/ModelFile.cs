using System.Security.Cryptography;
using StreamEngine.Config;

namespace StreamEngine.Models;

/// <summary>A model file that was read whole and looked through.</summary>
/// <param name="Path">Where it was read.</param>
/// <param name="Bytes">What it holds; these bytes, and no later ones, are what the runtime is given.</param>
/// <param name="Sha256">SHA-256 of the bytes, lower-case hexadecimal.</param>
/// <param name="Facts">What it declares.</param>
public sealed record ModelFile(string Path, byte[] Bytes, string Sha256, ModelFacts Facts)
{
    /// <summary>Reads a file and looks through it.</summary>
    /// <exception cref="ModelFileException">It cannot be read, is damaged, or not allowed.</exception>
    public static ModelFile Read(string path)
    {
        byte[] bytes;
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > ModelLimits.Bytes)
            {
                throw new ModelFileException(ModelErrors.TooLarge, $"model {ProblemText.Quote(path)}: it has {ModelScan.Count(file.Length)} bytes; at most {ModelScan.Count(ModelLimits.Bytes)} are read");
            }

            bytes = file.Exists ? File.ReadAllBytes(path) : throw new FileNotFoundException("it does not exist");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            var words = unreadable is FileNotFoundException or DirectoryNotFoundException ? "it does not exist" : unreadable.Message;
            throw new ModelFileException(ModelErrors.Unreadable, $"model {ProblemText.Quote(path)} cannot be read: {words}", "correct the path; it is taken from the folder the command is run in");
        }

        try
        {
            return new ModelFile(path, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)), ModelScan.Of(bytes));
        }
        catch (ModelFileException refused)
        {
            throw new ModelFileException(refused.Code, $"model {ProblemText.Quote(path)}: {refused.Message}", refused.Help);
        }
    }
}
