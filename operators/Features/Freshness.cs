using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Features;

/// <summary>Freshness of data: how old the newest event is, and whether ingestion is ok, degraded or down.</summary>
/// <remarks>
/// <code>data_age_ms = max(0, t − N),   fresh = data_age_ms ≤ fresh_within
/// status:  down when there is no event or t − N &gt; down_after;  else ok when there is an F and t − F &lt; degraded_after;  else degraded</code>
/// t is the <c>ts</c> of the row of <c>in</c>, N the newest <c>ts</c> of the events so far, F the newest of those that were fresh when they came: at − ts ≤ <c>fresh_within</c>, at their stream time. An event is a row of any
/// other input. Ages are whole milliseconds, rounded down, and not below 0. So a feed that stops is degraded 2,000 ms behind its last fresh event, that instant included, and down from 5,001 ms on; one that is always late is
/// degraded though it runs; a fresh event makes it ok, a stale one behind <c>down</c> degraded. Source: REQUIREMENTS NRM-04, NRM-05.
/// <para>In: <c>in</c>, rows with <c>ts</c> that ask, such as those of a <c>schedule</c>, so the answer moves while nothing arrives; any other inputs, by names of yours, of any rows with <c>ts</c>; per key. Appends to the rows of
/// <c>in</c> <c>data_age_ms</c> (int64, 0 or more; null before the first event), <c>fresh</c> (false then), <c>status</c> (<c>enum&lt;ok|degraded|down&gt;</c>), and N and F as <c>newest_event</c> and <c>newest_fresh</c>, from
/// which the status can be told again at a later time.</para>
/// <para>Edge cases: before the first event the status is down; an event ahead of t is 0 ms old; one that runs back does not make data older; events of the same instant of stream time count.</para>
/// <para>Emits one answer a row of <c>in</c>, in order; holds each row back until the rows of its instant of stream time have come; completes after the last row held; fails with its inputs, and a null key is an error row. No
/// warm-up. Cost: O(1) a row. Memory: 16 bytes a key.</para>
/// </remarks>
[Operator("freshness", OperatorKind.Feature, Allocates = Allocation.Nothing)]
public sealed class Freshness(FreshnessOptions options) : AskedOperator
{
    private const long Millisecond = 1_000_000;
    private static readonly ColumnType Status = ColumnType.Enum("ok", "degraded", "down");
    private static readonly byte Ok = Status.CodeOf("ok");
    private static readonly byte Degraded = Status.CodeOf("degraded");
    private static readonly byte Down = Status.CodeOf("down");

    private readonly KeyedStates<Arrivals> _arrivals = new("keys", () => new Arrivals());
    private ScatterColumn<long>? _age;
    private ScatterColumn<bool>? _fresh;
    private ScatterColumn<byte>? _status;
    private ScatterColumn<long>? _newest;
    private ScatterColumn<long>? _newestFresh;
    private int[] _ts = [];

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        for (var input = 0; input < scope.Inputs.Count; input++)
        {
            scope.Read(input, "ts", null, TypeKind.Timestamp);
        }

        return AppendedColumns.Bind(scope,
            new Field("data_age_ms", ColumnType.Int64, true, "ms"), new Field("fresh", ColumnType.Bool, true), new Field("status", Status, true),
            new Field("newest_event", ColumnType.Timestamp, true), new Field("newest_fresh", ColumnType.Timestamp, true));
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        base.Open(context);
        _age = (ScatterColumn<long>?)Answers.At(0);
        _fresh = (ScatterColumn<bool>?)Answers.At(1);
        _status = (ScatterColumn<byte>?)Answers.At(2);
        _newest = (ScatterColumn<long>?)Answers.At(3);
        _newestFresh = (ScatterColumn<long>?)Answers.At(4);
        _ts = [.. context.Inputs.Select(i => i!.IndexOf("ts"))];
    }

    /// <inheritdoc/>
    protected override bool Take(int input, int key, Batch batch, int row, long at)
    {
        var ts = ((ValueColumn<long>)batch.Column(_ts[input])).Values[row];
        var arrivals = _arrivals[key];
        arrivals.Newest = Math.Max(arrivals.Newest, ts);
        if (Age(at, ts) <= options.FreshWithin.Nanoseconds)
        {
            arrivals.NewestFresh = Math.Max(arrivals.NewestFresh, ts);
        }

        return true;
    }

    /// <inheritdoc/>
    protected override void Answer(int to, int key, long t)
    {
        var arrivals = _arrivals[key];
        long? age = arrivals.Newest == long.MinValue ? null : Age(t, arrivals.Newest);
        long? freshAge = arrivals.NewestFresh == long.MinValue ? null : Age(t, arrivals.NewestFresh);
        _age?.Set(to, age / Millisecond);
        _fresh?.Set(to, age <= options.FreshWithin.Nanoseconds);
        _status?.Set(to, age is null || age > options.DownAfter.Nanoseconds ? Down : freshAge < options.DegradedAfter.Nanoseconds ? Ok : Degraded);
        _newest?.Set(to, age is null ? null : arrivals.Newest);
        _newestFresh?.Set(to, freshAge is null ? null : arrivals.NewestFresh);
    }

    /// <inheritdoc/>
    protected override void SaveKeys(StateWriter state) => _arrivals.Save(state);

    /// <inheritdoc/>
    protected override void LoadKeys(StateReader state) => _arrivals.Load(state);

    /// <summary>How old an event is, in ns, rounded down to whole milliseconds.</summary>
    private static long Age(long at, long ts) => at <= ts ? 0 : (long)Math.Min(long.MaxValue, (ulong)at - (ulong)ts) / Millisecond * Millisecond;
}

/// <summary>Options of <see cref="Freshness"/>.</summary>
[Input("in", "Rows with ts that ask; they pass with columns added.")]
[NamedInputs("Events whose ts says how new data are: any rows with ts.", Most = 16)]
[Example("""
    x:
      from: { in: quotes, trades: trades, book: book }
      key: symbol
      freshness: {}
    """)]
public sealed record FreshnessOptions
{
    /// <summary>Age up to which data are fresh.</summary>
    [Range("0s", "365d")]
    public Duration FreshWithin { get; init; } = new(1_000_000_000);

    /// <summary>Age of the newest fresh event from which ingestion is degraded.</summary>
    [Range("1ms", "365d")]
    public Duration DegradedAfter { get; init; } = new(2_000_000_000);

    /// <summary>Age of the newest event beyond which ingestion is down.</summary>
    [Range("1ms", "365d")]
    public Duration DownAfter { get; init; } = new(5_000_000_000);
}
