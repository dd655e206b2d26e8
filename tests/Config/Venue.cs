namespace StreamEngine.Tests.Config;

/// <summary>Words of an option.</summary>
public enum Venue
{
    BinanceSpot,
    BinanceUsdm,
}
