namespace StreamEngine.Sources.Recorder;

/// <summary>The lines of a recorder's file in order of time: connections are merged by the newest time each has seen, then by line.</summary>
internal sealed class RecordMerge : IDisposable
{
    private readonly List<RecordCursor> _cursors;

    private RecordMerge(IEnumerable<RecordCursor> cursors) => _cursors = [.. cursors];

    /// <summary>The line it stands on.</summary>
    public RecordCursor Current { get; private set; } = null!;

    /// <summary>Finds the connections of a file.</summary>
    /// <exception cref="IOException">The file is cut off or damaged, or has too many connections.</exception>
    public static async ValueTask<RecordMerge> Open(RecordFile file, CancellationToken stop) =>
        new((await RecordIndex.Read(file, stop).ConfigureAwait(false)).Select(connection => new RecordCursor(file, connection)));

    /// <summary>Moves to the next line. False at the end.</summary>
    public async ValueTask<bool> Advance(CancellationToken stop)
    {
        if (Current is not null)
        {
            await Move(Current, stop).ConfigureAwait(false);
        }

        while (First() is { } first)
        {
            if (first.IsOpen)
            {
                Current = first;
                return true;
            }

            await Move(first, stop).ConfigureAwait(false);
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _cursors.ForEach(cursor => cursor.Dispose());

    private RecordCursor? First()
    {
        RecordCursor? first = null;
        foreach (var cursor in _cursors)
        {
            if (first is null || cursor.Key < first.Key || (cursor.Key == first.Key && cursor.Line < first.Line))
            {
                first = cursor;
            }
        }

        return first;
    }

    private async ValueTask Move(RecordCursor cursor, CancellationToken stop)
    {
        if (!await cursor.Advance(stop).ConfigureAwait(false))
        {
            _cursors.Remove(cursor);
            cursor.Dispose();
        }
    }
}
