using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Flow;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Windows;

/// <summary>The first rows of each window by the value of a column: the highest price of each minute, the ten greatest trades of a session.</summary>
/// <remarks>
/// <code>{ r : rank(r) ≤ rows };   rank(r) = 1 + the rows of the window with a greater value (order: least: with a lesser one), with ties: first also those with the same value that came before r</code>
/// Windows are those of <c>window</c>: <c>tumble: d</c> lies on the grid <c>offset + k × d</c> from the epoch, UTC, by <c>ts</c>; <c>session: g</c> is rows less than g apart. Window [s, e) closes at stream time e + lateness;
/// then its rows leave as they came, with their own <c>ts</c>, by rank and then in stream order, and <c>rank</c> behind their columns.
/// <para>In: rows with <c>ts</c> and the column <c>by</c>, a number or time, per key. Gives them with <c>rank</c>, from 1 to <c>rows</c>. With <c>ties: all</c> as many rows as are equal leave, at most <c>max</c>.</para>
/// <para>Edge cases: a row at the very end of a window is in the next; a row with a null in <c>by</c> is filtered; 0.0 and −0.0 are equal; a row of a time beyond the year 2255 or before 1684, and one that would be held beyond
/// <c>max</c>, is an error row.</para>
/// <para>Emits the rows of a window when it closes, those of one instant in the order of the keys' UTF-8 bytes; holds back the first rows of open windows; completes with its input, after which every window closes; fails with its input; a row
/// without key is an error row, a row for closed windows is late. No warm-up. Cost: O(log rows) a row, and a copy for one that is among the first so far. Memory: of each open window the columns that are read of at most <c>rows</c> rows, or
/// <c>max</c> with <c>ties: all</c>, and 20 bytes each.</para>
/// </remarks>
[Operator("top", OperatorKind.Window)]
public sealed class Top(TopOptions options) : BatchOperator
{
    private readonly List<int> _firing = [];
    private WindowGrid _grid = null!;
    private OpenWindows _windows = null!;
    private AggregateStates _states = null!;
    private RankedRows _ranked = null!;
    private RowShelf _shelf = null!;
    private RankedResults _results = null!;
    private KeyTable _keys = null!;
    private KeyOrder _order = null!;
    private int _ts;

    /// <inheritdoc/>
    public override long NextTimer => _windows.Next;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        if (options.Tumble is null == options.Session is null)
        {
            scope.Report(options.Tumble is null ? null : "session", WindowCodes.OneKind.Code,
                $"{(options.Tumble is null ? "no kind of window is given" : "tumble and session are kinds of windows")}; it must be exactly one of tumble, session");
        }
        else if (options.Session is not null && options.Offset != Duration.Zero)
        {
            scope.Report("offset", WindowCodes.NotOfKind.Code, "'offset' has no meaning with session; it goes with tumble");
        }

        var width = (options.Tumble ?? options.Session ?? new Duration(1)).Nanoseconds;
        _grid = new WindowGrid(width, width, options.Offset.Nanoseconds % width, options.Lateness?.Nanoseconds ?? scope.LatenessNs);
        scope.Read(0, "ts", null, TypeKind.Timestamp);
        scope.Read(0, options.By.Name, "by", TypeKind.Int64, TypeKind.Float64, TypeKind.Timestamp, TypeKind.Duration, TypeKind.Decimal, TypeKind.Int32, TypeKind.Float32);
        var rank = new Field(options.As.Name, ColumnType.Int64);
        if (scope.Input.Has(rank.Name))
        {
            scope.Report("as", GraphCodes.NameTaken.Code, $"column '{rank.Name}' is already there; give the result another name with 'as', or drop the old column with 'select'");
            return [new PortShape(scope.Input)];
        }

        return [new PortShape(new Schema(null, [.. scope.Input.Fields, rank])) { Passes = [0] }];
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        var input = context.Inputs[0]!;
        _ts = input.IndexOf("ts");
        _keys = context.Keys;
        _order = new KeyOrder(_keys);
        _shelf = new RowShelf(context.Output[0], input);
        _ranked = RankedRows.For(input[input.IndexOf(options.By.Name)].Type.Kind, input.IndexOf(options.By.Name), options, _shelf);
        _states = new AggregateStates([_ranked]);
        _results = new RankedResults(context.Output[0], _shelf, context.Output[0].Values<long>(options.As.Name));
        _windows = new OpenWindows(() => options.Session is null ? new TimeWindows(_grid, _states, EmptyWindow.Skip) : new SessionWindows(_grid.Width, _grid.Lateness, _states));
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        var batch = rows.Batch;
        var times = ((ValueColumn<long>)batch.Column(_ts)).Values;
        _ranked.Bind(batch);
        for (var i = 0; i < rows.Count; i++)
        {
            var at = rows.At(i);
            if (i > 0 && at > _windows.Next)
            {
                return i;
            }

            Take(rows, i, times[rows[i]], at, output);
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Advance(long at, Output output)
    {
        _firing.Clear();
        _windows.TakeDue(at, _firing);
        _order.Sort(_firing);
        foreach (var key in _firing)
        {
            _windows.Fire(key, at, _results.Of(key, output));
        }
    }

    /// <inheritdoc/>
    public override void End() => _windows.End();

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
        _ranked.BeginSave(state);
        _windows.Save(state);
        _shelf.Save(state, _ranked.Saved);
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        _ranked.BeginLoad(state);
        _windows.Load(state);
        _shelf.Load(state);
    }

    private void Take(Rows rows, int i, long ts, long at, Output output)
    {
        var key = _keys.Ordinal(0, rows.Batch, rows[i]);
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

        var fate = _windows.Of(key).Add(rows[i], ts, at, _results.Of(key, output));
        if (fate == RowFate.Late)
        {
            output.Late(rows, i, output.DropsLate ? "" : $"its windows closed before stream time {RowTime.Text(at)}");
            return;
        }

        output.SettleFiltered(_ranked.TakeDropped()); // others, that were held
        if (_ranked.Last == RankedFate.Held)
        {
            output.Hold();
        }
        else if (_ranked.Last == RankedFate.Behind)
        {
            output.Filtered();
        }
        else
        {
            output.Error(rows, i, "SE9101", $"{options.Max} rows of the window are held already; raise 'max', or write ties: first");
        }

        if (fate == RowFate.Opened)
        {
            _windows.Queue(key);
        }
    }
}
