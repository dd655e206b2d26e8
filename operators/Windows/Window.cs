using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Windows;

/// <summary>Aggregates over windows of event time (tumbling, hopping, sliding, session), of rows, and over market bars.</summary>
/// <remarks>
/// <code>window [s, e) closes at stream time e + lateness; its row has ts = e − 1 ns and at = e + lateness</code>
/// Tumbling and hopping windows lie on the grid <c>offset + k × every</c> from the epoch, UTC. <c>slide: d</c> answers each row with those of t − d &lt; ts ≤ t. <c>session: g</c> is [first ts, last ts + g), its rows less than g
/// apart. <c>count</c> and market bars go by stream order, from the least ts of their rows to 1 ns behind the greatest, and their row has the <c>at</c> of the row that fills them; a trade is split where a bar fills, by
/// <c>qty</c>, in exact decimals. <c>select</c> says what is computed: <c>count</c>, <c>sum</c>, <c>min</c>, <c>max</c>, <c>first</c>, <c>last</c> (by <c>ts</c>, then stream order), <c>mean</c>, <c>var</c> and <c>std</c> (n − 1), <c>vwap</c>,
/// <c>ohlc</c>, <c>distinct</c>, <c>quantile</c> and <c>median</c>, <c>top</c>, and any expression over them. Sums and means are exact, rounded once. A quantile is exact up to 4,096 values of a window; above, it is within
/// 0.1 % (2⁻¹⁰) of the value at its place.
/// <para>In: rows with <c>ts</c> (market bars: <c>qty</c>, <c>price</c>, <c>side</c> as they need them), per key. Gives key, <c>window_start</c>, <c>window_end</c>, with <c>early</c> also <c>is_final</c>, then the lines of <c>select</c>. Nulls are
/// skipped; a result of no values is null, a count 0.</para>
/// <para>Edge cases: a row at the very end of a window is in the next; a row that is late for some of its windows counts in those still open; a row of a sliding window that comes when its own answer is past gets none and counts in
/// later ones; a count window or market bar that is not full when the input ends gives nothing; a provisional row has ts = its at, at most e − 1 ns; a row of a time beyond the year 2255 or before 1684, and a trade without qty or one
/// that would fill more than 10,000 bars, is an error row.</para>
/// <para>Emits a row when a window closes, those of one instant in the order of the keys' UTF-8 bytes; holds back nothing beyond <c>lateness</c>; completes with its input, after which every window of time closes; fails with its input; a row
/// without key and a result that is out of range are error rows, a row for closed windows is late. No warm-up. Cost: O(1) a row and O(1) a result, whatever the length (quantile: O(n log n) a result up to n = 4,096; a row late for some of its windows: O(panes)).
/// Memory: the states of the aggregates for each pane (the stretch between two starts or ends of windows) with rows, and of a key as long as it has open windows.</para>
/// </remarks>
[Operator("window", OperatorKind.Window, Aggregates = true)]
public sealed class Window(WindowOptions options) : BatchOperator
{
    private readonly List<int> _firing = [];
    private readonly HashSet<int> _closing = [];
    private readonly long _early = options.Early?.Nanoseconds ?? 0;
    private IReadOnlyList<string> _key = [];
    private IReadOnlyList<Expressions.AggregateCall> _calls = [];
    private string? _kind;
    private WindowGrid _grid = null!;
    private MarketBars? _bars;
    private Expressions.SelectStep? _before;
    private int _every;
    private AggregateStates _aggregates = null!;
    private OpenWindows _windows = null!;
    private PaneRuns _runs = null!;
    private KeyColumns _columns = null!;
    private KeyTable _keys = null!;
    private KeyOrder _order = null!;
    private WindowResults _results = null!;
    private int _ts;
    private long _show = StreamTime.Never;

