using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Windows;

/// <summary>The windows of one key.</summary>
internal abstract class KeyWindows
{
    /// <summary>Stream time at which <see cref="Fire"/> has something to do; <see cref="StreamTime.Never"/> for nothing.</summary>
    public abstract long Due { get; }

    /// <summary>Whether there are rows in open windows.</summary>
    public abstract bool IsOpen { get; }

    /// <summary>Whether nothing is kept, so that others could stand in their place.</summary>
    public virtual bool IsIdle => false;

    /// <summary>The pane that stays as it is until <see cref="Add"/> or <see cref="Fire"/> is called; none where rows are not for panes.</summary>
    public virtual OpenPane Open => default;

    /// <summary>Takes a row.</summary>
    /// <param name="row">Physical row in the bound batch.</param>
    /// <param name="ts">Its event time.</param>
    /// <param name="at">Its stream time.</param>
    /// <param name="results">Takes what is complete with this row.</param>
    public abstract RowFate Add(int row, long ts, long at, WindowResults results);

    /// <summary>Closes what is due.</summary>
    public abstract void Fire(long at, WindowResults results);

    /// <summary>Writes provisional results of the open windows.</summary>
    public virtual void Show(long at, WindowResults results)
    {
    }

    /// <summary>The input has ended: only windows with rows are still to come.</summary>
    public virtual void End()
    {
    }

    /// <summary>Of idle ones: as new, for another key.</summary>
    public virtual void Restart()
    {
    }

    public abstract void Save(StateWriter to);

    public abstract void Load(StateReader from);
}
