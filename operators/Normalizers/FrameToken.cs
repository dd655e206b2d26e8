using System.Text.Json;

namespace StreamEngine.Normalizers;

/// <summary>Where a scalar value stands in a frame; default when the frame has none.</summary>
/// <param name="Start">First byte; of a string, inside the quotes.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Type">What it is.</param>
/// <param name="IsEscaped">Whether a string holds escapes.</param>
internal readonly record struct FrameToken(int Start, int Length, JsonTokenType Type, bool IsEscaped)
{
    /// <summary>Whether there is a value other than null.</summary>
    public bool IsPresent => Type is not (JsonTokenType.None or JsonTokenType.Null);

    /// <summary>First byte of the value, with the quotes of a string.</summary>
    public int Position => Type == JsonTokenType.String ? Start - 1 : Start;
}
