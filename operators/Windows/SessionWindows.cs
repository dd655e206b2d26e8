using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Windows;

/// <summary>Sessions of one key: rows less than a gap apart belong together. A session is [first ts, last ts + gap).</summary>
/// <param name="gap">The gap, ns.</param>
/// <param name="lateness">How much later than its end a session closes.</param>
/// <param name="aggregates">What is computed.</param>
internal sealed class SessionWindows(long gap, long lateness, AggregateStates aggregates) : KeyWindows
{
    private readonly List<Session> _open = []; // by time

    public override long Due => _open.Count == 0 ? StreamTime.Never : _open[0].Last + gap + lateness;

    public override bool IsOpen => _open.Count > 0;

    public override bool IsIdle => _open.Count == 0;

    public override RowFate Add(int row, long ts, long at, WindowResults results)
    {
        var fate = RowFate.Taken;
        var i = _open.Count;
        while (i > 0 && _open[i - 1].First - gap >= ts)
        {
            i--;
        }

        // the row is not before session i − 1, and before session i by a gap at least
        if (i == 0 || _open[i - 1].Last + gap <= ts)
        {
            if (ts + gap + lateness < at)
            {
                return RowFate.Late;
            }

            fate = RowFate.Opened;
            _open.Insert(i++, new Session(aggregates.New()) { First = ts, Last = ts });
        }

        var session = _open[i - 1];
        session.First = Math.Min(session.First, ts);
        session.Last = Math.Max(session.Last, ts);
        if (i > 1 && _open[i - 2].Last + gap > session.First)
        {
            Join(_open[i - 2], session);
            _open.RemoveAt(i - 1);
            session = _open[i - 2];
        }

        aggregates.Add(session.States, row, ts);
        return fate;
    }

    public override void Fire(long at, WindowResults results)
    {
        while (_open.Count > 0 && Due <= at)
        {
            var session = _open[0];
            results.Write(session.First, session.Last + gap, session.Last + gap + lateness, session.States, isFinal: true);
            aggregates.Free(session.States);
            _open.RemoveAt(0);
        }
    }

    public override void Show(long at, WindowResults results)
    {
        foreach (var session in _open)
        {
            if (session.Last + gap + lateness > at)
            {
                results.Write(session.First, session.Last + gap, at, session.States, isFinal: false);
            }
        }
    }

    public override void Save(StateWriter to)
    {
        to.Write("sessions", _open.Count);
        foreach (var session in _open)
        {
            to.Write("first", session.First);
            to.Write("last", session.Last);
            aggregates.Save(to, session.States);
        }
    }

    public override void Load(StateReader from)
    {
        _open.Clear();
        for (var left = from.Read<int>("sessions"); left > 0; left--)
        {
            var (first, last) = (from.Read<long>("first"), from.Read<long>("last"));
            _open.Add(new Session(aggregates.Load(from)) { First = first, Last = last });
        }
    }

    private void Join(Session session, Session later)
    {
        session.Last = later.Last;
        aggregates.Merge(session.States, later.States);
        aggregates.Free(later.States);
    }
}
