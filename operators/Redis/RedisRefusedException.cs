namespace StreamEngine.Redis;

/// <summary>The server refused a command for good.</summary>
public sealed class RedisRefusedException(string why) : IOException($"error {RedisCodes.Refused.Code}: {why}");
