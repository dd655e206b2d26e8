namespace StreamEngine.Redis;

/// <summary>The server cannot be asked now: it is not there, broke off, took too long, or answered what no Redis server answers. Asking again later may help.</summary>
public sealed class RedisUnavailableException(string code, string why) : IOException($"error {code}: {why}")
{
    /// <summary>What happened, without the code.</summary>
    public string Why => why;

    /// <summary>The code: SE9701 or SE9703.</summary>
    public string Code => code;

    /// <summary>The answer is not the protocol.</summary>
    public static RedisUnavailableException Malformed(string what) => new(RedisCodes.Malformed.Code, $"not an answer of a Redis server: {what}");

    /// <summary>There is no answer.</summary>
    public static RedisUnavailableException Gone(string why) => new(RedisCodes.Unreachable.Code, why);
}
