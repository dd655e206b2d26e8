namespace StreamEngine.Serving;

/// <summary>The report cache cannot be asked: it is not open yet, or has stopped.</summary>
public sealed class CacheUnavailableException(string why) : Exception(why);
