namespace StreamEngine.Bench.Workloads.Nexmark;

/// <summary>The queries that know auctions, as loops by hand: ids are dense, so state is held in arrays by id.</summary>
internal static class AuctionLoops
{
    private const long Width = 10_000_000_000;
    private const long Every = 2_000_000_000;
    private const int None = -1;

    /// <summary>q4: the best valid bid of each auction, then a sum and a count of each category.</summary>
    public static Answer MeanOfCategories(NexmarkEvents events)
    {
        var (winners, offers) = Winners(events);
        var totals = new SortedDictionary<long, (long Sum, long Count)>();
        for (var auction = 0; auction < winners.Length; auction++)
        {
            if (winners[auction] != None)
            {
                var (sum, count) = totals.GetValueOrDefault(events.Category[offers[auction]]);
                totals[events.Category[offers[auction]]] = (sum + events.Price[winners[auction]], count + 1);
            }
        }

        Span<ulong> sums = stackalloc ulong[3];
        sums.Clear();
        foreach (var (category, (sum, count)) in totals)
        {
            sums[0] += (ulong)category;
            sums[1] += (ulong)count;
            sums[2] += BitConverter.DoubleToUInt64Bits((double)sum / count);
        }

        return new Answer(totals.Count, Digest.Mix(sums));
    }

    /// <summary>q5: bids of each auction in each of the last five 2 s, and their sum over 10 s.</summary>
    public static Answer Hottest(NexmarkEvents events)
    {
        const int Panes = (int)(Width / Every);
        var auctions = (int)BidLoops.MostId(events.Auction) + 1;
        var panes = new int[Panes][];
        var bounds = new (int Low, int High)[Panes];
        for (var pane = 0; pane < Panes; pane++)
        {
            (panes[pane], bounds[pane]) = (new int[auctions], (auctions, None));
        }

        var total = new int[auctions];
        var sums = new ulong[4];
        var (end, rows, current) = (0L, 0L, 0);
        for (var i = 0; i < events.Count; i++)
        {
            if (events.Kind[i] != NexmarkKind.Bid)
            {
                continue;
            }

            while (events.Ts[i] >= end)
            {
                if (end == 0)
                {
                    end = (events.Ts[i] / Every * Every) + Every;
                    break;
                }

                Close();
            }

            var auction = (int)events.Auction[i];
            panes[current][auction]++;
            bounds[current] = (Math.Min(bounds[current].Low, auction), Math.Max(bounds[current].High, auction));
        }

        for (var pane = 0; pane < Panes; pane++)
        {
            Close();
        }

        return new Answer(rows, Digest.Mix(sums));

        void Close()
        {
            var (low, high, most) = (auctions, None, 0);
            for (var auction = bounds[current].Low; auction <= bounds[current].High; auction++)
            {
                total[auction] += panes[current][auction];
            }

            foreach (var bound in bounds)
            {
                (low, high) = (Math.Min(low, bound.Low), Math.Max(high, bound.High));
            }

            for (var auction = low; auction <= high; auction++)
            {
                most = Math.Max(most, total[auction]);
            }

            for (var auction = low; auction <= high && most > 0; auction++)
            {
                if (total[auction] == most)
                {
                    rows++;
                    sums[0] += (ulong)(end - Width);
                    sums[1] += (ulong)end;
                    sums[2] += (ulong)auction;
                    sums[3] += (ulong)most;
                }
            }

            end += Every;
            current = (current + 1) % Panes;
            for (var auction = bounds[current].Low; auction <= bounds[current].High; auction++)
            {
                total[auction] -= panes[current][auction];
                panes[current][auction] = 0;
            }

            bounds[current] = (auctions, None);
        }
    }

    /// <summary>q8: of each window those who registered and how often each sold.</summary>
    public static Answer NewSellers(NexmarkEvents events)
    {
        var names = BidLoops.Bits(NexmarkEvents.Names);
        var registered = new Dictionary<long, ulong>();
        var sold = new Dictionary<long, long>();
        var sums = new ulong[4];
        var (end, rows) = (0L, 0L);
        for (var i = 0; i < events.Count; i++)
        {
            if (events.Kind[i] == NexmarkKind.Bid)
            {
                continue;
            }

            if (events.Ts[i] >= end)
            {
                Close();
                end = (events.Ts[i] / Width * Width) + Width;
            }

            if (events.Kind[i] == NexmarkKind.Person)
            {
                registered[events.Id[i]] = names[events.Name[i]];
            }
            else
            {
                sold[events.Seller[i]] = sold.GetValueOrDefault(events.Seller[i]) + 1;
            }
        }

        Close();
        return new Answer(rows, Digest.Mix(sums));

        void Close()
        {
            foreach (var (person, name) in registered)
            {
                if (sold.TryGetValue(person, out var auctions))
                {
                    rows++;
                    sums[0] += (ulong)(end - Width);
                    sums[1] += (ulong)person;
                    sums[2] += name;
                    sums[3] += (ulong)auctions;
                }
            }

            registered.Clear();
            sold.Clear();
        }
    }

