using StreamEngine.Data;
using StreamEngine.Expressions;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Windows;

/// <summary>
/// Market bars of all keys. A trade that fills a bar is split there: its parts are rows like itself with a part of its <c>qty</c>, and the arguments of the aggregates are computed of the parts.
/// </summary>
internal sealed class MarketBars
{
    private readonly MarketKind _kind;
    private readonly decimal _size;
    private readonly Schema _input;
    private readonly AggregateStates _aggregates;
    private readonly FusedProgram? _before;
    private readonly OperatorContext _context;
    private readonly KeyColumns _columns;
    private readonly WindowResults _results;
    private readonly List<(BarFill Fill, Bar Bar)> _open = [];
    private readonly List<(double Qty, bool Fills)> _parts = [];
    private readonly List<int> _rows = [];
    private readonly List<(int Given, int Key, double Qty, bool Fills)> _all = [];
    private readonly StepCounts[] _counts = new StepCounts[1];
    private readonly List<RowFailure> _failures = [];
    private readonly int _qty;
    private readonly int _price;
    private readonly int _side;
    private readonly int _ts;

    public MarketBars(MarketKind kind, decimal size, OperatorContext context, SelectStep? before, IReadOnlySet<string> reads, AggregateStates aggregates, KeyColumns columns, WindowResults results)
    {
        _kind = kind;
        _size = size;
        _context = context;
        _input = context.Inputs[0]!;
        _aggregates = aggregates;
        _columns = columns;
        _results = results;
        _before = before is null ? null : new FusedProgram(_input, [before], reads, context.Pool, context.Symbols);
        _ts = _input.IndexOf("ts");
        _qty = kind == MarketKind.Tick ? -1 : _input.IndexOf("qty");
        _price = kind == MarketKind.Notional ? _input.IndexOf("price") : -1;
        _side = kind == MarketKind.Imbalance ? _input.IndexOf("side") : -1;
    }

    /// <summary>Keys so far.</summary>
    public int Count => _open.Count;

    /// <summary>Whether the bar of a key holds anything.</summary>
    public bool IsOpen(int key) => _open[key].Bar.Rows > 0;

    /// <summary>Writes a bar as far as it is.</summary>
    public void Show(int key, long at, Output output) => Write(key, at, output, isFinal: false);

    public void Process(Rows rows, Output output)
    {
        _all.Clear();
        _rows.Clear();
        for (var i = 0; i < rows.Count; i++)
        {
            Split(rows, i, output);
        }

        if (_all.Count == 0)
        {
            return;
        }

        using var parts = MakeParts(rows);
        _failures.Clear();
        _counts[0] = default;
        using var shaped = _before is null ? parts.Retain() : _before.Run(parts, _counts, _failures);
        var failed = _failures.ToDictionary(f => f.Row, f => f);
        if (shaped is not null)
        {
            _aggregates.Bind(shaped);
        }

        var lastGiven = -1;
        var times = ((ValueColumn<long>)rows.Batch.Column(_ts)).Values;
        for (var part = 0; part < _all.Count; part++)
        {
            var (given, key, _, fills) = _all[part];
            if (failed.TryGetValue(part, out var failure))
            {
                if (given != lastGiven)
                {
                    output.Error(rows, given, "SE9103", $"select: {failure.Expression}: {failure.Reason}");
                }
            }
            else
            {
                if (given != lastGiven)
                {
                    output.Used();
                }

                Add(key, part, times[rows[given]]);
            }

            lastGiven = given;
            if (fills)
            {
                Close(key, rows.At(given), output);
            }
        }
    }

    public void Save(StateWriter to)
    {
        to.Write("bars", _open.Count);
        foreach (var (fill, bar) in _open)
        {
            to.Write("filled", fill.Filled);
            to.Write("first", bar.First);
            to.Write("last", bar.Last);
            to.Write("rows", bar.Rows);
            _aggregates.Save(to, bar.States);
        }
    }

