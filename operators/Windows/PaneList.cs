namespace StreamEngine.Windows;

/// <summary>Panes in order of time; the first are taken off without moving the others.</summary>
internal sealed class PaneList
{
    private readonly List<Pane> _panes = [];
    private int _gone;

    public int Count => _panes.Count - _gone;

    public Pane this[int i] => _panes[_gone + i];

    public void Insert(int position, Pane pane) => _panes.Insert(_gone + position, pane);

    /// <summary>The first panes.</summary>
    public IEnumerable<Pane> Take(int count) => _panes.Skip(_gone).Take(count);

    /// <summary>Drops the first panes.</summary>
    public void Drop(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _panes[_gone++] = null!;
        }

        if (_gone > _panes.Count / 2)
        {
            _panes.RemoveRange(0, _gone);
            _gone = 0;
        }
    }

    public void Clear()
    {
        _panes.Clear();
        _gone = 0;
    }
}