    /// <inheritdoc/>
    public override long NextTimer => Math.Min(_show, _windows.Next);

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        _key = scope.Key;
        _calls = scope.Aggregates;
        _kind = WindowKinds.Kind(options, scope);
        scope.Read(0, "ts", null, TypeKind.Timestamp);
        ReadKind(scope);
        foreach (var column in _calls.SelectMany(c => c.Arguments).Concat(_key))
        {
            scope.Read(0, column);
        }

        List<Field> fields = [new("ts", ColumnType.Timestamp), .. _key.Select(k => scope.Input.Find(k)! with { Nullable = false }), new(WindowResults.Start, ColumnType.Timestamp), new(WindowResults.End, ColumnType.Timestamp)];
        if (_early > 0)
        {
            fields.Add(new Field(WindowResults.Final, ColumnType.Bool));
        }

        foreach (var twice in fields.GroupBy(f => f.Name).Where(g => g.Count() > 1).Select(g => g.Key).ToList())
        {
            scope.Report(null, GraphCodes.NameTaken.Code, $"the key '{twice}' has the name of a column that window gives", "rename it in a select in front");
            fields = [.. fields.DistinctBy(f => f.Name)];
        }

        return [new PortShape(new Schema(null, [.. fields, .. _calls.Select(c => c.Result)]))];
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        var input = context.Inputs[0]!;
        var writer = context.Output[0];
        var calls = _calls.Where(c => writer.Builder(c.Result.Name) is not null).ToList();
        _ts = input.IndexOf("ts");
        _keys = context.Keys;
        _order = new KeyOrder(_keys);
        var shaped = _before?.Output ?? input;
        List<Aggregate> aggregates = [.. calls.Select(c => AggregateFactory.Make(c, shaped))];
        if (_kind == "count")
        {
            aggregates.AddRange([new ExtremeAggregate<long>(_ts, -1), new ExtremeAggregate<long>(_ts, 1)]);
        }

        _aggregates = new AggregateStates(aggregates);
        _windows = new OpenWindows(New);
        _runs = new PaneRuns(_keys, _windows, _aggregates);
        _columns = new KeyColumns(input, _key, writer, _keys);
        _results = new AggregateResults(writer, _columns, _aggregates, [.. calls.Select(c => c.Result.Name)]);
        if (WindowKinds.Market(options) is var (kind, size))
        {
            _bars = new MarketBars(kind, size, context, _before, calls.SelectMany(c => c.Arguments).ToHashSet(), _aggregates, _columns, _results);
        }
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        if (_bars is not null)
        {
            var count = ToNextShow(rows);
            _bars.Process(rows.Take(count), output);
            return count;
        }

