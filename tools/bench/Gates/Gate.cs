namespace StreamEngine.Bench.Gates;

/// <summary>
/// Holds new ratios to stored ones. A ratio may fall by <see cref="Allowed"/> of what is stored; when one falls further its benchmark is measured again, as often as asked, and the best ratio of all tries counts: noise makes one
/// try slow, a slower engine makes all of them slow.
/// </summary>
/// <param name="measure">Measures a benchmark by name; null when its answers were wrong.</param>
/// <param name="tries">Most measurements of a benchmark.</param>
internal sealed class Gate(Func<string, ValueTask<IReadOnlyDictionary<string, double>?>> measure, int tries)
{
    /// <summary>Share of the stored ratio that may be lost.</summary>
    public const double Allowed = 0.15;

    /// <summary>Whether so much was lost that the gate closes.</summary>
    public static bool IsLost(double stored, double now) => now < stored * (1 - Allowed);

    /// <summary>Compares one benchmark with what is stored of it.</summary>
    /// <exception cref="InvalidOperationException">Its answers were wrong, or a stored ratio is not measured any more.</exception>
    public async ValueTask<IReadOnlyList<GateRatio>> Hold(string benchmark, IReadOnlyDictionary<string, double> stored)
    {
        var best = stored.ToDictionary(s => s.Key, _ => double.NegativeInfinity);
        var taken = 0;
        do
        {
            var measured = await measure(benchmark) ?? throw new InvalidOperationException($"{benchmark}: an answer is not the reference's");
            taken++;
            foreach (var name in stored.Keys)
            {
                best[name] = Math.Max(best[name], measured.TryGetValue(name, out var ratio) ? ratio : throw new InvalidOperationException($"{benchmark}: '{name}' is stored but not measured"));
            }
        }
        while (taken < tries && stored.Any(s => IsLost(s.Value, best[s.Key])));

        return [.. stored.Select(s => new GateRatio(benchmark, s.Key, s.Value, best[s.Key], taken))];
    }
}
