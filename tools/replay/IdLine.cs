using System.Buffers.Text;
using System.Globalization;
using StreamEngine.Data;

namespace StreamEngine.Replay;

/// <summary>Follows ids, symbol by symbol.</summary>
internal sealed class IdLine(Schema schema, IdColumns columns, int window)
{
    private readonly Dictionary<string, State> _byName = new(StringComparer.Ordinal);
    private readonly List<State?> _byCode = [];
    private readonly State _only = new();
    private readonly SeenWindow _seen = new(window);
    private readonly RowPrints _prints = new();
    private readonly int _symbol = schema.Find("symbol")?.Type.Kind is TypeKind.Symbol or TypeKind.String ? schema.IndexOf("symbol") : -1;
    private long _gaps;
    private long _repeated;
    private long _backSteps;
    private long _notNumbers;
    private string? _firstGap;

    private IEnumerable<State> States => _byName.Values.Concat(_byCode.OfType<State>()).Append(_only).Where(s => s.IsStarted);

    /// <summary>What was found.</summary>
    public IdFindings Findings() => new(columns.First >= 0 ? $"{schema[columns.First].Name} to {schema[columns.Id].Name}" : schema[columns.Id].Name, columns.Kind)
    {
        Least = States.Any() ? States.Min(s => s.Least) : null,
        Most = States.Any() ? States.Max(s => s.Most) : null,
        Missing = columns.Kind == "row" && States.Any() ? (long)Int128.Min(long.MaxValue, States.Aggregate((Int128)0, (sum, s) => sum + (Int128)s.Most - s.Least + 1 - s.Different)) : null,
        Gaps = _gaps,
        FirstGap = _firstGap,
        Repeated = _repeated,
        BackSteps = _backSteps,
        NotNumbers = _notNumbers,
    };

    /// <summary>Takes the rows of a batch.</summary>
    public void Add(Batch batch)
    {
        var ids = batch.Column(columns.Id);
        if (columns.Kind == "row")
        {
            _prints.Of(batch, _symbol < 0 ? [columns.Id] : [_symbol, columns.Id]);
        }

        for (var i = 0; i < batch.Count; i++)
        {
            var row = batch.Row(i);
            if (ids.IsNull(row))
            {
                continue;
            }

            var isRepeated = columns.Kind == "row" && _seen.Add(_prints[i]);
            _repeated += isRepeated ? 1 : 0;
            if (Whole(ids, row) is not { } id)
            {
                _notNumbers++;
                continue;
            }

            var state = StateOf(batch, row, out var symbol);
            Follow(state, id, batch, row, isRepeated, symbol);
        }
    }

    private void Follow(State state, long id, Batch batch, int row, bool isRepeated, string? symbol)
    {
        state.Different += isRepeated ? 0 : 1;
        if (!state.IsStarted)
        {
            (state.IsStarted, state.Least, state.Most) = (true, id, id);
            return;
        }

        state.Least = Math.Min(state.Least, id);
        if (id < state.Most)
        {
            _backSteps += isRepeated ? 0 : 1;
            return;
        }

        if (id > state.Most && !Follows(state.Most, id, batch, row) && _gaps++ == 0)
        {
            _firstGap = string.Create(CultureInfo.InvariantCulture, $"{(symbol is null ? "" : symbol + " ")}behind {state.Most} comes {(columns.First >= 0 ? Whole(batch.Column(columns.First), row) : id)}");
        }

        state.Most = id;
    }

    private bool Follows(long before, long id, Batch batch, int row)
    {
        if (columns.First < 0)
        {
            return id == before + 1;
        }

        if (columns.Previous >= 0 && Whole(batch.Column(columns.Previous), row) is { } previous)
        {
            return previous == before;
        }

        return Whole(batch.Column(columns.First), row) is not { } first || first <= before + 1;
    }

    private State StateOf(Batch batch, int row, out string? symbol)
    {
        symbol = null;
        if (_symbol < 0 || batch.Column(_symbol).IsNull(row))
        {
            return _only;
        }

        if (batch.Column(_symbol) is SymbolColumn symbols)
        {
            var code = symbols.Codes[row];
            symbol = symbols[row];
            while (_byCode.Count <= code)
            {
                _byCode.Add(null);
            }

            return _byCode[code] ??= new State();
        }

        symbol = ((TextColumn)batch.Column(_symbol)).Text(row);
        if (!_byName.TryGetValue(symbol, out var state) && _byName.Count < SymbolDictionary.DefaultLimit)
        {
            _byName[symbol] = state = new State();
        }

        return state ?? _only;
    }

    private static long? Whole(Column column, int row) => column switch
    {
        _ when column.IsNull(row) => null,
        ValueColumn<long> values => values[row],
        ValueColumn<int> values => values[row],
        TextColumn texts when Utf8Parser.TryParse(texts[row], out long id, out var used) && used == texts[row].Length => id,
        _ => null,
    };

    /// <summary>Ids of one symbol.</summary>
    private sealed class State
    {
        public bool IsStarted { get; set; }

        public long Least { get; set; }

        public long Most { get; set; }

        public long Different { get; set; }
    }
}
