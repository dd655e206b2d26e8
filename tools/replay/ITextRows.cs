namespace StreamEngine.Replay;

/// <summary>Reads rows of a text file, one after another, into builders.</summary>
internal interface ITextRows : IDisposable
{
    /// <summary>Line the row begins at, from 1.</summary>
    long Line { get; }

    /// <summary>Byte of the line at which the problem stands, from 1.</summary>
    long Column { get; }

    /// <summary>Why it is no row, or null.</summary>
    string? Problem { get; }

    /// <summary>The text of the row.</summary>
    ReadOnlySpan<byte> Text { get; }

    /// <summary>Reads the next row into the builders; false at the end.</summary>
    ValueTask<bool> Next();
}
