using System.Globalization;
using StreamEngine.Runtime;

namespace StreamEngine.Replay;

/// <summary>Counts what of a file is no row, and keeps the first reason.</summary>
public sealed class RefusedRows : IRowErrors
{
    /// <summary>How many.</summary>
    public long Count { get; private set; }

    /// <summary>The first: file, line, column, what is wrong; empty without one.</summary>
    public string First { get; private set; } = "";

    /// <summary>Code of the first.</summary>
    public string FirstCode { get; private set; } = "";

    /// <summary>The sentence about them, or null when there are none.</summary>
    public string? Finding => Count switch
    {
        0 => null,
        1 => $"1 line is no row and is left out: {FirstCode}: {First}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Count} lines are no rows and are left out, first {FirstCode}: {First}"),
    };

    /// <inheritdoc/>
    public void Report(long at, string code, string reason, string original)
    {
        if (Count++ == 0)
        {
            (FirstCode, First) = (code, reason);
        }
    }
}
