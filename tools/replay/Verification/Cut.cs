using System.Globalization;

namespace StreamEngine.Replay.Verification;

/// <summary>Where the input of a run stops without saying that it ended.</summary>
/// <param name="Rows">Rows each source delivers at most, by node; null when it stops at an instant.</param>
/// <param name="Until">The last stream time (ns since the epoch) of which rows come; null when it stops at rows.</param>
public sealed record Cut(IReadOnlyDictionary<string, long>? Rows, long? Until)
{
    /// <summary>Nothing is cut off.</summary>
    public static Cut None { get; } = new(null, null);

    /// <summary>In words: <c>stopped at 2024-01-01T00:00:03Z</c>, <c>stopped behind row 12 of trades</c>.</summary>
    public override string ToString() =>
        Until is { } at ? $"stopped at stream time {CellText.Time(at)}"
        : Rows is null ? "not stopped"
        : "stopped behind " + string.Join(", ", Rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"row {r.Value} of {r.Key}")));
}
