using StreamEngine.Data;

namespace StreamEngine.Replay.Playing;

/// <summary>A recording that is played: goes through the rows that are asked for, one batch in hand.</summary>
/// <param name="recording">The recording.</param>
/// <param name="target">Which of the targets its rows are for.</param>
/// <param name="range">Which rows, by time.</param>
/// <param name="symbols">Which rows, by column <c>symbol</c>; empty for all.</param>
public sealed class PlayedFile(IBatchRecording recording, int target, TimeRange range, IReadOnlySet<string> symbols) : IAsyncDisposable
{
    private IAsyncEnumerator<Batch>? _batches;
    private Batch? _batch;
    private int _next;

    /// <summary>The recording.</summary>
    public IBatchRecording Recording => recording;

    /// <summary>Which of the targets its rows are for.</summary>
    public int Target => target;

    /// <summary>Whether rows are left out, so that a row's number in the file is not its number in the playing.</summary>
    public bool IsFiltered => !range.IsAll || symbols.Count > 0;

    /// <summary>Whether there is a next row.</summary>
    public bool HasNext => _batch is not null;

    /// <summary>Stream time of the next row.</summary>
    public long Head => _batch!.At(_next);

    /// <summary>Goes to the beginning, to a row of the file (from 0), or to the first row not older than an instant.</summary>
    /// <returns>The number of the next row in the file, from 0, before rows are left out.</returns>
    /// <exception cref="IOException">The file is gone, cut off or damaged.</exception>
    public async ValueTask<long> Open(long? row, long? at, ReadScope scope, CancellationToken stop)
    {
        await DisposeAsync();
        if (recording is ISeekableRecording seekable && (row ?? at) is not null)
        {
            var entry = seekable.Enter(row, at, scope, stop);
            _batches = entry.Rows.GetAsyncEnumerator(stop);
            await Load(scope.Pool, 0);
            return entry.Row;
        }

        _batches = recording.Read(scope, stop).GetAsyncEnumerator(stop);
        await Load(scope.Pool, row ?? 0);
        var number = row ?? 0;
        for (; HasNext && Head < at; number++)
        {
            await Advance(1, scope.Pool);
        }

        return number;
    }

    /// <summary>How many of the next rows have a stream time of at most <paramref name="until"/>; at most <paramref name="most"/>.</summary>
    public int CountUntil(long until, int most)
    {
        var count = 0;
        while (count < most && _next + count < _batch!.Count && _batch.At(_next + count) <= until)
        {
            count++;
        }

        return count;
    }

    /// <summary>The next rows.</summary>
    public Batch Take(int count) => _batch!.Slice(_next, count, _batch.At(_next + count - 1));

    /// <summary>Goes on behind some rows of the batch in hand.</summary>
    public async ValueTask Advance(int count, BufferPool pool)
    {
        _next += count;
        if (_next == _batch!.Count)
        {
            await Load(pool, 0);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _batch?.Dispose();
        _batch = null;
        if (_batches is not null)
        {
            await _batches.DisposeAsync();
            _batches = null;
        }
    }

    private async ValueTask Load(BufferPool pool, long skip)
    {
        _batch?.Dispose();
        (_batch, _next) = (null, 0);
        while (_batch is null && await _batches!.MoveNextAsync())
        {
            var read = _batches.Current;
            if (skip >= read.Count)
            {
                skip -= read.Count;
                read.Dispose();
                continue;
            }

            if (skip > 0)
            {
                var rest = read.Slice((int)skip, read.Count - (int)skip, read.Frontier);
                read.Dispose();
                (read, skip) = (rest, 0);
            }

            var kept = OfSymbols(range.Of(read, pool), pool);
            if (kept.Count > 0)
            {
                _batch = kept;
            }
            else
            {
                kept.Dispose();
            }
        }
    }

    private Batch OfSymbols(Batch batch, BufferPool pool)
    {
        if (symbols.Count == 0)
        {
            return batch;
        }

        using (batch)
        {
            var column = batch.Schema.Find("symbol") is { Type.Kind: TypeKind.Symbol or TypeKind.String } ? batch.Column("symbol")
                : throw new IOException($"'{recording.File}' has no column 'symbol' of texts to choose rows by; there are: {string.Join(", ", batch.Schema.Fields.Select(f => $"{f.Name} ({f.Type.Text})"))}");
            var picked = pool.Rent<int>(batch.Count);
            var count = 0;
            for (var i = 0; i < batch.Count; i++)
            {
                var row = batch.Row(i);
                if (!column.IsNull(row) && symbols.Contains(column is SymbolColumn coded ? coded[row] : ((TextColumn)column).Text(row)))
                {
                    picked[count++] = row;
                }
            }

            return batch.Select(picked, count, pool);
        }
    }
}
