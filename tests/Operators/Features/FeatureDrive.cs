using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Features;

/// <summary>Drives a feature over best quotes: rows are (bid price, bid size, ask price, ask size), one a nanosecond.</summary>
internal static class FeatureDrive
{
    public static OperatorDrive Of<TIn, TOut>(object options, Func<Feature<TIn, TOut>> create, Schema? input = null) where TIn : struct where TOut : struct =>
        new(new FeatureHost<TIn, TOut>(options, create), [input ?? Schemas.Quote]);

    public static Dictionary<string, object?>[] Quotes(params (double? Bid, double? BidQty, double? Ask, double? AskQty)[] rows) =>
        [.. rows.Select((r, i) => new Dictionary<string, object?>
        {
            ["ts"] = (long)i, ["ts_recv"] = (long)i, ["venue"] = "v", ["symbol"] = "S",
            ["bid_px"] = r.Bid, ["bid_qty"] = r.BidQty, ["ask_px"] = r.Ask, ["ask_qty"] = r.AskQty,
        })];
}
