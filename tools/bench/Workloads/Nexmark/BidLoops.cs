using System.Runtime.InteropServices;

namespace StreamEngine.Bench.Workloads.Nexmark;

/// <summary>The queries that read bids alone, as loops by hand: ids are dense, so state is held in arrays by id.</summary>
internal static class BidLoops
{
    private const long Width = 10_000_000_000;

    /// <summary>q0.</summary>
    public static Answer All(NexmarkEvents events) => Copy(events, 0);

    /// <summary>q1.</summary>
    public static Answer Converted(NexmarkEvents events) => Copy(events, 0.908);

    /// <summary>q2.</summary>
    public static Answer OnSome(NexmarkEvents events)
    {
        var (rows, ts, auction, price) = (0L, 0UL, 0UL, 0UL);
        for (var i = 0; i < events.Count; i++)
        {
            if (events.Kind[i] == NexmarkKind.Bid && events.Auction[i] % 123 == 0)
            {
                rows++;
                ts += (ulong)events.Ts[i];
                auction += (ulong)events.Auction[i];
                price += (ulong)events.Price[i];
            }
        }

        return new Answer(rows, Digest.Mix(ts, auction, price));
    }

    /// <summary>q7: the highest so far of the open window, and those as high.</summary>
    public static Answer Highest(NexmarkEvents events)
    {
        var highest = new List<int>();
        var (end, rows) = (0L, 0L);
        var sums = new ulong[4];
        for (var i = 0; i < events.Count; i++)
        {
            if (events.Kind[i] != NexmarkKind.Bid)
            {
                continue;
            }

            if (events.Ts[i] >= end)
            {
                Close();
                end = (events.Ts[i] / Width * Width) + Width;
            }

            if (highest.Count > 0 && events.Price[i] <= events.Price[highest[0]])
            {
                if (events.Price[i] == events.Price[highest[0]])
                {
                    highest.Add(i);
                }

                continue;
            }

            highest.Clear();
            highest.Add(i);
        }

        Close();
        return new Answer(rows, Digest.Mix(sums));

        void Close()
        {
            foreach (var i in highest)
            {
                rows++;
                sums[0] += (ulong)events.Ts[i];
                sums[1] += (ulong)events.Auction[i];
                sums[2] += (ulong)events.Bidder[i];
                sums[3] += (ulong)events.Price[i];
            }

            highest.Clear();
        }
    }

    /// <summary>q11: of each bidder when the open session began and was last seen.</summary>
    public static Answer Sessions(NexmarkEvents events)
    {
        var open = new (long First, long Last, long Bids)[MostId(events.Bidder) + 1];
        var rows = 0L;
        Span<ulong> sums = stackalloc ulong[4];
        sums.Clear();
        for (var i = 0; i < events.Count; i++)
        {
            if (events.Kind[i] != NexmarkKind.Bid)
            {
                continue;
            }

            ref var session = ref open[events.Bidder[i]];
            if (session.Bids > 0 && events.Ts[i] >= session.Last + Width)
            {
                rows++;
                Take(sums, session.First, session.Last + Width, events.Bidder[i], session.Bids);
                session.Bids = 0;
            }

            session = (session.Bids == 0 ? events.Ts[i] : session.First, events.Ts[i], session.Bids + 1);
        }

        for (var bidder = 0; bidder < open.Length; bidder++)
        {
            if (open[bidder].Bids > 0)
            {
                rows++;
                Take(sums, open[bidder].First, open[bidder].Last + Width, bidder, open[bidder].Bids);
            }
        }

        return new Answer(rows, Digest.Mix(sums));
    }

    /// <summary>q12: a count of each bidder, and the list of those seen in the window.</summary>
    public static Answer Counted(NexmarkEvents events)
    {
        var counts = new int[MostId(events.Bidder) + 1];
        var seen = new List<long>();
        var (end, rows) = (0L, 0L);
        var sums = new ulong[4];
        for (var i = 0; i < events.Count; i++)
        {
            if (events.Kind[i] != NexmarkKind.Bid)
            {
                continue;
            }

            if (events.Ts[i] >= end)
            {
                Close();
                end = (events.Ts[i] / Width * Width) + Width;
            }

            if (counts[events.Bidder[i]]++ == 0)
            {
                seen.Add(events.Bidder[i]);
            }
        }

        Close();
        return new Answer(rows, Digest.Mix(sums));

        void Close()
        {
            foreach (var bidder in seen)
            {
                rows++;
                Take(sums, end - Width, end, bidder, counts[bidder]);
                counts[bidder] = 0;
            }

            seen.Clear();
        }
    }

