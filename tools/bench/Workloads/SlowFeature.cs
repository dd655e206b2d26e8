using System.Text.RegularExpressions;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Bench.Workloads;

/// <summary>Passes every row and wastes about half a microsecond on it: planted before a workload's sink it shows that the regression gate notices (<c>--plant slow</c>).</summary>
[Operator("bench_slow", OperatorKind.Feature)]
public sealed partial class SlowFeature(SlowFeatureOptions options) : BatchOperator
{
    private Appender _appender = null!;
    private ulong _wasted;

    /// <summary>The plan of a pipeline file with one of these before its last node, the sink.</summary>
    internal static Plan Plant(string path, params (string Name, string Value)[] set) => Pipelines.PlanText(path, Planted(path), null, set);

    /// <summary>The text of a pipeline file with one of these before its last node.</summary>
    internal static string Planted(string path)
    {
        var text = File.ReadAllText(path);
        var from = From().Matches(text) is [.., var last] ? last.Groups[1] : throw new InvalidDataException($"{path} has no node with 'from: name'");
        return $"{text[..from.Index]}planted{text[(from.Index + from.Length)..].TrimEnd()}\n  planted: {{ from: {from.Value}, bench_slow: {{}} }}\n";
    }

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => [new PortShape(scope.Input.With([new Field("planted", ColumnType.Float64, true)]), Appends: true)];

    /// <inheritdoc/>
    public override void Open(OperatorContext context) => _appender = context.Output.Appender!;

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            for (var step = 0; step < options.Steps; step++)
            {
                _wasted = (_wasted ^ (ulong)step) * 0x9E3779B97F4A7C15;
            }

            _appender.Pass(rows.Batch, rows[i], rows.At(i));
        }

        output.Used(rows.Count);
        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => state.Write("wasted", _wasted);

    /// <inheritdoc/>
    public override void Load(StateReader state) => _wasted = state.Read<ulong>("wasted");

    [GeneratedRegex(@"from: (\w+)")]
    private static partial Regex From();
}
