using System.Globalization;

namespace StreamEngine.Windows;

/// <summary>How full the open bar of a key is, and where a trade is split. Quantities are exact decimals.</summary>
/// <param name="kind">What fills a bar.</param>
/// <param name="size">When it is full.</param>
internal sealed class BarFill(MarketKind kind, decimal size)
{
    /// <summary>Most bars that one trade may fill.</summary>
    public const int MostBars = 10_000;

    /// <summary>What is in the open bar, signed for <see cref="MarketKind.Imbalance"/>.</summary>
    public decimal Filled { get; set; }

    /// <summary>The parts of a trade: quantity, and whether the bar is full with it. A trade that is not split keeps its own quantity.</summary>
    /// <param name="price">Its price; only for <see cref="MarketKind.Notional"/>.</param>
    /// <param name="qty">Its quantity, not negative.</param>
    /// <param name="sign">1 bought, −1 sold, 0 not known.</param>
    /// <param name="parts">Takes the parts.</param>
    /// <exception cref="OverflowException">A product is beyond the range of decimals, or the trade would fill more than <see cref="MostBars"/>.</exception>
    public void Split(double price, double qty, int sign, List<(double Qty, bool Fills)> parts)
    {
        if (kind == MarketKind.Tick)
        {
            Filled++;
            var isFull = Filled == size;
            Filled = isFull ? 0 : Filled;
            parts.Add((qty, isFull));
            return;
        }

        var unit = kind == MarketKind.Notional ? (decimal)price : 1m;
        var left = (decimal)qty;
        if (unit <= 0 || (kind == MarketKind.Imbalance && sign == 0))
        {
            parts.Add((qty, false));
            return;
        }

        if (left * unit / size > MostBars)
        {
            throw new OverflowException(string.Create(CultureInfo.InvariantCulture, $"the trade would fill more than {MostBars} bars of {size}"));
        }

        var direction = kind == MarketKind.Imbalance ? sign : 1;
        var isWhole = true;
        for (var missing = size - (direction * Filled); left * unit >= missing; missing = size)
        {
            var part = Math.Min(left, missing / unit);
            isWhole &= part == left;
            parts.Add((isWhole ? qty : Nearest(part), true));
            left -= part;
            Filled = 0;
            if (left == 0)
            {
                return;
            }

            isWhole = false;
        }

        Filled += direction * left * unit;
        parts.Add((isWhole ? qty : Nearest(left), false));
    }

    private static double Nearest(decimal value) => double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
