using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Conformance;

/// <content>Driving the operator of an example alone, over the rows its inputs have in the whole example.</content>
public sealed partial class Suite
{
    private void OperatorContinues(string example, ExampleFolder folder)
    {
        var expected = Drive(example, folder, 0);
        for (var points = 1; points <= 5; points++)
        {
            Equal(expected, Drive(example, folder, points), $"{verb.Name} saved and loaded {points} times");
        }
    }

    private List<string> Drive(string example, ExampleFolder folder, int points, int stretch = 1, int chunk = 1, Action<int, int, OperatorDrive>? watch = null)
    {
        var node = Read(example, folder).Bind().Nodes.First(n => n.Name == "x");
        var inputs = node.Inputs.Select(r => (r.Schema, Rows: r.Ports.Count == 0 ? [] : Rows(example, folder, r))).ToList();
        var feed = inputs.SelectMany((input, i) => input.Rows.Select((row, n) => (At: (long)row["at"]!, Input: i, n, row))).OrderBy(f => f.At).ThenBy(f => f.Input).ThenBy(f => f.n).ToList();
        var random = new Random(seed + points);
        var saves = Enumerable.Range(0, points).Select(_ => random.Next(1, feed.Count)).ToHashSet();
        var drive = NewDrive(example, folder, node);
        var rows = new List<string>();
        var start = feed[0].At;
        for (var i = 0; i < feed.Count; i++)
        {
            if (saves.Contains(i))
            {
                rows.AddRange(Lines(drive));
                drive = NewDrive(example, folder, node).Load(drive.Save());
            }

            var run = 1;
            while (run < chunk && i + run < feed.Count && feed[i + run].Input == feed[i].Input)
            {
                run++;
            }

            drive.Push(feed[i].Input, [.. feed.Skip(i).Take(run).Select(f => Stretch(f.row, start, stretch))]);
            i += run - 1;
            watch?.Invoke(i, feed.Count, drive);
        }

        drive.End();
        rows.AddRange(Lines(drive));
        return [.. rows.OrderBy(r => r[..r.IndexOf(':', StringComparison.Ordinal)], StringComparer.Ordinal)]; // by port, in order within
    }

    private static Dictionary<string, object?> Stretch(Dictionary<string, object?> row, long start, int by)
    {
        if (by == 1)
        {
            return row;
        }

        var moved = new Dictionary<string, object?>(row, StringComparer.Ordinal);
        foreach (var time in new[] { "at", "ts", "ts_recv" }.Where(moved.ContainsKey))
        {
            moved[time] = start + ((long)moved[time]! - start) * by;
        }

        return moved;
    }

    private OperatorDrive NewDrive(string example, ExampleFolder folder, BoundNode node)
    {
        var fresh = Read(example, folder).Bind().Nodes.First(n => n.Name == "x");
        return new OperatorDrive((BatchOperator)fresh.Instance!, [.. node.Inputs.Select(r => r.Schema)], node.Key, [.. node.Inputs.Select(r => r.Role)], aggregation: fresh.Aggregation);
    }

    private static IEnumerable<string> Lines(OperatorDrive drive)
    {
        for (var port = 0; port < drive.Shapes.Count; port++)
        {
            foreach (var row in drive.Port(port))
            {
                yield return $"{port}: {RowLine(row)}";
            }
        }

        foreach (var port in BoundPort.DeadNames)
        {
            foreach (var row in drive.Dead(port))
            {
                yield return $"{port}: {RowLine(row)}";
            }
        }
    }

    private IReadOnlyList<Dictionary<string, object?>> Rows(string example, ExampleFolder folder, BoundRole role)
    {
        var run = Example(example, folder);
        foreach (var port in role.Ports)
        {
            run.Collect(port.ToString());
        }

        run.Execute(new RunOptions { Clock = TimeProvider.System });
        return [.. role.Ports.SelectMany(p => run.Rows(p.ToString()))];
    }
}
