using System.Globalization;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Windows;

/// <summary>A row a window: key, bounds, and a column for each aggregate.</summary>
internal sealed class AggregateResults : WindowResults
{
    private readonly PortWriter _writer;
    private readonly KeyColumns _keys;
    private readonly AggregateStates _aggregates;
    private readonly ValueBuilder<long>? _ts;
    private readonly ValueBuilder<long>? _start;
    private readonly ValueBuilder<long>? _end;
    private readonly ValueBuilder<bool>? _final;
    private readonly ColumnBuilder?[] _columns;

    public AggregateResults(PortWriter writer, KeyColumns keys, AggregateStates aggregates, IReadOnlyList<string> columns)
    {
        _writer = writer;
        _keys = keys;
        _aggregates = aggregates;
        _ts = writer.Values<long>("ts");
        _start = writer.Values<long>(Start);
        _end = writer.Values<long>(End);
        _final = writer.Schema.Has(Final) ? writer.Values<bool>(Final) : null;
        _columns = [.. columns.Select(writer.Builder)];
    }

    /// <summary>Writes one result; one that cannot be computed is a failed row.</summary>
    public override void Write(long start, long end, long at, AggregateState[] states, bool isFinal)
    {
        var ts = isFinal ? end - 1 : Math.Min(end - 1, at);
        if (!_writer.IsRead)
        {
            return;
        }

        try
        {
            for (var i = 0; i < _columns.Length; i++)
            {
                if (_columns[i] is { } column)
                {
                    _aggregates[i].Write(states[i], column);
                }
            }
        }
        catch (ArithmeticException failure)
        {
            _writer.Rollback();
            var key = _keys.Text(Key);
            Output.ResultError(ts, at, "SE9101", string.Create(CultureInfo.InvariantCulture, $"the window from {start} to {end}{(key.Length > 0 ? " of " : "")}{key}: {failure.Message}"));
            return;
        }

        _ts?.Append(ts);
        _start?.Append(start);
        _end?.Append(end);
        _final?.Append(isFinal);
        _keys.Write(Key);
        _writer.Commit(at);
    }
}
