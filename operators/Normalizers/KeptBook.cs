using StreamEngine.Data;
using StreamEngine.Features;

namespace StreamEngine.Normalizers;

/// <summary>A book as an <c>order_book</c> behind <see cref="BookSnapshots"/> has it, and when it was last told whole.</summary>
internal sealed class KeptBook(BookSnapshotsOptions options)
{
    private bool _isInMessage;

    /// <summary>Its levels.</summary>
    public LevelBook Levels { get; } = new(0);

    /// <summary>Update id behind the newest message; null when it told none.</summary>
    public long? Seq { get; private set; }

    /// <summary>Stream time of the newest snapshot.</summary>
    public long WholeAt { get; set; }

    /// <summary>Whether a row begins a message that is to have a snapshot in front of it.</summary>
    public bool IsDue(in LevelChanges changes, int row, long at) =>
        !_isInMessage && Levels.IsLive && (Int128)at - WholeAt >= options.Every.Nanoseconds && Follows(changes, row)
        && !Levels.IsCrossed && Levels.Bids.Count <= options.MaxLevels && Levels.Asks.Count <= options.MaxLevels;

    /// <summary>Takes a row.</summary>
    public void Take(in LevelChanges changes, int row, long? seq, long at)
    {
        var action = changes.Actions[row];
        if (action == BookCodes.Clear)
        {
            Levels.Clear();
            Levels.IsRebuilding = true;
        }
        else if (action == BookCodes.Set || action == BookCodes.Delete)
        {
            if ((Levels.IsLive || Levels.IsRebuilding) && changes.ApplyTo(Levels, row, action == BookCodes.Delete) is not null)
            {
                Levels.Drop();
            }
        }
        else if (!IsLive(changes, row))
        {
            Levels.Drop();
        }

        _isInMessage = !changes.Lasts[row];
        if (!_isInMessage)
        {
            Finish(seq, at);
        }
    }

    /// <summary>The book as it is saved.</summary>
    public SavedKeptBook Save() => new(Levels.Save(), Seq, WholeAt, _isInMessage);

    /// <summary>Takes over a saved book.</summary>
    public void Load(SavedKeptBook saved)
    {
        Levels.Load(saved.Levels);
        (Seq, WholeAt, _isInMessage) = (saved.Seq, saved.WholeAt, saved.IsInMessage);
    }

    private static bool Follows(in LevelChanges changes, int row) =>
        changes.Actions[row] == BookCodes.Set || changes.Actions[row] == BookCodes.Delete || IsLive(changes, row);

    private static bool IsLive(in LevelChanges changes, int row) => changes.Actions[row] == BookCodes.Status && !changes.HasNoState(row) && changes.States[row] == BookCodes.Live;

    private void Finish(long? seq, long at)
    {
        Seq = seq;
        if (Levels.IsRebuilding)
        {
            Levels.IsRebuilding = false;
            Levels.IsLive = true;
            WholeAt = at;
        }

        if (!Levels.IsCrossed)
        {
            Levels.CrossedFor = 0;
        }
        else if (++Levels.CrossedFor > options.Crossed)
        {
            Levels.Drop();
        }
    }
}
