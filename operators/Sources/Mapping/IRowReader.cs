namespace StreamEngine.Sources.Mapping;

/// <summary>A file of rows that is being read.</summary>
internal interface IRowReader : IDisposable
{
    /// <summary>Line of the record read last, from 1.</summary>
    long Line { get; }

    /// <summary>Which row of that record it was, from 0.</summary>
    int Item { get; }

    /// <summary>Bytes of that record.</summary>
    int Bytes { get; }

    /// <summary>Whether the row read last belongs to another message than the good row before.</summary>
    bool StartsMessage { get; }

    /// <summary>What was wrong with what was read last.</summary>
    RowFault Fault { get; }

    /// <summary>Leaves out what lies before a row.</summary>
    void SkipTo(long line, int item);

    /// <summary>Reads the next row into a slot of the columns.</summary>
    RowRead Read(int slot);

    /// <summary>Reads bytes. False at the end of the file.</summary>
    ValueTask<bool> Fill(CancellationToken stop);
}
