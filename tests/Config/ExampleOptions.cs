using StreamEngine.Config;

namespace StreamEngine.Tests.Config;

/// <summary>Options of every kind, for <see cref="OptionsReaderTests"/>.</summary>
/// <remarks>First part.
/// <para>Second part with <see cref="ExampleOptions.Window"/>.</para>
/// <code>
/// a = b
/// c = d
/// </code>
/// </remarks>
public sealed record ExampleOptions
{
    /// <summary>Changes in the sum, as <c>count</c> of <see cref="NestedOptions"/>.</summary>
    [Shorthand]
    [Range(1, 100_000)]
    public int Window { get; init; } = 100;

    /// <summary>Where it is read from.</summary>
    [Required]
    public FilePath Path { get; init; }

    public bool Strict { get; init; } = true;

    public long Seed { get; init; } = 7;

    [Range(0, 1, AboveMin = true)]
    public double Alpha { get; init; } = 0.5;

    public decimal Price { get; init; } = 1.5m;

    [Range("1ms", "24h")]
    public Duration StaleAfter { get; init; } = new(750_000_000);

    public Duration? Linger { get; init; }

    [Unit("bps")]
    public Quantity Limit { get; init; } = new(80, "bps");

    [Unit("bps", "%")]
    [Range(0, 50)]
    public double EdgeBps { get; init; } = 5;

    public Rate? MaxRate { get; init; }

    [Range("1KiB", "1GiB")]
    public ByteSize Buffer { get; init; } = new(1 << 20);

    public Venue Venue { get; init; } = Venue.BinanceSpot;

    [OneOf("fast", "exact")]
    public string Mode { get; init; } = "fast";

    public string? Note { get; init; }

    [MinItems(1)]
    [MaxItems(3)]
    public IReadOnlyList<ColumnName> Input { get; init; } = [new("price")];

    [Range(1, 50)]
    public IReadOnlyList<int> Levels { get; init; } = [5, 20];

    public IReadOnlyList<string> Symbols { get; init; } = [];

    public IReadOnlyDictionary<string, double?> Fill { get; init; } = new Dictionary<string, double?>();

    public NestedOptions Output { get; init; } = new();

    public IReadOnlyList<NestedOptions> Parts { get; init; } = [];
}
