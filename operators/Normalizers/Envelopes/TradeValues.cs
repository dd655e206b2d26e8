using System.Globalization;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Normalizers;

/// <summary>Reads rows of <c>trade/1</c>.</summary>
internal sealed class TradeValues(Schema input)
{
    private readonly int[] _at = [.. new[] { "trade_id", "price", "qty", "side", "kind", "qty_raw", "count" }.Select(input.IndexOf)];
    private Batch _batch = null!;

    /// <summary>Says that they are read.</summary>
    public static void Bind(BindScope scope, int input)
    {
        scope.Read(input, "trade_id", null, TypeKind.String);
        scope.Read(input, "price", null, TypeKind.Float64);
        scope.Read(input, "qty", null, TypeKind.Float64);
        if (scope.Read(input, "side", null, TypeKind.Enum) is { } side && !side.Type.Equals(Schemas.TradeSide))
        {
            scope.Report(null, "SE4151", $"column 'side' of 'trades' is {side.Type}; it must be {Schemas.TradeSide}", "envelope reads trade/1, as normalize gives it");
        }

        foreach (var name in (ReadOnlySpan<string>)["kind", "qty_raw", "count"])
        {
            scope.TryRead(input, name);
        }
    }

    /// <summary>Takes a batch.</summary>
    public void Begin(Batch batch) => _batch = batch;

    /// <summary>Writes a row as an event.</summary>
    /// <exception cref="EventException">No event can hold it.</exception>
    public ReadOnlySpan<byte> Write(EventText to, int row, string venue, string symbol, long ts, EventOrigin origin)
    {
        var ids = (TextColumn)_batch.Column(_at[0]);
        var id = ids.IsNull(row) ? default : ids[row];
        if (id.Length is 0 or > 64)
        {
            throw new EventException($"column 'trade_id' is {(id.Length == 0 ? "empty" : $"of {id.Length} bytes")}; it must be an id of 1 to 64");
        }

        var (price, qty) = (Positive(1, "price", row), Positive(2, "qty", row));
        var sides = (ValueColumn<byte>)_batch.Column(_at[3]);
        if (sides.IsNull(row) || sides[row] > 1)
        {
            throw new EventException("column 'side' is null or unknown; it must be buy or sell");
        }

        byte? kind = Find<byte>(4) is { } kinds && !kinds.IsNull(row) && kinds.Type.Equals(EventTypes.TradeKinds) ? kinds[row] : null;
        if (kind == EventTypes.TradeKinds.CodeOf(ColumnType.Unknown))
        {
            throw new EventException("column 'kind' is unknown; it must be a kind of trade");
        }

        var raw = Find<double>(5) is { } raws && !raws.IsNull(row) && double.IsFinite(raws[row]) ? raws[row] : (double?)null;
        var count = Find<long>(6) is { } counts && !counts.IsNull(row) ? counts[row] : (long?)null;
        return to.Trade(venue, symbol, ts, id, price, qty, sides[row], kind, raw, count, origin);
    }

    private double Positive(int at, string name, int row)
    {
        var values = (ValueColumn<double>)_batch.Column(_at[at]);
        return !values.IsNull(row) && values[row] > 0 && double.IsFinite(values[row])
            ? values[row]
            : throw new EventException($"column '{name}' is {(values.IsNull(row) ? "null" : values[row].ToString(CultureInfo.InvariantCulture))}; it must be more than 0");
    }

    private ValueColumn<T>? Find<T>(int at) where T : unmanaged => _at[at] < 0 ? null : _batch.Find(_at[at]) as ValueColumn<T>;
}