    /// <summary>q18: the last event of each pair.</summary>
    public static Answer LastOfPairs(NexmarkEvents events)
    {
        var last = new Dictionary<(long Bidder, long Auction), int>();
        for (var i = 0; i < events.Count; i++)
        {
            if (events.Kind[i] == NexmarkKind.Bid)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(last, (events.Bidder[i], events.Auction[i]), out _) = i;
            }
        }

        var channels = Bits(NexmarkEvents.Channels);
        Span<ulong> sums = stackalloc ulong[5];
        sums.Clear();
        foreach (var i in last.Values)
        {
            sums[0] += (ulong)events.Ts[i];
            sums[1] += (ulong)events.Auction[i];
            sums[2] += (ulong)events.Bidder[i];
            sums[3] += (ulong)events.Price[i];
            sums[4] += channels[events.Channel[i]];
        }

        return new Answer(last.Count, Digest.Mix(sums));
    }

    /// <summary>q19: ten places for each auction, sorted by insertion.</summary>
    public static Answer TenHighest(NexmarkEvents events)
    {
        const int Places = 10;
        var auctions = MostId(events.Auction) + 1;
        var best = new int[auctions * Places];
        var counts = new byte[auctions];
        for (var i = 0; i < events.Count; i++)
        {
            if (events.Kind[i] != NexmarkKind.Bid)
            {
                continue;
            }

            ref var count = ref counts[events.Auction[i]];
            var places = best.AsSpan((int)events.Auction[i] * Places, Places);
            var at = (int)count;
            if (at == Places)
            {
                if (events.Price[places[^1]] >= events.Price[i])
                {
                    continue;
                }

                at--;
            }
            else
            {
                count++;
            }

            for (; at > 0 && events.Price[places[at - 1]] < events.Price[i]; at--)
            {
                places[at] = places[at - 1];
            }

            places[at] = i;
        }

        var rows = 0L;
        Span<ulong> sums = stackalloc ulong[5];
        sums.Clear();
        for (var auction = 0; auction < auctions; auction++)
        {
            for (var rank = 0; rank < counts[auction]; rank++)
            {
                var i = best[(auction * Places) + rank];
                rows++;
                Take(sums, events.Ts[i], auction, events.Bidder[i], events.Price[i]);
                sums[4] += (ulong)(rank + 1);
            }
        }

        return new Answer(rows, Digest.Mix(sums));
    }

    /// <summary>The greatest id.</summary>
    public static long MostId(long[] ids) => ids.Max();

    /// <summary>The bits that stand for texts.</summary>
    public static ulong[] Bits(IReadOnlyList<string> texts) => [.. texts.Select(Digest.Text)];

    private static Answer Copy(NexmarkEvents events, double factor)
    {
        var channels = Bits(NexmarkEvents.Channels);
        var (rows, ts, auction, bidder, price, channel) = (0L, 0UL, 0UL, 0UL, 0UL, 0UL);
        for (var i = 0; i < events.Count; i++)
        {
            if (events.Kind[i] == NexmarkKind.Bid)
            {
                rows++;
                ts += (ulong)events.Ts[i];
                auction += (ulong)events.Auction[i];
                bidder += (ulong)events.Bidder[i];
                price += factor == 0 ? (ulong)events.Price[i] : BitConverter.DoubleToUInt64Bits(factor * events.Price[i]);
                channel += channels[events.Channel[i]];
            }
        }

        return new Answer(rows, Digest.Mix(ts, auction, bidder, price, channel));
    }

    private static void Take(Span<ulong> sums, long first, long second, long third, long fourth)
    {
        sums[0] += (ulong)first;
        sums[1] += (ulong)second;
        sums[2] += (ulong)third;
        sums[3] += (ulong)fourth;
    }
}
