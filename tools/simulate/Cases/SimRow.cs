namespace StreamEngine.Simulation.Cases;

/// <summary>A row with its stream time.</summary>
/// <param name="At">Stream time, ns.</param>
/// <param name="Cells">Values by column; a column that is not there is null.</param>
internal sealed record SimRow(long At, IReadOnlyDictionary<string, object?> Cells)
{
    /// <summary>Event time, ns.</summary>
    public long Ts => (long)Cells["ts"]!;

    /// <summary>The value of a column.</summary>
    public object? this[string column] => Cells.GetValueOrDefault(column);

    /// <summary>The row with more cells, or others.</summary>
    public Dictionary<string, object?> With(params ReadOnlySpan<(string Column, object? Value)> cells)
    {
        var all = new Dictionary<string, object?>(Cells, StringComparer.Ordinal);
        foreach (var (column, value) in cells)
        {
            all[column] = value;
        }

        return all;
    }
}
