using System.Globalization;

namespace StreamEngine.Arrow;

/// <summary>An Arrow file or stream is cut off, damaged, or holds what is not supported.</summary>
/// <param name="file">Name of the file or stream.</param>
/// <param name="offset">Byte at which it was noticed, from the start.</param>
/// <param name="reason">What is wrong, with the field where there is one.</param>
public sealed class ArrowFormatException(string file, long offset, string reason)
    : IOException(string.Create(CultureInfo.InvariantCulture, $"{file}: {reason} (at byte {offset})"))
{
    /// <summary>Name of the file or stream.</summary>
    public string File => file;

    /// <summary>Byte at which it was noticed.</summary>
    public long Offset => offset;

    /// <summary>What is wrong.</summary>
    public string Reason => reason;
}
