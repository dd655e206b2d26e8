using System.Runtime.InteropServices;

namespace StreamEngine.Bench.Workloads;

/// <summary>A market event as hand-written loops hold it: 64 bytes, one cache line.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct MarketRow
{
    /// <summary>Event time, ns.</summary>
    public long Ts;

    /// <summary>Position in the stream.</summary>
    public long Seq;

    /// <summary>Price.</summary>
    public double Price;

    /// <summary>Size.</summary>
    public double Qty;

    /// <summary>Best bid.</summary>
    public double Bid;

    /// <summary>Best ask.</summary>
    public double Ask;

    /// <summary>Free for results.</summary>
    public double Aux;

    /// <summary>Which of the symbols.</summary>
    public int Symbol;

    /// <summary>Trade (0) or quote (1).</summary>
    public byte Kind;

    /// <summary>Buy (0) or sell (1).</summary>
    public byte Side;
}
