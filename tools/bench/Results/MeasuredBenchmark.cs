namespace StreamEngine.Bench.Results;

/// <summary>A benchmark whose result is an object, of which the text is one view.</summary>
internal abstract class MeasuredBenchmark : Benchmark
{
    /// <summary>What is measured and how, in sentences: what goes in and out, from where to where time counts, against what.</summary>
    public abstract string Definition { get; }

    /// <summary>Measures without printing.</summary>
    public abstract ValueTask<IFigures> MeasureFigures(Arguments arguments);

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report) => (await MeasureFigures(arguments)).Print(report);
}
