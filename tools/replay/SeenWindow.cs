namespace StreamEngine.Replay;

/// <summary>Remembers the last so many different prints.</summary>
internal sealed class SeenWindow(int size)
{
    private readonly HashSet<UInt128> _seen = [];
    private readonly Queue<UInt128> _order = new();

    /// <summary>Whether a print was seen before, among those remembered; remembers it.</summary>
    public bool Add(UInt128 print)
    {
        if (!_seen.Add(print))
        {
            return true;
        }

        _order.Enqueue(print);
        if (_order.Count > size)
        {
            _seen.Remove(_order.Dequeue());
        }

        return false;
    }
}
