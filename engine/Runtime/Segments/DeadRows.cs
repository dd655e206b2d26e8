using StreamEngine.Data;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>Writes failed, late and rejected rows of one node as <c>dead/1</c> rows, each to its port.</summary>
internal sealed class DeadRows
{
    private readonly string _node;
    private readonly string _place;
    private readonly Dictionary<string, PortWriter> _writers;
    private readonly IReadOnlySet<string> _dropped;

    /// <param name="node">The node.</param>
    /// <param name="place">Where it stands in the file.</param>
    /// <param name="writers">By port; a port without a writer stops the run unless it is dropped.</param>
    /// <param name="dropped">Ports waved off by <c>drop</c>.</param>
    public DeadRows(string node, string place, Dictionary<string, PortWriter> writers, IReadOnlySet<string> dropped)
    {
        _node = node;
        _place = place;
        _writers = writers;
        _dropped = dropped;
    }

    /// <summary>Whether rows of a port are waved off, so that nobody reads why.</summary>
    public bool Drops(string port) => _dropped.Contains(port);

    public void Write(string port, Batch batch, int physical, long at, string code, string reason)
    {
        if (_dropped.Contains(port))
        {
            return;
        }

        var ts = batch.Schema.IndexOf("ts") is >= 0 and var index && batch.Find(index) is ValueColumn<long> column ? column[physical] : at;
        var group = batch.Schema.Has(ShardColumns.Name) ? ((ValueColumn<long>)batch.Column(ShardColumns.Name))[physical] : 0;
        Write(port, ts, at, code, reason, batch.Schema.Name, RowText.Json(batch, physical), group);
    }

    public void Write(string port, long ts, long at, string code, string reason, string? schema, string row, long group = 0)
    {
        if (_dropped.Contains(port))
        {
            return;
        }

        if (!_writers.TryGetValue(port, out var writer))
        {
            throw new RowFailedException(_node, _place, code, reason, row);
        }

        writer.Values<long>("ts")?.Append(ts);
        writer.Symbols("node")?.Append(_node);
        writer.Symbols("port")?.Append(port);
        writer.Symbols("code")?.Append(code);
        writer.Text("reason")?.Append(reason);
        if (schema is null)
        {
            writer.Text("schema")?.AppendNull();
        }
        else
        {
            writer.Text("schema")?.Append(schema);
        }

        writer.Text("row")?.Append(row);
        if (writer.Schema.Has(ShardColumns.Name))
        {
            writer.Values<long>(ShardColumns.Name)!.Append(group);
        }

        writer.Commit(Math.Max(at, writer.LastAt == StreamTime.Start ? at : writer.LastAt));
    }
}
