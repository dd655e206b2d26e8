namespace StreamEngine.Sources.Csv;

/// <summary>What a CSV file seems to be.</summary>
/// <param name="Options">Options that read it; null when it cannot be told.</param>
/// <param name="Reason">What it was taken for, or why it cannot be told and what to say.</param>
public sealed record CsvGuess(CsvFileSourceOptions? Options, string Reason);
