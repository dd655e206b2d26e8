namespace StreamEngine.Bench;

/// <summary>A measured comparison that checks its own result.</summary>
internal abstract class Benchmark
{
    /// <summary>What it is called on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>What it measures, one line.</summary>
    public abstract string What { get; }

    /// <summary>Its options with their usual values.</summary>
    public abstract string Options { get; }

    /// <summary>Measures, checks and prints.</summary>
    public abstract Task Run(Arguments arguments, Report report);
}
