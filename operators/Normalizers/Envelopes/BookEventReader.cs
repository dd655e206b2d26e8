using System.Text.Json;
using StreamEngine.Data;

namespace StreamEngine.Normalizers;

/// <summary>Reads payloads of events of a book: its best levels, or changes of it. Memory is that of one event.</summary>
/// <param name="values">Reads their values.</param>
/// <param name="origins">Reads where they come from.</param>
internal sealed class BookEventReader(EventValues values, OriginReader origins)
{
    private const int MostChanges = 200_000;

    private static readonly MemberNames DepthNames = new("seq", "bids", "asks", "origin");
    private static readonly MemberNames DeltaNames = new("snapshot", "clear", "prev_seq", "seq", "changes", "status", "origin");
    private static readonly MemberNames SnapshotNames = new("seq", "changes", "origin");
    private static readonly MemberNames StatusNames = new("state", "reason", "last_seq", "expected", "got");
    private static readonly MemberNames LevelNames = new("p", "q");
    private static readonly MemberNames ChangeNames = new("side", "p", "q");

    private readonly List<BookLevel> _asks = [];

    /// <summary>Reads the payload of <c>order_book_depth</c>.</summary>
    /// <param name="json">At its value.</param>
    /// <param name="to">Where it goes.</param>
    /// <exception cref="EventException">It does not fit.</exception>
    public void ReadDepth(ref Utf8JsonReader json, BookMessage to)
    {
        const string place = "/payload";
        values.Object(ref json, place);
        var (seen, snapshot) = (0u, to.Snapshot);
        _asks.Clear();
        snapshot.IsPresent = true;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            switch (DepthNames.Next(ref json, place, ref seen))
            {
                case 0:
                    snapshot.Seq = values.Whole(ref json, "/payload/seq");
                    break;
                case 1:
                    Levels(ref json, "/payload/bids", snapshot.Levels, isBid: true);
                    break;
                case 2:
                    Levels(ref json, "/payload/asks", _asks, isBid: false);
                    break;
                default:
                    origins.Read(ref json, "/payload/origin", snapshot.Origin);
                    break;
            }
        }

        DepthNames.Require(seen, 0b110, place);
        snapshot.Levels.AddRange(_asks);
        if (BookMessage.Unfit(snapshot.Levels) is { } unfit)
        {
            throw new EventException(unfit);
        }
    }

    private void Levels(ref Utf8JsonReader json, string place, List<BookLevel> to, bool isBid)
    {
        values.List(ref json, place);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (to.Count == BookMessage.MostDepth)
            {
                throw new EventException($"{place} has more than {BookMessage.MostDepth} elements");
            }

            values.Object(ref json, place);
            var (seen, price, qty) = (0u, 0.0, 0.0);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (LevelNames.Next(ref json, place, ref seen) == 0)
                {
                    price = values.Positive(ref json, place);
                }
                else
                {
                    qty = values.Positive(ref json, place);
                }
            }

            LevelNames.Require(seen, 0b11, place);
            to.Add(new BookLevel(isBid, price, qty));
        }
    }

    /// <summary>Reads the payload of <c>order_book_deltas</c>.</summary>
    /// <param name="json">At its value.</param>
    /// <param name="to">Where it goes.</param>
    /// <exception cref="EventException">It does not fit.</exception>
    public void ReadDeltas(ref Utf8JsonReader json, MarketEvent to)
    {
        const string place = "/payload";
        values.Object(ref json, place);
        var (seen, book) = (0u, to.Book);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            switch (DeltaNames.Next(ref json, place, ref seen))
            {
                case 0:
                    Snapshot(ref json, book.Snapshot);
                    break;
                case 1:
                    book.Clears = values.True(ref json, "/payload/clear");
                    break;
                case 2:
                    to.Previous = values.Whole(ref json, "/payload/prev_seq");
                    break;
                case 3:
                    book.Changes.Seq = values.Whole(ref json, "/payload/seq");
                    break;
                case 4:
                    Changes(ref json, "/payload/changes", book.Changes.Levels);
                    break;
                case 5:
                    book.Status = Status(ref json);
                    break;
                default:
                    origins.Read(ref json, "/payload/origin", book.Changes.Origin);
                    break;
            }
        }

        DeltaNames.Require(seen, 0b10000, place);
        if (book.IsEmpty)
        {
            throw new EventException("/payload says nothing: it must have a change, a snapshot, a clear or a status");
        }

        if (book.Snapshot.IsPresent && book.Clears)
        {
            throw new EventException("/payload/clear must not be there beside a snapshot");
        }
    }

    private void Snapshot(ref Utf8JsonReader json, BookPart part)
    {
        const string place = "/payload/snapshot";
        values.Object(ref json, place);
        var seen = 0u;
        part.IsPresent = true;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            switch (SnapshotNames.Next(ref json, place, ref seen))
            {
                case 0:
                    part.Seq = values.Whole(ref json, "/payload/snapshot/seq");
                    break;
                case 1:
                    Changes(ref json, "/payload/snapshot/changes", part.Levels);
                    break;
                default:
                    origins.Read(ref json, "/payload/snapshot/origin", part.Origin);
                    break;
            }
        }

        SnapshotNames.Require(seen, 0b10, place);
    }

    private void Changes(ref Utf8JsonReader json, string place, List<BookLevel> to)
    {
        values.List(ref json, place);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (to.Count == MostChanges)
            {
                throw new EventException($"{place} has more than {MostChanges} elements");
            }

            values.Object(ref json, place);
            var (seen, side, price, qty) = (0u, (byte)0, 0.0, 0.0);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                switch (ChangeNames.Next(ref json, place, ref seen))
                {
                    case 0:
                        side = values.Code(ref json, place, Schemas.BookSide);
                        break;
                    case 1:
                        price = values.Positive(ref json, place);
                        break;
                    default:
                        qty = values.NotNegative(ref json, place);
                        break;
                }
            }

            ChangeNames.Require(seen, 0b111, place);
            to.Add(new BookLevel(side == 0, price, qty));
        }
    }

    private BookStatus Status(ref Utf8JsonReader json)
    {
        const string place = "/payload/status";
        values.Object(ref json, place);
        var (seen, state) = (0u, (byte)0);
        string? reason = null;
        long? last = null, expected = null, got = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            switch (StatusNames.Next(ref json, place, ref seen))
            {
                case 0:
                    state = values.Code(ref json, "/payload/status/state", Schemas.BookState);
                    break;
                case 1:
                    reason = System.Text.Encoding.UTF8.GetString(values.Text(ref json, "/payload/status/reason", 0, EventValues.LongestText));
                    break;
                case 2:
                    last = values.Whole(ref json, "/payload/status/last_seq");
                    break;
                case 3:
                    expected = values.Whole(ref json, "/payload/status/expected");
                    break;
                default:
                    got = values.Whole(ref json, "/payload/status/got");
                    break;
            }
        }

        StatusNames.Require(seen, 0b1, place);
        return new BookStatus(state, reason, last, expected, got);
    }
}
