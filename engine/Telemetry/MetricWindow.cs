namespace StreamEngine.Telemetry;

/// <summary>What one series recorded between two instants.</summary>
/// <param name="Series">The series.</param>
/// <param name="From">From when on, by the clock of the registry.</param>
/// <param name="To">Until when.</param>
/// <param name="Values">How the values are spread; a quantile is within 6.25 % of the true value.</param>
public sealed record MetricWindow(MetricSeries Series, DateTimeOffset From, DateTimeOffset To, Histogram Values);