    public void Load(StateReader from)
    {
        _open.Clear();
        for (var left = from.Read<int>("bars"); left > 0; left--)
        {
            var filled = from.Read<decimal>("filled");
            var (first, last, rows) = (from.Read<long>("first"), from.Read<long>("last"), from.Read<long>("rows"));
            _open.Add((new BarFill(_kind, _size) { Filled = filled }, new Bar(_aggregates.Load(from)) { First = first, Last = last, Rows = rows }));
        }
    }

    private void Split(Rows rows, int i, Output output)
    {
        var batch = rows.Batch;
        var row = rows[i];
        var key = _context.Keys.Ordinal(0, batch, row);
        if (key < 0)
        {
            output.Error(rows, i, "SE9102", "the key is null");
            return;
        }

        var qty = _qty < 0 ? 0 : Number(batch, _qty, row);
        var price = _price < 0 ? 0 : Number(batch, _price, row);
        if (qty is not >= 0 || price is null)
        {
            output.Error(rows, i, "SE9101", price is null ? "the price is null" : qty is null ? "the qty is null" : "the qty is negative");
            return;
        }

        while (_open.Count <= key)
        {
            _open.Add((new BarFill(_kind, _size), new Bar(_aggregates.New())));
        }

        _columns.Note(key, batch, row);
        _parts.Clear();
        var filled = _open[key].Fill.Filled;
        try
        {
            _open[key].Fill.Split(price.Value, qty.Value, Sign(batch, row), _parts);
        }
        catch (OverflowException failure)
        {
            _open[key].Fill.Filled = filled;
            output.Error(rows, i, "SE9101", failure.Message);
            return;
        }

        foreach (var (part, fills) in _parts)
        {
            _all.Add((i, key, part, fills));
            _rows.Add(row);
        }
    }

    private int Sign(Batch batch, int row) => _side < 0 ? 0 : batch.Column(_side).Value(row) switch { "buy" => 1, "sell" => -1, _ => 0 };

    private static double? Number(Batch batch, int column, int row) => batch.Column(column) is var c && c.IsNull(row) ? null : ((ValueColumn<double>)c)[row];

    /// <summary>The parts as rows.</summary>
    private Batch MakeParts(Rows rows)
    {
        var columns = new Column?[_input.Fields.Count];
        var picked = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_rows);
        for (var c = 0; c < columns.Length; c++)
        {
            columns[c] = c == _qty ? null : rows.Batch.Find(c)?.Gather(picked);
        }

        var at = new ValueBuilder<long>(ColumnType.Timestamp, _context.Pool, _all.Count);
        var qty = new ValueBuilder<double>(ColumnType.Float64, _context.Pool, _all.Count);
        foreach (var (given, _, part, _) in _all)
        {
            at.Append(rows.At(given));
            qty.Append(part);
        }

        if (_qty >= 0)
        {
            columns[_qty] = qty.Build();
        }
        else
        {
            qty.Clear();
        }

        return new Batch(_input, columns, (ValueColumn<long>)at.Build(), rows.Batch.Frontier, rows.Batch.Ingest);
    }

    private void Add(int key, int part, long ts)
    {
        var bar = _open[key].Bar;
        bar.First = bar.Rows == 0 ? ts : Math.Min(bar.First, ts);
        bar.Last = bar.Rows == 0 ? ts : Math.Max(bar.Last, ts);
        bar.Rows++;
        _aggregates.Add(bar.States, part, ts);
    }

    private void Close(int key, long at, Output output)
    {
        var (fill, bar) = _open[key];
        if (bar.Rows > 0)
        {
            Write(key, at, output, isFinal: true);
        }

        _aggregates.Free(bar.States);
        _open[key] = (fill, new Bar(_aggregates.New()));
    }

    private void Write(int key, long at, Output output, bool isFinal)
    {
        var bar = _open[key].Bar;
        _results.Of(key, output).Write(bar.First, bar.Last + 1, at, bar.States, isFinal);
    }
}