        var times = ((ValueColumn<long>)rows.Batch.Column(_ts)).Values;
        _aggregates.Bind(rows.Batch);
        var byRuns = _early == 0 && _runs.TryBegin(rows, times);
        for (var i = 0; i < rows.Count; i++)
        {
            if (byRuns && _runs.Take(i, NextTimer, times) is var taken and > 0)
            {
                output.Used(taken);
                i += taken;
                if (i == rows.Count)
                {
                    break;
                }
            }

            var at = rows.At(i);
            if (i > 0 && at > NextTimer)
            {
                return i;
            }

            Take(rows, i, rows[i], times[rows[i]], at, output);
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Advance(long at, Output output)
    {
        _firing.Clear();
        _closing.Clear();
        _windows.TakeDue(at, _firing);
        var shows = _show <= at;
        if (shows)
        {
            _closing.UnionWith(_firing);
            _firing.AddRange(Enumerable.Range(0, _bars?.Count ?? _windows.Count).Where(k => IsOpen(k) && !_closing.Contains(k)));
        }

        _order.Sort(_firing);
        var open = 0;
        foreach (var key in _firing)
        {
            if (!shows || _closing.Contains(key))
            {
                _windows.Fire(key, at, _results.Of(key, output));
            }

            if (shows && IsOpen(key))
            {
                Show(key, at, output);
                open++;
            }
        }

        if (shows)
        {
            _show = open == 0 ? StreamTime.Never : NextShow(at);
        }
    }

    /// <inheritdoc/>
    public override void End()
    {
        _show = _bars is null ? _show : StreamTime.Never; // a bar that is not full is never going to be
        _windows.End();
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
        _columns.Save(state);
        _bars?.Save(state);
        state.Write("show", _show);
        _windows.Save(state);
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        _columns.Load(state);
        _bars?.Load(state);
        _show = state.Read<long>("show");
        _windows.Load(state);
    }

    private void ReadKind(BindScope scope)
    {
        switch (_kind)
        {
            case null:
                return;
            case "tumble" or "hop" or "slide" or "session":
                _grid = WindowKinds.Grid(options, _kind, scope);
                return;
            case "count":
                _every = WindowKinds.Rows(options, scope);
                scope.Omit("late");
                return;
        }

        scope.Omit("late");
        if (_kind != "tick")
        {
            scope.Read(0, "qty", null, TypeKind.Float64);
        }

        if (_kind == "notional")
        {
            scope.Read(0, "price", null, TypeKind.Float64);
        }

        if (_kind == "imbalance")
        {
            scope.Read(0, "side", null, TypeKind.Enum, TypeKind.Symbol, TypeKind.String);
        }

        _before = scope.Before;
        scope.RunBefore();
        foreach (var column in (_before?.Columns ?? []).Where(c => _calls.Any(call => call.Arguments.Contains(c.Name))).SelectMany(c => c.Value.Columns))
        {
            scope.Read(0, column);
        }
    }

    private void Take(Rows rows, int i, int row, long ts, long at, Output output)
    {
        var key = _keys.Ordinal(0, rows.Batch, row);
        if (key < 0)
        {
            output.Error(rows, i, "SE9102", "the key is null");
            return;
        }

        if (ts is > WindowGrid.Farthest or < -WindowGrid.Farthest)
        {
            output.Error(rows, i, "SE9101", "ts is beyond the times that windows lie in, the years 1684 to 2255");
            return;
        }

        _columns.Note(key, rows.Batch, row);
        var fate = _windows.Of(key).Add(row, ts, at, _results.Of(key, output));
        _windows.Look(key);
        if (fate == RowFate.Late)
        {
            output.Late(rows, i, output.DropsLate ? "" : $"its windows closed before stream time {RowTime.Text(at)}");
            return;
        }

        output.Used();
        if (fate == RowFate.Opened)
        {
            _windows.Queue(key);
        }

        if (_early > 0 && _show == StreamTime.Never)
        {
            _show = NextShow(at - 1);
        }
    }

    private KeyWindows New() => _kind switch
    {
        "count" => new CountWindows(options.Count!.Value, _every, _aggregates),
        "session" => new SessionWindows(_grid.Width, _grid.Lateness, _aggregates),
        _ => new TimeWindows(_grid, _aggregates, options.Empty),
    };

    private bool IsOpen(int key) => _bars?.IsOpen(key) ?? _windows.IsOpen(key);

    private void Show(int key, long at, Output output)
    {
        if (_bars is not null)
        {
            _bars.Show(key, at, output);
        }
        else
        {
            _windows.Of(key).Show(at, _results.Of(key, output));
        }
    }

    /// <summary>Rows up to the next provisional results, which the first row may ask for.</summary>
    private int ToNextShow(Rows rows)
    {
        if (_early == 0)
        {
            return rows.Count;
        }

        _show = Math.Min(_show, NextShow(rows.At(0) - 1));
        var count = 1;
        while (count < rows.Count && rows.At(count) <= _show)
        {
            count++;
        }

        return count;
    }

    /// <summary>The first instant of the grid of provisional results behind a time.</summary>
    private long NextShow(long at)
    {
        var rest = at % _early;
        return at - (rest < 0 ? rest + _early : rest) + _early;
    }
}
