using System.Diagnostics;
using StreamEngine.Data;
using StreamEngine.Expressions;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>A compiled condition in one form over batches of one size.</summary>
internal sealed class ConditionRun
{
    private readonly FusedProgram _program;
    private readonly List<Batch> _batches = [];
    private readonly StepCounts[] _counts = new StepCounts[1];
    private readonly List<RowFailure> _failures = [];
    private readonly int _rows;

    public ConditionRun(WhereStep step, Schema shape, double[][] values, int size, bool lanes, BufferPool pool)
    {
        Size = size;
        Lanes = lanes;
        _rows = values[0].Length;
        _program = new FusedProgram(shape, [step], null, pool, new SymbolTables());
        if (!lanes)
        {
            _program.Lanes = null;
        }

        var writer = new PortWriter(shape, null, new SymbolTables(), pool);
        for (var i = 0; i < _rows; i++)
        {
            writer.Values<long>("ts")!.Append((long)i);
            for (var c = 0; c < values.Length; c++)
            {
                writer.Values<double>(shape[c + 1].Name)!.Append(values[c][i]);
            }

            writer.Commit(i);
            if (writer.Count == size || i == _rows - 1)
            {
                _batches.Add(writer.Take(i, 0));
            }
        }
    }

    public int Size { get; }

    public bool Lanes { get; }

    public string Name => $"{(Lanes ? "lanes" : "rows")}, batches of {Size}";

    /// <summary>Rows that pass, −1 when they are others than the expected ones.</summary>
    public long Passed(bool[] expected)
    {
        var passed = 0L;
        foreach (var batch in _batches)
        {
            using var kept = _program.Run(batch, _counts, _failures);
            for (var i = 0; kept is not null && i < kept.Count; i++)
            {
                if (!expected[kept.At(i)])
                {
                    return -1;
                }

                passed++;
            }
        }

        return passed;
    }

    /// <summary>Nanoseconds a row over some passes.</summary>
    public double Time(int passes)
    {
        var clock = Stopwatch.StartNew();
        for (var pass = 0; pass < passes; pass++)
        {
            foreach (var batch in _batches)
            {
                _program.Run(batch, _counts, _failures)?.Dispose();
            }
        }

        return clock.Elapsed.TotalNanoseconds / passes / _rows;
    }
}
