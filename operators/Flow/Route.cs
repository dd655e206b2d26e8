using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Expressions;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Flow;

/// <summary>Sends each row to the port of the first case whose condition holds, and to <c>else</c> where none does.</summary>
/// <remarks>
/// Each name in <c>cases</c> is a port: <c>from: x.big</c> reads it. Conditions are expressions like those of <c>where</c>, tried in the order of the file.
/// <para>Edge cases: a condition that is null does not hold; a row on which a condition fails before another held is an error row; rows for a port that nobody reads are counted as filtered.</para>
/// <para>Emits each row as it is, at once, at one port; holds nothing back; completes with its input; fails with its input. No warm-up. Cost: one compiled loop a case over the rows the cases before left, no row is copied. Memory:
/// none.</para>
/// </remarks>
[Operator("route", OperatorKind.Flow, Allocates = Allocation.Nothing)]
public sealed class Route(RouteOptions options) : BatchOperator
{
    private readonly StepCounts[] _counts = new StepCounts[1];
    private readonly List<RowFailure> _failures = [];
    private readonly List<(int Physical, string Reason)> _failed = [];
    private readonly string[] _names = [.. options.Cases.Keys];
    private WhereStep?[] _conditions = [];
    private FusedProgram[] _programs = [];
    private BufferPool _pool = null!;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        _conditions = [.. options.Cases.Select(c => scope.Condition($"cases.{c.Key}", c.Value))];
        return [.. Enumerable.Repeat(new PortShape(scope.Input) { Passes = [0] }, _conditions.Length + 1)];
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _pool = context.Pool;
        var none = new HashSet<string>(); // the columns are shared from the input: only which rows is asked
        _programs = [.. _conditions.Select(c => new FusedProgram(context.Inputs[0]!, [c!], none, context.Pool, context.Symbols))];
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        _failed.Clear();
        Batch? rest = rows.Batch.Slice(rows.Start, rows.Count, rows.Batch.Frontier);
        for (var c = 0; c < _programs.Length && rest is not null; c++)
        {
            using var tried = rest;
            rest = Try(c, tried, output);
        }

        if (rest is not null)
        {
            Pass(_programs.Length, rest, output);
        }

        ReportFailed(rows, output);
        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
    }

    /// <summary>Passes the rows for which a case holds; gives those that are left, null for none.</summary>
    private Batch? Try(int c, Batch rows, Output output)
    {
        _failures.Clear();
        using var held = _programs[c].Run(rows, _counts, _failures);
        foreach (var failure in _failures)
        {
            _failed.Add((rows.Row(failure.Row), $"{_names[c]}: {failure.Expression}: {failure.Reason}"));
        }

        if (held is null && _failures.Count == 0)
        {
            return rows.Retain();
        }

        if (held?.Count == rows.Count)
        {
            Pass(c, rows.Retain(), output);
            return null;
        }

        return Split(c, rows, held, output);
    }

    private Batch? Split(int c, Batch rows, Batch? held, Output output)
    {
        var picked = _pool.Rent<int>(rows.Count);
        var left = _pool.Rent<int>(rows.Count);
        int passed = 0, kept = 0, failed = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows.Row(i);
            if (passed < (held?.Count ?? 0) && held!.Row(passed) == row)
            {
                picked[passed++] = row;
            }
            else if (failed < _failures.Count && _failures[failed].Row == i)
            {
                failed++;
            }
            else
            {
                left[kept++] = row;
            }
        }

        var rest = Selected(rows, left, kept);
        if (Selected(rows, picked, passed) is { } selected)
        {
            Pass(c, selected, output);
        }

        return rest;
    }

    private Batch? Selected(Batch rows, int[] physical, int count)
    {
        if (count > 0)
        {
            return rows.Select(physical, count, _pool);
        }

        _pool.Return(physical);
        return null;
    }

    private static void Pass(int port, Batch rows, Output output)
    {
        if (output[port].IsRead)
        {
            output.Used(rows.Count);
        }
        else
        {
            output.Filtered(rows.Count);
        }

        output.Pass(port, rows);
    }

    /// <summary>Failed rows in the order in which they came, whichever case they failed in.</summary>
    private void ReportFailed(Rows rows, Output output)
    {
        _failed.Sort(static (a, b) => a.Physical.CompareTo(b.Physical));
        var i = 0;
        foreach (var (physical, reason) in _failed)
        {
            while (rows[i] != physical)
            {
                i++;
            }

            output.Error(rows, i, "SE9103", reason);
        }
    }
}

/// <summary>Options of <see cref="Route"/>.</summary>
[NamedPorts("cases", "Rows for which this case is the first that holds.")]
[Port("else", "Rows for which no case holds.")]
[Example("""
    x:
      from: trades
      route: { cases: { big: qty > 1, sold: side = 'sell' } }
    """)]
public sealed record RouteOptions
{
    /// <summary>Name of a port and its condition, in the order in which they are tried.</summary>
    [Required, MinItems(1), MaxItems(64)]
    public IReadOnlyDictionary<string, string> Cases { get; init; } = new Dictionary<string, string>();
}
