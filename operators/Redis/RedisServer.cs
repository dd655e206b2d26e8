using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Redis;

/// <summary>Where a Redis server is, and how to be let in. Its text never holds the password.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">TCP port.</param>
/// <param name="User">Name for the server's access list; null for the default user.</param>
/// <param name="Password">Password; null for none.</param>
public sealed record RedisServer(string Host, int Port, string? User = null, Secret? Password = null)
{
    private const int LongestHost = 253;

    /// <summary>Reads <c>host:port</c>; an IPv6 address stands in brackets.</summary>
    public static bool TryParse(string text, string? user, Secret? password, [NotNullWhen(true)] out RedisServer? server)
    {
        server = null;
        var colon = text.LastIndexOf(':');
        if (colon < 1 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65_535)
        {
            return false;
        }

        var host = text[..colon];
        var bare = host.Length > 2 && host[0] == '[' && host[^1] == ']' ? host[1..^1] : host;
        if (bare.Length > LongestHost || Uri.CheckHostName(bare) is var kind && (kind == UriHostNameType.Unknown || (kind == UriHostNameType.IPv6) != (bare.Length < host.Length)))
        {
            return false;
        }

        server = new RedisServer(bare, port, user, password);
        return true;
    }

    /// <summary>The server that options name; null, and a report, when they name none.</summary>
    /// <param name="scope">Where to report.</param>
    /// <param name="option">The option that holds the address.</param>
    /// <param name="text">The address.</param>
    /// <param name="user">Name for the access list.</param>
    /// <param name="password">Password.</param>
    public static RedisServer? Bind(BindScope scope, string option, string text, string? user, Secret? password)
    {
        if (user is not null && password is null)
        {
            scope.Report("user", RedisCodes.Address.Code, "option 'user' is given without 'password'", "write password: secret:NAME, and NAME under secrets");
        }

        if (TryParse(text, user, password, out var server))
        {
            return server;
        }

        var shown = text.Contains('@', StringComparison.Ordinal) ? "holds an '@'" : $"is {ProblemText.Quote(text)}"; // what stands before it may be a password
        scope.Report(option, RedisCodes.Address.Code, $"option '{option}' {shown}; it must be host:port such as 127.0.0.1:6379", "a password has an option of its own");
        return null;
    }

    /// <summary>A client of this server. What its pauses are drawn by is a function of the name of the node that asks.</summary>
    public RedisClient Client(TimeProvider clock, string node) => new(this, clock, new Random(SeedOf(node)));

    /// <summary>A seed by a name, the same in every process.</summary>
    internal static int SeedOf(string name)
    {
        var seed = 17;
        foreach (var c in name)
        {
            seed = unchecked((seed * 31) + c);
        }

        return seed;
    }

    /// <summary><c>host:port</c>.</summary>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
