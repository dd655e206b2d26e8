using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Normalizers;

/// <summary>Reads rows of <c>book_delta/1</c> into messages.</summary>
internal sealed class MessageColumns(Schema input)
{
    private const byte Set = 0;
    private const byte Delete = 1;
    private const byte Clear = 2;
    private const byte Status = 3;

    private static readonly string[] Needed = ["action", "side", "price", "qty", "last"];
    private static readonly string[] Optional = ["seq", "snapshot", "state", "reason", "last_seq", "expected", "got"];

    private readonly int[] _at = [.. Needed.Concat(Optional).Select(input.IndexOf)];
    private Batch _batch = null!;

    /// <summary>Says that they are read.</summary>
    public static void Bind(BindScope scope, int input)
    {
        foreach (var name in Needed)
        {
            var expected = Schemas.BookDelta.Find(name)!.Type;
            if (scope.Read(input, name) is { } field && !field.Type.Equals(expected))
            {
                scope.Report(null, "SE4151", $"column '{name}' of 'deltas' is {field.Type}; it must be {expected}", "envelope reads book_delta/1, as normalize gives it");
            }
        }

        foreach (var name in Optional)
        {
            scope.TryRead(input, name);
        }
    }

    /// <summary>Takes a batch.</summary>
    public void Begin(Batch batch) => _batch = batch;

    /// <summary>Whether a row is the last of its message.</summary>
    public bool IsLast(int row) => Values<bool>(4) is { } last && !last.IsNull(row) && last[row];

    /// <summary>Adds a row to a message.</summary>
    /// <exception cref="EventException">It does not belong there.</exception>
    public void Add(int row, BookMessage message, OriginColumns origins)
    {
        var action = Values<byte>(0) is { } actions && !actions.IsNull(row) ? actions[row] : byte.MaxValue;
        var isSnapshot = Values<bool>(6) is { } snapshots && !snapshots.IsNull(row) && snapshots[row];
        if (message.Status is not null)
        {
            throw new EventException("a row stands behind the status of its message; a status must be the last row");
        }

        switch (action)
        {
            case Set or Delete:
                Level(row, message, isSnapshot, action == Delete, origins);
                break;
            case Clear when message.IsEmpty:
                Start(isSnapshot ? message.Snapshot : message.Changes, row, origins);
                message.Snapshot.IsPresent = isSnapshot;
                message.Clears = !isSnapshot;
                break;
            case Clear:
                throw new EventException("a clear stands in the middle of a message; it must be the first row");
            case Status:
                var state = Values<byte>(7) is { } states && !states.IsNull(row) ? states[row] : byte.MaxValue;
                if (state >= Schemas.BookState.CodeOf(ColumnType.Unknown))
                {
                    throw new EventException($"column 'state' is {(state == byte.MaxValue ? "null" : "unknown")}; it must be a state of a book");
                }

                if (!message.Changes.IsPresent)
                {
                    Start(message.Changes, row, origins);
                }

                Hold(row, message.Changes);
                message.Status = new BookStatus(state, Text(8, row), Number(9, row), Number(10, row), Number(11, row));
                break;
            default:
                throw new EventException("column 'action' is unknown; it must be set, delete, clear or status");
        }
    }

    private void Level(int row, BookMessage message, bool isSnapshot, bool isDelete, OriginColumns origins)
    {
        var part = isSnapshot ? message.Snapshot : message.Changes;
        if (isSnapshot && (!part.IsPresent || message.Changes.IsPresent))
        {
            throw new EventException("a level of a snapshot stands without its clear, or behind a change; a snapshot must be first, and begin with a clear");
        }

        if (!part.IsPresent)
        {
            Start(part, row, origins);
        }

        Hold(row, part);
        var sides = Values<byte>(1);
        var side = sides is null || sides.IsNull(row) ? byte.MaxValue : sides[row];
        if (side > 1)
        {
            throw new EventException("column 'side' is null or unknown; it must be bid or ask");
        }

        var price = Double(2, row);
        if (price is not > 0 || !double.IsFinite(price.Value))
        {
            throw new EventException($"column 'price' is {Shown(price)}; it must be more than 0");
        }

        var qty = isDelete ? 0 : Double(3, row);
        if (qty is not >= 0 || !double.IsFinite(qty.Value))
        {
            throw new EventException($"column 'qty' is {Shown(qty)}; it must be 0 or more");
        }

        part.Levels.Add(new BookLevel(side == 0, price.Value, qty.Value));
    }

    private void Start(BookPart part, int row, OriginColumns origins)
    {
        part.IsPresent = true;
        part.Seq = Number(5, row);
        origins.Read(row, part.Origin);
    }

    private void Hold(int row, BookPart part)
    {
        if (Number(5, row) != part.Seq)
        {
            throw new EventException($"column 'seq' is {Shown(Number(5, row))}; it must be that of the message, {Shown(part.Seq)}");
        }
    }

    private static string Shown(long? value) => value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null";

    private static string Shown(double? value) => value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null";

    private ValueColumn<T>? Values<T>(int at) where T : unmanaged => _at[at] < 0 ? null : _batch.Find(_at[at]) as ValueColumn<T>;

    private double? Double(int at, int row) => Values<double>(at) is { } values && !values.IsNull(row) ? values[row] : null;

    private long? Number(int at, int row) => Values<long>(at) is { } values && !values.IsNull(row) ? values[row] : null;

    private string? Text(int at, int row) => _at[at] >= 0 && _batch.Find(_at[at]) is TextColumn texts && !texts.IsNull(row) ? texts.Text(row) : null;
}
