using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Features;

/// <summary>Count, sum, mean, variance, least and greatest value of a column over a sliding window of event time or of rows.</summary>
/// <remarks>
/// <code>over:  t − over &lt; ts ≤ t        rows:  the last n rows, the row itself among them</code>
/// t is the row's own <c>ts</c>. Sum and mean are exact, rounded once to the nearest double (decimals of up to 15 digits count as decimals, other values as the binary fractions they are); variance is the sample variance
/// (n − 1), from exact sums of x and x², null below two values. Nothing drifts, whatever enters and leaves.
/// <para>In: rows with the column (a number) and, for <c>over</c>, <c>ts</c>; per key in stream order. Appends <c>{column}_{aggregate}</c> for each of <c>take</c>: <c>count</c> is int64, the others float64 in the column's unit
/// (variance: squared). Nulls are skipped; without any value the count is 0 and all else is null.</para>
/// <para>Edge cases: nulls are skipped; without any value the count is 0 and all else is null, and variance is null below two values; a row whose <c>ts</c> runs back is answered at its own time, and null when part of its window has
/// been dropped.</para>
/// <para>Emits one answer a row, from the values that have come so far; holds nothing back; completes with its input; fails with its input, and a sum that is out of range, or for variance the square of a value, is an error row whose value enters no window. No warm-up: windows fill from the first
/// row. Cost: O(1) a row in order (variance: about 1 µs). Memory: 24 bytes a value and key, with <c>over</c> dropped once stream time is past it by 2 × (<c>over</c> + <c>time.lateness</c>).</para>
/// </remarks>
[Operator("rolling", OperatorKind.Feature, Allocates = Allocation.Nothing)]
public sealed class Rolling(RollingOptions options) : BatchOperator
{
    private readonly double?[] _answers = new double?[options.Take.Count];
    private readonly KeyedStates<RollingWindow> _windows = new("windows", () => new RollingWindow(
        moments: options.Take.Contains(RollingAggregate.Variance), extremes: options.Take.Any(t => t is RollingAggregate.Min or RollingAggregate.Max)));
    private Appender _appender = null!;
    private KeyTable _keys = null!;
    private int _column;
    private int _ts;
    private long _length;
    private long _kept;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        if (options.Over is null == options.Rows is null)
        {
            scope.Report(options.Over is null ? null : "rows", FeatureCodes.ExactlyOne.Code,
                $"{(options.Over is null ? "none of over and rows is" : "over and rows are both")} given; it must be exactly one");
        }

        if (options.Over is not null)
        {
            scope.Read(0, "ts", null, TypeKind.Timestamp);
        }

        var unit = scope.Read(0, options.Column.Name, "column", TypeKind.Float64, TypeKind.Float32, TypeKind.Int32, TypeKind.Int64)?.Unit;
        _length = options.Rows ?? options.Over?.Nanoseconds ?? 0;
        _kept = options.Over is null ? _length : 2 * (_length + scope.LatenessNs);
        return AppendedColumns.Bind(scope, [.. options.Take.Select(t => new Field(
            Name(t), t == RollingAggregate.Count ? ColumnType.Int64 : ColumnType.Float64, true, t is RollingAggregate.Count or RollingAggregate.Variance ? null : unit))]);
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _keys = context.Keys;
        _appender = context.Output.Appender!;
        _column = context.Inputs[0]!.IndexOf(options.Column.Name);
        _ts = context.Inputs[0]!.IndexOf("ts");
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        var batch = rows.Batch;
        var column = batch.Column(_column);
        var times = options.Over is null ? default : ((ValueColumn<long>)batch.Column(_ts)).Values;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var key = _keys.Ordinal(0, batch, row);
            if (key < 0)
            {
                output.Error(rows, i, "SE9102", "the key is null");
                continue;
            }

            var window = _windows[key];
            try
            {
                var whole = options.Over is null
                    ? window.Take(++window.Rows, column.IsNull(row) ? null : Number(column, row), window.Rows, _length, _kept)
                    : window.Take(times[row], column.IsNull(row) ? null : Number(column, row), rows.At(i), _length, _kept);
                if (whole)
                {
                    window.Answer(options.Take, _answers);
                }
                else
                {
                    Array.Clear(_answers);
                }

                output.Used();
                Append(_appender.Pass(batch, row, rows.At(i)), _answers);
            }
            catch (ArithmeticException failure)
            {
                output.Error(rows, i, "SE9101", failure.Message);
            }
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => _windows.Save(state);

    /// <inheritdoc/>
    public override void Load(StateReader state) => _windows.Load(state);

    private static double Number(Column column, int row) => column switch
    {
        ValueColumn<double> c => c[row],
        ValueColumn<float> c => c[row],
        ValueColumn<long> c => c[row],
        ValueColumn<int> c => c[row],
        _ => throw new InvalidOperationException($"{column.Type} is no number: a bug in the operator"),
    };

    private void Append(int row, ReadOnlySpan<double?> answers)
    {
        for (var a = 0; a < options.Take.Count; a++)
        {
            switch (_appender.At(a))
            {
                case null:
                    break;
                case var added when answers[a] is null:
                    added.SetNull(row);
                    break;
                case ScatterColumn<long> added:
                    added.Set(row, (long)answers[a]!.Value);
                    break;
                case var added:
                    ((ScatterColumn<double>)added).Set(row, answers[a]!.Value);
                    break;
            }
        }
    }

    private string Name(RollingAggregate aggregate)
    {
        var suffix = RowMember.SnakeCase(aggregate.ToString());
        return options.As is not { } given ? $"{options.Column}_{suffix}" : options.Take.Count == 1 ? given : $"{given}_{suffix}";
    }
}

/// <summary>Options of <see cref="Rolling"/>.</summary>
[Example("x: { from: trades, key: symbol, rolling: { column: price, over: 10s, take: [mean, min, max] } }")]
[Example("x: { from: trades, key: symbol, rolling: { column: qty, rows: 100, take: [sum], as: qty_100 } }")]
public sealed record RollingOptions
{
    /// <summary>Column that is aggregated.</summary>
    [Required]
    public ColumnName Column { get; init; }

    /// <summary>Length of the window in event time.</summary>
    [Range("1ns", "365d")]
    public Duration? Over { get; init; }

    /// <summary>Length of the window in rows.</summary>
    [Range(1, 1_000_000)]
    public int? Rows { get; init; }

    /// <summary>What is computed, in the order of the columns.</summary>
    [MinItems(1), MaxItems(6)]
    public IReadOnlyList<RollingAggregate> Take { get; init; } = [RollingAggregate.Mean];

    /// <summary>Name of the result; with several in <c>take</c> what stands before <c>_mean</c> and so on. The column's name with the aggregate behind it when it is not given.</summary>
    public string? As { get; init; }
}
