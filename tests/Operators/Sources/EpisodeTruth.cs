using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Sources;

/// <summary>What one symbol's books and trades say of an episode by the words of FEA-07 to FEA-09, recomputed from the rows without any operator.</summary>
internal sealed class EpisodeTruth
{
    private const long Second = 1_000_000_000;
    private readonly List<View> _views = [];
    private readonly List<(long Ts, double Price, double Qty, bool Buy)> _trades;

    public EpisodeTruth(SourceDrive run)
    {
        _trades = [.. run.Port(1).Select(row => ((long)row["ts"]!, (double)row["price"]!, (double)row["qty"]!, row["side"]!.ToString() == "buy"))];
        var (bids, asks) = (new SortedDictionary<double, double>(), new SortedDictionary<double, double>());
        foreach (var row in run.Port())
        {
            if (row["action"]!.ToString() == "clear")
            {
                continue;
            }

            var half = row["side"]!.ToString() == "bid" ? bids : asks;
            var (price, qty) = ((double)row["price"]!, (double)row["qty"]!);
            if (qty == 0)
            {
                half.Remove(price);
            }
            else
            {
                half[price] = qty;
            }

            if ((bool)row["last"]!)
            {
                _views.Add(new View((long)row["ts"]!, bids.Reverse().Take(20).ToDictionary(), asks.Take(20).ToDictionary()));
            }
        }
    }

    /// <summary>1.5 times the 95th percentile of the last 10,000 sizes seen before a time.</summary>
    public double Threshold(long before)
    {
        var seen = new List<double>();
        for (var i = 0; i < _views.Count && _views[i].Ts < before; i++)
        {
            foreach (var bid in (bool[])[true, false])
            {
                var was = i == 0 ? [] : _views[i - 1].Side(bid);
                seen.AddRange(_views[i].Side(bid).Where(level => was.GetValueOrDefault(level.Key) != level.Value).Select(level => level.Value));
            }
        }

        var sorted = seen.TakeLast(10_000).Order().ToList();
        var at = 0.95 * (sorted.Count - 1);
        return 1.5 * (sorted[(int)at] + (at - (int)at) * (sorted[(int)at + 1] - sorted[(int)at]));
    }

    /// <summary>Largest size in view at any time.</summary>
    public double LargestSize => _views.Max(view => view.Bids.Values.Concat(view.Asks.Values).Max());

    /// <summary>Severity of the worst spoofing within a time of at most 30 s; null for none.</summary>
    public string? Spoofing(long begin, long end)
    {
        var threshold = Threshold(begin);
        var levels = new Dictionary<(bool, double), (double Added, double Removed, int Pulls)>();
        for (var i = 1; i < _views.Count; i++)
        {
            var (was, now) = (_views[i - 1], _views[i]);
            if (now.Ts < begin || now.Ts > end)
            {
                continue;
            }

            foreach (var bid in (bool[])[true, false])
            {
                foreach (var price in was.Side(bid).Keys.Intersect(now.Side(bid).Keys))
                {
                    var (before, after) = (was.Side(bid)[price], now.Side(bid)[price]);
                    if (before != after && Math.Max(before, after) >= threshold && Math.Abs(price - now.Mid) > 3.0001 * now.Spread)
                    {
                        var (added, removed, pulls) = levels.GetValueOrDefault((bid, price));
                        levels[(bid, price)] = (added + Math.Max(0, after - before), removed + Math.Max(0, before - after), pulls + (before >= threshold && after < threshold ? 1 : 0));
                    }
                }
            }
        }

        var worst = -1;
        foreach (var ((bid, price), (added, removed, pulls)) in levels)
        {
            var traded = _trades.Where(trade => trade.Ts >= begin && trade.Ts <= end && trade.Price == price && trade.Buy != bid).Sum(trade => trade.Qty);
            var of = Math.Max(added, removed);
            var share = Math.Max(0, removed - traded) / of + 1e-9;
            if (pulls > 0 && of >= threshold && share >= 0.7)
            {
                worst = Math.Max(worst, share >= 0.9 && pulls >= 5 ? 2 : share >= 0.8 && pulls >= 3 ? 1 : 0);
            }
        }

        return worst < 0 ? null : ((string[])["low", "medium", "high"])[worst];
    }

    /// <summary>Whether some price has 5 fills of similar size within 5 minutes while its size stays.</summary>
    public bool IsIceberg(long begin, long end)
    {
        foreach (var level in _trades.Where(trade => trade.Ts >= begin && trade.Ts <= end).GroupBy(trade => (trade.Price, trade.Buy)))
        {
            var (streak, first) = (new List<(long Ts, double Qty)>(), 0.0);
            foreach (var trade in level)
            {
                var next = level.Where(other => other.Ts > trade.Ts).Select(other => other.Ts).DefaultIfEmpty(trade.Ts + Second / 10).First();
                first = streak.Count == 0 ? _views.Last(view => view.Ts < trade.Ts).Side(!trade.Buy).GetValueOrDefault(trade.Price) : first;
                streak.Add((trade.Ts, trade.Qty));
                if (_views.Any(view => view.Ts >= trade.Ts && view.Ts < next && Math.Abs(view.Side(!trade.Buy).GetValueOrDefault(trade.Price) - first) > 0.1 * first + 1e-9))
                {
                    streak.Clear();
                }

                if (streak.Any(one => streak.Count(other => trade.Ts - other.Ts < 300 * Second && Math.Abs(other.Qty - one.Qty) <= 0.2 * one.Qty + 1e-9) >= 5))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether at some time the spread is more than twice its mean, the depth below its P10 and the flow negative and falling.</summary>
    public bool IsFlashCrash(long begin, long end)
    {
        var usual = _views.Where(view => view.Ts < begin && view.Ts >= begin - 300 * Second).ToList();
        var spread = usual.Average(view => view.Spread);
        var depth = usual.Select(view => view.Depth).Order().ElementAt(usual.Count / 10);
        return _views.Where(view => view.Ts >= begin && view.Ts <= end).Any(view =>
            view.Spread > 2 * spread && view.Depth < depth && Flow(view.Ts) < 0 && Flow(view.Ts) < Flow(view.Ts - Second));
    }

    private double Flow(long ts) => _trades.Where(trade => trade.Ts <= ts && trade.Ts > ts - 30 * Second).Sum(trade => trade.Buy ? trade.Qty : -trade.Qty);

    private sealed record View(long Ts, Dictionary<double, double> Bids, Dictionary<double, double> Asks)
    {
        public double Mid => (Bids.Keys.Max() + Asks.Keys.Min()) / 2;

        public double Spread => Asks.Keys.Min() - Bids.Keys.Max();

        public double Depth => Bids.Values.Sum() + Asks.Values.Sum();

        public Dictionary<double, double> Side(bool bid) => bid ? Bids : Asks;
    }
}
