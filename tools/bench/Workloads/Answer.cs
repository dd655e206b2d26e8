namespace StreamEngine.Bench.Workloads;

/// <summary>What a pass put out: rows, and for all values of all result columns a sum of their bits.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Digest">See <see cref="Digest"/>.</param>
internal readonly record struct Answer(long Rows, ulong Digest)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Figures.Count(Rows)} rows, {Digest:x16}";
}
