namespace StreamEngine.Normalizers;

/// <summary>Reads depth messages of one venue.</summary>
internal sealed class DepthMessage(DepthRule rule, FrameSymbols symbols, long timeUnitNs)
{
    /// <summary>Reads a frame that is known to be a depth message.</summary>
    /// <exception cref="FrameException">Something of it is wrong.</exception>
    public RowHead Read(FrameScan scan, ReadOnlySpan<byte> text, in FrameOrigin frame, out DepthIds ids)
    {
        scan.Scan(text, readLevels: true);
        return Of(scan, text, frame, out ids);
    }

    /// <summary>Reads a scanned depth message.</summary>
    /// <exception cref="FrameException">Something of it is wrong.</exception>
    public RowHead Of(FrameScan scan, ReadOnlySpan<byte> text, in FrameOrigin frame, out DepthIds ids)
    {
        if (scan.LevelFault is not null)
        {
            throw scan.LevelFault;
        }

        if (!scan.Bids.IsPresent || !scan.Asks.IsPresent)
        {
            throw new FrameException(NormalizeErrors.Malformed, $"field '{(scan.Bids.IsPresent ? "a" : "b")}' is missing; it must be an array of levels");
        }

        var value = new FrameValue(text, timeUnitNs);
        ids = new DepthIds(value.Id(scan['U'], "U"), value.Id(scan['u'], "u"), rule.HasPrevious ? value.Id(scan.Previous, "pu") : 0);
        if (ids.First > ids.Last)
        {
            throw value.OutOfRange(scan['U'], "U", "is above field 'u'");
        }

        var sent = value.Time(scan['E'], "E");
        var hasOwnTime = rule.HasPrevious && scan['T'].IsPresent;
        return symbols.Head(scan, value, frame, hasOwnTime ? value.Time(scan['T'], "T") : sent, hasOwnTime ? sent : null);
    }
}
