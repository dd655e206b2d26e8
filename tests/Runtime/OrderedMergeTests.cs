using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Tests.Runtime;

/// <summary>The merge against a sort by (at, rank, sequence), with inlets fed in any order and cut anywhere.</summary>
public sealed class OrderedMergeTests
{
    private static readonly Schema Rows = new(null, [new("ts", ColumnType.Timestamp), new("inlet", ColumnType.Int64), new("seq", ColumnType.Int64)]);

    private readonly BufferPool _pool = new(overwrite: true);

    /// <summary>Frontiers may be old news: a batch in the middle of a step has one of long before its rows.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(100)]
    public void RowsOfTwoInletsReleasedAtOnce_AreThoseOfTheOrderedRuns(int stalePercent)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var feeds = Enumerable.Range(0, 2).Select(i => Feed(i, random)).ToList();
            var expected = feeds.SelectMany(f => f).OrderBy(r => r.At).ThenBy(r => r.Inlet).ThenBy(r => r.Seq).ToList();
            using var merge = new OrderedMerge([0, 1]);
            var fed = new int[2];
            var released = new List<(long At, long Inlet, long Seq)>();
            while (released.Count < expected.Count)
            {
                var i = random.Next(2);
                var count = Math.Min(random.Next(0, 4), feeds[i].Count - fed[i]);
                var isLast = fed[i] + count == feeds[i].Count;
                using (var batch = Batch(feeds[i].GetRange(fed[i], count), isLast ? long.MaxValue : random.Next(100) < stalePercent ? long.MinValue : feeds[i][fed[i] + count].At))
                {
                    merge.Add(i, batch);
                }

                fed[i] += count;
                while (merge.TryReleaseBoth(out var first, out var second))
                {
                    var both = Taken(first).Concat(Taken(second)).OrderBy(r => r.At).ThenBy(r => r.Inlet).ThenBy(r => r.Seq);
                    released.AddRange(both);
                    merge.SkipBoth(first.Count, second.Count);
                }
            }

