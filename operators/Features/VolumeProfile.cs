using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Features;

/// <summary>Volume profile: how much was traded at which price in the last <c>window</c> of event time, with point of control, value area and volume nodes.</summary>
/// <remarks>
/// <code>bin = ⌊price / (tick · ticks)⌋;   POC the bin of the most volume;   VAL … VAH the bins around it with ≥ value_area % of the volume</code>
/// A row is a bin with trades of t − window &lt; ts ≤ t, t being the <c>ts</c> of the row of <c>in</c>; its price is the least of its bin. Of bins of equal volume POC is the nearest to the middle between the lowest and the
/// highest row, then the lower. The value area begins at POC and takes one row at a time, the heavier of the next row above and the next below, of equal ones the upper, until 100 · area ≥ value_area · volume. A volume node is
/// a row (or several of one volume side by side, named by the lowest) whose neighbours both hold less (<c>high</c>; beyond the last row is nothing) or both hold more (<c>low</c>). Volumes are exact.
/// Source: REQUIREMENTS FEA-05, FORMULAE 11.
/// <para>In: <c>in</c>, rows with <c>ts</c> that ask; <c>trades</c> (<c>trade/1</c>, and without option <c>tick</c> a column <c>tick</c>, float64); per key. Appends to the rows of <c>in</c> <c>poc</c>, <c>vah</c> and <c>val</c>,
/// quote units, val ≤ poc ≤ vah; <c>profile_volume</c>, base units; <c>profile_trades</c>, 0 or more; <c>volume_nodes</c>, a JSON list of <c>{"price":64100,"qty":12.5,"kind":"high"}</c> by price, the <c>nodes</c> heaviest
/// highs and the <c>nodes</c> lightest lows. All but <c>profile_trades</c> is null below <c>least</c> trades.</para>
/// <para>Edge cases: bins without trades are no rows, so the next row may be far away; trades of other <c>kinds</c> are filtered; a tick other than before starts the profile over; a row of <c>in</c> whose window reaches back to
/// dropped trades is answered null.</para>
/// <para>Emits one answer a row of <c>in</c>, in order; holds each row back until the rows of its instant of stream time have come; completes after the last row held; fails with its inputs, and a trade without price or quantity,
/// with one of more than 15 digits, or without a tick above 0, or a null key, is an error row. Warm-up: <c>least</c> trades. Cost: O(log rows) a trade, and a move of the rows above where a row is new or goes; O(rows) an answer.
/// Memory: 40 bytes a trade, dropped once stream time is past it by 2 × (<c>window</c> + <c>time.lateness</c>) and the next trade of its key comes; 28 bytes a row.</para>
/// </remarks>
[Operator("volume_profile", OperatorKind.Feature, Allocates = Allocation.Nothing)]
public sealed class VolumeProfile(VolumeProfileOptions options) : AskedOperator
{
    private readonly KeyedStates<ProfileWindow> _profiles = new("profiles", () => new ProfileWindow());
    private readonly List<ProfileNode> _nodes = [];
    private readonly List<ProfileNode> _chosen = [];
    private readonly JsonList _list = new();
    private readonly bool[] _counts = new bool[256];
    private readonly long _window = options.Window.Nanoseconds;
    private readonly ScatterColumn<double>?[] _prices = new ScatterColumn<double>?[3];
    private ScatterColumn<double>? _volume;
    private ScatterColumn<long>? _trades;
    private ScatterText? _nodeList;
    private int[] _at = [];
    private long _kept;

    private static readonly string[] Read = ["ts", "price", "qty", "kind"];

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        scope.Read(0, "ts", null, TypeKind.Timestamp);
        foreach (var name in Read)
        {
            var expected = Schemas.Trade.Find(name)!.Type;
            if (scope.Read(1, name) is { } field && !field.Type.Equals(expected))
            {
                scope.Report(null, "SE4151", $"column '{name}' in input 'trades' is {field.Type}; it must be {expected}");
            }
        }

        if (options.Tick is null)
        {
            scope.Read(1, "tick", null, TypeKind.Float64);
        }

        _kept = 2 * (_window + scope.LatenessNs);
        return AppendedColumns.Bind(scope,
            new Field("poc", ColumnType.Float64, true, "quote"), new Field("vah", ColumnType.Float64, true, "quote"), new Field("val", ColumnType.Float64, true, "quote"),
            new Field("profile_volume", ColumnType.Float64, true, "base"), new Field("profile_trades", ColumnType.Int64, true), new Field("volume_nodes", ColumnType.Json, true));
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        base.Open(context);
        for (var i = 0; i < _prices.Length; i++)
        {
            _prices[i] = (ScatterColumn<double>?)Answers.At(i);
        }