    /// <summary>q9: the best valid bid of each auction, with both.</summary>
    public static Answer Winning(NexmarkEvents events)
    {
        var names = BidLoops.Bits(NexmarkEvents.Names);
        var (winners, offers) = Winners(events);
        var rows = 0L;
        Span<ulong> sums = stackalloc ulong[10];
        sums.Clear();
        for (var auction = 0; auction < winners.Length; auction++)
        {
            if (winners[auction] == None)
            {
                continue;
            }

            var (bid, offer) = (winners[auction], offers[auction]);
            rows++;
            sums[0] += (ulong)events.Ts[bid];
            sums[1] += (ulong)auction;
            sums[2] += (ulong)events.Bidder[bid];
            sums[3] += (ulong)events.Price[bid];
            sums[4] += names[events.Name[offer]];
            sums[5] += (ulong)events.Seller[offer];
            sums[6] += (ulong)events.Category[offer];
            sums[7] += (ulong)events.Reserve[offer];
            sums[8] += (ulong)events.Ts[offer];
            sums[9] += (ulong)events.Expires[offer];
        }

        return new Answer(rows, Digest.Mix(sums));
    }

    /// <summary>q20: the auctions first, as some bids come before theirs, then the bids.</summary>
    public static Answer WithAuction(NexmarkEvents events)
    {
        var (names, channels) = (BidLoops.Bits(NexmarkEvents.Names), BidLoops.Bits(NexmarkEvents.Channels));
        var offers = Empty(events);
        for (var i = 0; i < events.Count; i++)
        {
            if (events.Kind[i] == NexmarkKind.Auction && events.Category[i] == 10)
            {
                offers[events.Id[i]] = i;
            }
        }

        var rows = 0L;
        Span<ulong> sums = stackalloc ulong[11];
        sums.Clear();
        for (var i = 0; i < events.Count; i++)
        {
            if (events.Kind[i] != NexmarkKind.Bid || offers[events.Auction[i]] is var offer && offer == None)
            {
                continue;
            }

            rows++;
            sums[0] += (ulong)events.Ts[i];
            sums[1] += (ulong)events.Auction[i];
            sums[2] += (ulong)events.Bidder[i];
            sums[3] += (ulong)events.Price[i];
            sums[4] += channels[events.Channel[i]];
            sums[5] += names[events.Name[offer]];
            sums[6] += (ulong)events.Seller[offer];
            sums[7] += (ulong)events.Category[offer];
            sums[8] += (ulong)events.InitialBid[offer];
            sums[9] += (ulong)events.Reserve[offer];
            sums[10] += (ulong)events.Expires[offer];
        }

        return new Answer(rows, Digest.Mix(sums));
    }

    /// <summary>Of each auction the event of its highest valid bid, of equal ones the first, and its own.</summary>
    private static (int[] Winners, int[] Offers) Winners(NexmarkEvents events)
    {
        var (winners, offers) = (Empty(events), Empty(events));
        for (var i = 0; i < events.Count; i++)
        {
            if (events.Kind[i] == NexmarkKind.Auction)
            {
                offers[events.Id[i]] = i;
            }
            else if (events.Kind[i] == NexmarkKind.Bid && offers[events.Auction[i]] is var offer && offer != None && events.Ts[i] <= events.Expires[offer])
            {
                ref var winner = ref winners[events.Auction[i]];
                winner = winner == None || events.Price[i] > events.Price[winner] ? i : winner;
            }
        }

        return (winners, offers);
    }

    private static int[] Empty(NexmarkEvents events)
    {
        var ids = new int[Math.Max(BidLoops.MostId(events.Auction), BidLoops.MostId(events.Id)) + 1];
        ids.AsSpan().Fill(None);
        return ids;
    }
}
