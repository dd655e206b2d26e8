using StreamEngine.Data;

namespace StreamEngine.Replay;

/// <summary>Goes through the rows of a recording, holding its batch and the one before.</summary>
internal sealed class RowCursor(IAsyncEnumerator<Batch> batches) : IAsyncDisposable
{
    private Batch? _batch;
    private Batch? _last;
    private int _index = -1;

    /// <summary>The batch of the current row.</summary>
    public Batch Batch => _batch!;

    /// <summary>Physical row of the current row.</summary>
    public int Physical => _batch!.Row(_index);

    /// <summary>Number of the current row, from 1; behind the last, of that.</summary>
    public long Row { get; private set; }

    /// <summary>Goes to the next row; false at the end.</summary>
    public async ValueTask<bool> Next()
    {
        _index++;
        while (_batch is null || _index >= _batch.Count)
        {
            if (_batch is not null)
            {
                _last?.Dispose();
                _last = _batch;
                _batch = null;
            }

            if (!await batches.MoveNextAsync())
            {
                return false;
            }

            _batch = batches.Current;
            _index = 0;
        }

        Row++;
        return true;
    }

    /// <summary>The values of some columns of the current row.</summary>
    public object?[] Values(IReadOnlyList<int> columns) => Values(Batch, Physical, columns);

    /// <summary>The values of some columns of the row before the current one, or, at the end, of the last.</summary>
    public object?[] Previous(IReadOnlyList<int> columns) =>
        _batch is not null && _index > 0 ? Values(_batch, _batch.Row(_index - 1), columns) : Values(_last!, _last!.Row(_last.Count - 1), columns);

    private static object?[] Values(Batch batch, int row, IReadOnlyList<int> columns)
    {
        var values = new object?[columns.Count];
        for (var c = 0; c < values.Length; c++)
        {
            values[c] = batch.Column(columns[c]).Value(row);
        }

        return values;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _batch?.Dispose();
        _last?.Dispose();
        return batches.DisposeAsync();
    }
}
