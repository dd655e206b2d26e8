namespace StreamEngine.Sources.Csv;

/// <summary>A field of a record.</summary>
/// <param name="Start">First byte of its content in the record.</param>
/// <param name="Length">Bytes of its content.</param>
/// <param name="IsQuoted">Whether it stands in quotes.</param>
/// <param name="HasQuotes">Whether it holds doubled quotes.</param>
internal readonly record struct CsvField(int Start, int Length, bool IsQuoted, bool HasQuotes);
