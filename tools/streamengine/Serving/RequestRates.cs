using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;

namespace StreamEngine.Cli.Serving;

/// <summary>
/// How many requests are answered: so many a second of each client and of all together, with some in reserve. A client is a connection, since all come from this machine by one address; what is kept of it ends with it, and there
/// are at most as many as connections, so the table is bounded.
/// </summary>
internal sealed class RequestRates(TimeProvider clock)
{
    /// <summary>Requests a second of one client.</summary>
    public const int PerClient = 200;

    /// <summary>Requests a second of all.</summary>
    public const int Overall = 5_000;

    private const int ReserveSeconds = 2;

    private readonly TokenBucket _all = new(Overall, Overall * ReserveSeconds, clock);
    private readonly ConditionalWeakTable<object, TokenBucket> _clients = [];

    /// <summary>Whether a request may be answered now.</summary>
    public bool Take(HttpContext context) =>
        _clients.GetValue(ConnectionOf(context), _ => new TokenBucket(PerClient, PerClient * ReserveSeconds, clock)).Take() && _all.Take();

    /// <summary>An object that lives as long as the connection.</summary>
    private static object ConnectionOf(HttpContext context) => context.Features.Get<Microsoft.AspNetCore.Connections.Features.IConnectionItemsFeature>()?.Items ?? (object)context;
}
