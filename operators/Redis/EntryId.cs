using System.Globalization;

namespace StreamEngine.Redis;

/// <summary>Name of an entry of a stream: the server's time and a number within it. Entries stand in its order.</summary>
/// <param name="Ms">Milliseconds since the epoch.</param>
/// <param name="Sequence">Number within the millisecond.</param>
internal readonly record struct EntryId(long Ms, ulong Sequence) : IComparable<EntryId>
{
    private const long NsPerMs = 1_000_000;
    private const long MostMs = long.MaxValue / NsPerMs / 2;

    /// <summary>Before every entry.</summary>
    public static readonly EntryId Zero = new(0, 0);

    /// <summary>The time of the entry, ns since the epoch.</summary>
    public long Ts => Ms * NsPerMs;

    /// <summary>Stream time: the time, and the number within it as nanoseconds, so that it grows from entry to entry.</summary>
    public long At => Ts + (long)Math.Min(Sequence, NsPerMs - 1);

    /// <summary>Reads what a server calls an entry.</summary>
    /// <exception cref="RedisUnavailableException">It is none.</exception>
    public static EntryId Of(RespReply reply) =>
        TryParse(reply.Text, out var id) ? id : throw RedisUnavailableException.Malformed($"'{new string([.. reply.Text.Take(40).Select(c => char.IsControl(c) ? '?' : c)])}' stands where the id of an entry must be");

    /// <summary>Reads <c>1700000000000-0</c>.</summary>
    public static bool TryParse(string text, out EntryId id)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        id = default;
        if (dash < 0 || !long.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var ms) || ms > MostMs
            || !ulong.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return false;
        }

        id = new EntryId(ms, sequence);
        return true;
    }

    /// <summary>The first id so many milliseconds earlier.</summary>
    public string Before(long ms) => Math.Max(0, Ms - ms).ToString(CultureInfo.InvariantCulture) + "-0";

    /// <inheritdoc/>
    public int CompareTo(EntryId other) => Ms != other.Ms ? Ms.CompareTo(other.Ms) : Sequence.CompareTo(other.Sequence);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Ms}-{Sequence}");
}
