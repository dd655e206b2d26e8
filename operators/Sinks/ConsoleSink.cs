using System.Globalization;
using System.Text;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Sinks;

/// <summary>Prints rows as a table for people to watch.</summary>
/// <remarks>
/// <para>Times are UTC to the millisecond; floats have as many decimals as the first rows need, at most 7 significant digits where they can. The header comes again every 50 rows. Plain text without colours. At the
/// end it says how many rows were not shown.</para>
/// <para>Edge cases: null is <c>-</c>; a long text is cut and ends with <c>…</c>; unless they are named, columns that are empty in the first rows or do not fit the width are left out, and the title says which.</para>
/// <para>Emits what a batch brings, at once, to standard output; holds nothing back; completes with its input, and says then how many rows it did not show; does not fail. No warm-up. Cost: only rows that are printed cost.
/// Memory: the lines of one batch. It is for looking: other sinks keep rows.</para>
/// </remarks>
[Operator("console", OperatorKind.Sink)]
public sealed class ConsoleSink(ConsoleSinkOptions options) : Sink
{
    private const int HeaderEvery = 50;

    private readonly StringBuilder _text = new();
    private TextWriter _console = TextWriter.Null;
    private ConsoleTable? _table;
    private string _node = "";
    private long _rows;
    private long _shown;

    /// <inheritdoc/>
    public override bool WritesThrough => true;

    /// <inheritdoc/>
    public override void Bind(BindScope scope)
    {
        foreach (var column in options.Columns)
        {
            scope.Read(0, column.Name, "columns");
        }

        if (options.Columns.Count == 0)
        {
            foreach (var field in ConsoleTable.Usual(scope.Input))
            {
                scope.TryRead(0, field);
            }
        }
    }

    /// <inheritdoc/>
    public override ValueTask Open(SinkContext context, CancellationToken stop)
    {
        _console = context.Console;
        _node = context.Node;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override async ValueTask Write(Batch rows, CancellationToken stop)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (_rows++ % options.Every == 0 && (options.Limit == 0 || _shown < options.Limit))
            {
                Print(rows, i);
            }
        }

        if (_text.Length > 0)
        {
            await _console.WriteAsync(_text, stop).ConfigureAwait(false);
            await _console.FlushAsync(stop).ConfigureAwait(false);
            _text.Clear();
        }
    }

    /// <inheritdoc/>
    public override async ValueTask Complete()
    {
        var more = _rows - _shown;
        var line = (_rows, more) switch
        {
            (0, _) => $"{_node}: no rows",
            (_, 0) => null,
            _ => string.Create(CultureInfo.InvariantCulture, $"{_node}: {more:N0} more row{(more == 1 ? "" : "s")} not shown, {_rows:N0} in all"),
        };
        if (line is not null)
        {
            await _console.WriteLineAsync(line).ConfigureAwait(false);
            await _console.FlushAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public override ValueTask Abandon() => Complete();

    private void Print(Batch rows, int i)
    {
        if (_table is null)
        {
            _table = new ConsoleTable(rows, i, [.. options.Columns.Select(column => column.Name)], options.Width);
            _table.WriteTitle(_text, _node);
        }

        if (_shown % HeaderEvery == 0)
        {
            _table.WriteHeader(_text);
        }

        _table.WriteRow(_text, rows, rows.Row(i));
        _shown++;
    }
}
