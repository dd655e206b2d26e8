using System.Diagnostics;

namespace StreamEngine.Bench.Latencies;

/// <summary>The plan of one paced run, when each of its rows came out, and the bits of what came out. Row i is due at <see cref="Start"/> + i / rate, whatever happens before it: what is late stays late.</summary>
/// <param name="rate">Rows a second.</param>
/// <param name="rows">Rows of the run.</param>
internal sealed class Arrivals(long rate, long rows)
{
    private readonly double _ticksPerRow = (double)Stopwatch.Frequency / rate;
    private readonly float[] _nanoseconds = new float[rows];

    /// <summary>Rows of the run.</summary>
    public long Rows => rows;

    /// <summary>Rows a second.</summary>
    public long Rate => rate;

    /// <summary>When row 0 is due, a timestamp.</summary>
    public long Start { get; private set; }

    /// <summary>Rows that came out.</summary>
    public long Out { get; private set; }

    /// <summary>Sum of the bits of what came out.</summary>
    public ulong Sum { get; private set; }

    /// <summary>Row 0 is due ten milliseconds from now.</summary>
    public void Begin() => Start = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 100);

    /// <summary>Rows that are due at an instant.</summary>
    public long Due(long now) => now < Start ? 0 : Math.Min(rows, (long)((now - Start) / _ticksPerRow) + 1);

    /// <summary>The next rows have come out, at an instant.</summary>
    public void Take(int count, ulong bits, long now)
    {
        Sum += bits;
        for (var i = 0; i < count; i++)
        {
            _nanoseconds[Out] = (float)((now - Start - (Out * _ticksPerRow)) * (1e9 / Stopwatch.Frequency));
            Out++;
        }
    }

    /// <summary>The latencies by window of intended time, without those at the beginning.</summary>
    public LatencyWindows Windows(double length, int skip) => LatencyWindows.Of(_nanoseconds, (int)(rate * length), skip);
}
