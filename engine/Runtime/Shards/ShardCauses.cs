using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>
/// Tells, for one worker of a parallel node, what caused each row it puts out. A row that a row caused has its stream time; where rows of one stream time stand in several groups, runs are cut, so the time tells the group.
/// </summary>
/// <param name="given">Schema of each input as it comes from the splitter.</param>
/// <param name="inputs">Schema of each input as the operator sees it, with the group behind.</param>
/// <param name="outputs">Schema of each port, with the cause behind.</param>
/// <param name="appends">Which ports add columns to the rows of the main input.</param>
/// <param name="carries">Which ports' rows carry their group as the last column.</param>
/// <param name="pool">Where arrays come from.</param>
internal sealed class ShardCauses(IReadOnlyList<Schema> given, IReadOnlyList<Schema> inputs, Schema[] outputs, bool[] appends, bool[] carries, BufferPool pool)
{
    private readonly List<(long At, long Group)> _groups = [];

    /// <summary>Whether a timer is being fired.</summary>
    public bool InTimer { get; set; }

    /// <summary>The input a batch is for.</summary>
    public int RoleOf(Schema schema)
    {
        for (var i = 0; i < given.Count; i++)
        {
            if (ReferenceEquals(given[i], schema))
            {
                return i;
            }
        }

        throw new InvalidOperationException("a batch of no input of the node: a bug in the runtime");
    }

    /// <summary>How many of the rows may be taken before what has been put out must leave: up to a second group of a stream time. Notes their groups.</summary>
    public int Take(Rows rows, int role, int count)
    {
        var groups = ((ValueColumn<long>)rows.Batch.Column(inputs[role].Fields.Count - 1)).Values;
        for (var i = 0; i < count; i++)
        {
            var at = rows.At(i);
            var group = groups[rows[i]];
            if (_groups.Count > 0 && group <= _groups[^1].Group)
            {
                continue;
            }

            if (_groups.Count > 0 && _groups[^1].At == at)
            {
                return i;
            }

            _groups.Add((at, group));
        }

        return count;
    }

    /// <summary>Everything put out has left.</summary>
    public void Forget() => _groups.Clear();

    /// <summary>The batch of a port with the cause of each row behind its columns; takes it over.</summary>
    public Batch Tag(int port, Batch batch)
    {
        using (batch)
        {
            var columns = new Column?[outputs[port].Fields.Count];
            var causes = pool.Rent<long>(Math.Max(1, batch.Capacity));
            if (appends[port])
            {
                var shared = inputs[0].Fields.Count - 1;
                Share(batch, columns, shared);
                var groups = ((ValueColumn<long>)batch.Column(shared)).Values;
                for (var i = 0; i < batch.Count; i++)
                {
                    causes[batch.Row(i)] = Cause(groups[batch.Row(i)]);
                }
            }
            else
            {
                Share(batch, columns, int.MaxValue);
                WriteNew(port, batch, causes);
            }

            columns[^1] = new ValueColumn<long>(ColumnType.Int64, causes, batch.Capacity, null, pool);
            return batch.WithColumns(outputs[port], columns);
        }
    }

    private static void Share(Batch batch, Column?[] columns, int except)
    {
        for (int c = 0, from = 0; c < columns.Length - 1; c++, from++)
        {
            from += from == except ? 1 : 0;
            columns[c] = batch.Share(from);
        }
    }

    private void WriteNew(int port, Batch batch, long[] causes)
    {
        var groups = carries[port] ? (ValueColumn<long>)batch.Column(batch.Schema.Fields.Count - 1) : null;
        var next = 0;
        for (var i = 0; i < batch.Count; i++)
        {
            var row = batch.Row(i);
            if (groups is not null)
            {
                causes[row] = Cause(groups[row]);
                continue;
            }

            if (InTimer)
            {
                causes[row] = ShardColumns.ByKey;
                continue;
            }

            while (next < _groups.Count && _groups[next].At < batch.At(i))
            {
                next++;
            }

            if (next == _groups.Count || _groups[next].At != batch.At(i))
            {
                throw new InvalidOperationException("a row was put out with a stream time that no row given had: a bug in the operator");
            }

            causes[row] = Cause(_groups[next].Group);
        }
    }

    private long Cause(long group) => (2 * group) + (InTimer ? 1 : 0);
}