            Assert.Equal(expected, released);
        }
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 5)]
    [InlineData(4, 64)]
    [InlineData(5, 100)]
    public void AnyInterleaving_ReleasesEachRowAsSoonAsNothingCanGoBeforeIt(int seed, int inlets)
    {
        var random = new Random(seed);
        var feeds = Enumerable.Range(0, inlets).Select(i => Feed(i, random)).ToList();
        var expected = feeds.SelectMany(f => f).OrderBy(r => r.At).ThenBy(r => r.Inlet).ThenBy(r => r.Seq).ToList();
        using var merge = new OrderedMerge(new int[inlets]);
        var fed = new int[inlets];
        var frontiers = Enumerable.Repeat(long.MinValue, inlets).ToArray();
        var released = new List<(long At, long Inlet, long Seq)>();
        while (released.Count < expected.Count)
        {
            var i = random.Next(inlets);
            var count = Math.Min(random.Next(0, 4), feeds[i].Count - fed[i]);
            frontiers[i] = fed[i] + count == feeds[i].Count ? long.MaxValue : feeds[i][fed[i] + count].At;
            using (var batch = Batch(feeds[i].GetRange(fed[i], count), frontiers[i]))
            {
                merge.Add(i, batch);
            }

            fed[i] += count;
            while (merge.TryRelease(out _, out var rows))
            {
                for (var r = 0; r < rows.Count; r++)
                {
                    released.Add((rows.At(r), Value(rows, "inlet", r), Value(rows, "seq", r)));
                }

                merge.Skip(rows.Count);
            }

            // a row is out once no other inlet can bring one that goes before it
            var may = expected.TakeWhile(row => Enumerable.Range(0, inlets).All(k => k == row.Inlet ? row.Seq < fed[k] : (frontiers[k], (long)k).CompareTo((row.At, row.Inlet)) > 0)).Count();
            Assert.Equal(may, released.Count);
            Assert.Equal(fed.Sum() - released.Count, merge.HeldRows);
        }

        Assert.Equal(expected, released);
        merge.Dispose();
        Assert.Equal(0, _pool.Rented);
    }

    [Theory]
    [InlineData(6, 2, 200)]
    [InlineData(7, 5, 200)]
    [InlineData(8, 64, 300)]
    public void ShortRunsCopiedTogetherAndLongOnesHandedOut_AreTheRowsInOrder(int seed, int inlets, int most)
    {
        var random = new Random(seed);
        var feeds = Enumerable.Range(0, inlets).Select(i => Feed(i, random, most)).ToList();
        var expected = feeds.SelectMany(f => f).OrderBy(r => r.At).ThenBy(r => r.Inlet).ThenBy(r => r.Seq).ToList();
        using var merge = new OrderedMerge(new int[inlets]);
        var writer = new PortWriter(Rows, null, new SymbolTables(), _pool);
        using var single = new MergedRows(writer);
        var fed = new int[inlets];
        var released = new List<(long At, long Inlet, long Seq)>();
        var longRuns = 0;
        while (released.Count < expected.Count)
        {
            var i = random.Next(inlets);
            var count = Math.Min(random.Next(0, 20), feeds[i].Count - fed[i]);
            using (var batch = Batch(feeds[i].GetRange(fed[i], count), fed[i] + count == feeds[i].Count ? long.MaxValue : feeds[i][fed[i] + count].At))
            using (var odd = batch.Count > 2 && random.Next(2) == 0 ? Selected(batch) : batch.Retain())
            {
                merge.Add(i, odd);
            }

            fed[i] += count;
            while (merge.TryRelease(longRun: 5, single, out var rows))
            {
                Take();
                longRuns++;
                Assert.True(rows.Count >= 5);
                released.AddRange(Enumerable.Range(0, rows.Count).Select(r => (rows.At(r), Value(rows, "inlet", r), Value(rows, "seq", r))));
                merge.Skip(rows.Count);
            }

            Take();
            Assert.Equal(fed.Sum() - released.Count, merge.HeldRows);
        }

        Assert.Equal(expected, released);
        Assert.True(longRuns > 0); // what is left of the longest when the others have ended
        writer.Clear();
        Assert.Equal(0, _pool.Rented);

        void Take()
        {
            single.Write();
            using var batch = writer.Take(0, 0);
            var rows = new Rows(batch, 0, batch.Count);
            released.AddRange(Enumerable.Range(0, rows.Count).Select(r => (rows.At(r), Value(rows, "inlet", r), Value(rows, "seq", r))));
        }
    }

    private static IEnumerable<(long At, long Inlet, long Seq)> Taken(Rows rows) =>
        Enumerable.Range(0, rows.Count).Select(r => (rows.At(r), Value(rows, "inlet", r), Value(rows, "seq", r))).ToList();

    private static List<(long At, long Inlet, long Seq)> Feed(int inlet, Random random, int most = 12)
    {
        var at = 0L;
        return [.. Enumerable.Range(0, random.Next(1, most)).Select(seq => (at += random.Next(0, 3), (long)inlet, (long)seq))];
    }

    private static long Value(Rows rows, string column, int row) => ((ValueColumn<long>)rows.Batch.Column(column))[rows[row]];

    /// <summary>The same rows through a selection.</summary>
    private Batch Selected(Batch batch)
    {
        var physical = _pool.Rent<int>(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            physical[i] = i;
        }

        return batch.Select(physical, batch.Count, _pool);
    }

    private Batch Batch(List<(long At, long Inlet, long Seq)> rows, long frontier)
    {
        var writer = new PortWriter(Rows, null, new SymbolTables(), _pool);
        foreach (var (at, inlet, seq) in rows)
        {
            writer.Values<long>("ts")!.Append(at);
            writer.Values<long>("inlet")!.Append(inlet);
            writer.Values<long>("seq")!.Append(seq);
            writer.Commit(at);
        }

        return writer.Take(frontier, 0);
    }
}
