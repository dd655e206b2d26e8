using StreamEngine.Data;

namespace StreamEngine.Joins;

/// <summary>Keys and times of some rows of one side of a join, behind one another whatever the batch has marked.</summary>
internal sealed class SideRows
{
    private int _room;

    /// <summary>Ordinals of the keys.</summary>
    public int[] Keys { get; private set; } = [];

    /// <summary>Event times.</summary>
    public long[] Ts { get; private set; } = [];

    /// <summary>Stream times.</summary>
    public long[] At { get; private set; } = [];

    /// <summary>Takes rows; false when keys or times have to be asked for one by one.</summary>
    public bool TryTake(int input, Rows rows, JoinSides sides)
    {
        if (rows.Count > _room)
        {
            _room = Math.Max(rows.Count, _room * 2);
            (Keys, Ts, At) = (new int[_room], new long[_room], new long[_room]);
        }

        if (!sides.TryFindKeys(input, rows, Keys.AsSpan(0, rows.Count)))
        {
            return false;
        }

        if (rows.Count > 0)
        {
            rows.Values(sides.Times(input, rows.Batch), Ts);
            rows.Values(rows.Batch.AtValues, At);
        }

        return true;
    }
}
