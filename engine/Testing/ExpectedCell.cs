using StreamEngine.Config;

namespace StreamEngine.Testing;

/// <summary>An expected value.</summary>
/// <param name="Column">Name of the column; <c>at</c> where the schema has none is the stream time.</param>
/// <param name="Index">Position of the column; −1 for the stream time.</param>
/// <param name="Value">The value.</param>
/// <param name="Node">Where it stands.</param>
public sealed record ExpectedCell(string Column, int Index, object? Value, YamlNode Node)
{
    /// <summary>What a row holds there.</summary>
    public object? In(CaseRow row) => Index < 0 ? row.At : row.Values[Index];
}