        _volume = (ScatterColumn<double>?)Answers.At(3);
        _trades = (ScatterColumn<long>?)Answers.At(4);
        _nodeList = (ScatterText?)Answers.At(5);
        var trades = context.Inputs[1]!;
        _at = [.. Read.Select(trades.IndexOf), trades.IndexOf("tick")];
        foreach (var kind in options.Kinds)
        {
            _counts[trades[_at[3]].Type.CodeOf(RowMember.SnakeCase(kind.ToString()))] = true;
        }
    }

    /// <inheritdoc/>
    protected override bool Take(int input, int key, Batch batch, int row, long at)
    {
        if (!_counts[((ValueColumn<byte>)batch.Column(_at[3])).Values[row]])
        {
            return false;
        }

        var quantity = Number(batch.Column(_at[2]), row, "qty");
        var exponent = 0;
        if (!DecimalSteps.TryRead(quantity, ref exponent, out var steps))
        {
            throw new InvalidDataException(FormattableString.Invariant($"the qty is {quantity}; it must be a decimal of up to 15 significant digits and {DecimalSteps.MaxExponent} places"));
        }

        var tick = options.Tick ?? Number(batch.Column(_at[4]), row, "tick");
        if (!(tick > 0))
        {
            throw new InvalidDataException(FormattableString.Invariant($"the tick is {tick}; it must be above 0"));
        }

        var width = (decimal)tick * options.Ticks;
        var bin = (long)decimal.Floor((decimal)Number(batch.Column(_at[1]), row, "price") / width);
        _profiles[key].Add(((ValueColumn<long>)batch.Column(_at[0])).Values[row], new ProfileTrade(bin, steps, exponent), width, at, at - _kept);
        return true;
    }

    /// <inheritdoc/>
    protected override void Answer(int to, int key, long t)
    {
        var profile = _profiles[key];
        var rows = profile.Rows;
        var whole = profile.MoveTo(t, _window);
        _trades?.Set(to, whole ? rows.Trades : null);
        if (!whole || rows.Trades < options.Least)
        {
            foreach (var price in _prices)
            {
                price?.SetNull(to);
            }

            _volume?.SetNull(to);
            _nodeList?.SetNull(to);
            return;
        }

        var poc = rows.Fullest();
        var (low, high) = rows.Around(poc, options.ValueArea);
        _prices[0]?.Set(to, Price(profile, poc));
        _prices[1]?.Set(to, Price(profile, high));
        _prices[2]?.Set(to, Price(profile, low));
        _volume?.Set(to, rows.Volume);
        _nodeList?.Set(to, Nodes(profile));
    }

    /// <inheritdoc/>
    protected override void SaveKeys(StateWriter state) => _profiles.Save(state);

    /// <inheritdoc/>
    protected override void LoadKeys(StateReader state) => _profiles.Load(state);

    private static double Number(Column column, int row, string name) =>
        column.IsNull(row) ? throw new InvalidDataException($"the {name} is null") : ((ValueColumn<double>)column).Values[row];

    private static double Price(ProfileWindow profile, int row) => (double)(profile.Rows.Bin(row) * profile.Width);

    private ReadOnlySpan<byte> Nodes(ProfileWindow profile)
    {
        var rows = profile.Rows;
        _nodes.Clear();
        _chosen.Clear();
        rows.FindNodes(_nodes);
        Keep(rows, isHigh: true);
        Keep(rows, isHigh: false);
        _chosen.Sort(static (x, y) => x.Row.CompareTo(y.Row));
        _list.Begin();
        foreach (var node in _chosen)
        {
            var json = _list.Json;
            json.WriteStartObject();
            json.WriteNumber("price"u8, Price(profile, node.Row));
            json.WriteNumber("qty"u8, rows.VolumeOf(node.Row));
            json.WriteString("kind"u8, node.IsHigh ? "high"u8 : "low"u8);
            json.WriteEndObject();
        }

        return _list.End();
    }

    /// <summary>Keeps the heaviest highs (or the lightest lows), of equal ones the lower, the most pronounced first.</summary>
    private void Keep(ProfileRows rows, bool isHigh)
    {
        var first = _chosen.Count;
        foreach (var node in _nodes)
        {
            if (node.IsHigh != isHigh)
            {
                continue;
            }

            var place = _chosen.Count;
            while (place > first && (isHigh ? rows.Compare(node.Row, _chosen[place - 1].Row) > 0 : rows.Compare(node.Row, _chosen[place - 1].Row) < 0))
            {
                place--;
            }

            if (place < first + options.Nodes)
            {
                _chosen.Insert(place, node);
            }

            if (_chosen.Count > first + options.Nodes)
            {
                _chosen.RemoveAt(_chosen.Count - 1);
            }
        }
    }
}

/// <summary>Options of <see cref="VolumeProfile"/>.</summary>
[Input("in", "Rows with ts that ask for the profile; they pass with columns added.")]
[Input("trades", "The trades that are counted (trade/1).", Schema = "trade/1")]
[Example("""
    x:
      from: { in: quotes, trades: trades }
      key: symbol
      volume_profile: { window: 20ms, tick: 0.01 }
    """)]
public sealed record VolumeProfileOptions
{
    /// <summary>Event time before a row that counts.</summary>
    [Range("1ns", "365d")]
    public Duration Window { get; init; } = new(1_800_000_000_000);

    /// <summary>Price step of the market, in quote units; the column <c>tick</c> of the trades when it is not given.</summary>
    [Range(1e-15, 1e12)]
    public double? Tick { get; init; }

    /// <summary>Price steps in a bin.</summary>
    [Range(1, 1_000_000)]
    public int Ticks { get; init; } = 5;

    /// <summary>Percent of the volume that the value area holds at least.</summary>
    [Range(1, 100)]
    public int ValueArea { get; init; } = 70;

    /// <summary>Trades below which there is no profile.</summary>
    [Range(1, 1_000_000)]
    public int Least { get; init; } = 10;

    /// <summary>Most highs, and most lows, that are listed.</summary>
    [Range(0, 1000)]
    public int Nodes { get; init; } = 5;

    /// <summary>Kinds of trade that count.</summary>
    [MinItems(1), MaxItems(6)]
    public IReadOnlyList<TradeKind> Kinds { get; init; } = [TradeKind.Normal, TradeKind.Aggregated];
}
