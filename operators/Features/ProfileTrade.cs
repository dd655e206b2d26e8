namespace StreamEngine.Features;

/// <summary>A trade of a volume profile.</summary>
/// <param name="Bin">Number of its price bin.</param>
/// <param name="Steps">Its quantity in steps of the exponent.</param>
/// <param name="Exponent">The exponent.</param>
internal readonly record struct ProfileTrade(long Bin, long Steps, int Exponent);
