namespace StreamEngine.Cli.Serving;

/// <summary>What a question for a report is answered: the report, or why there is none.</summary>
/// <param name="Json">The report, UTF-8; empty when there is none.</param>
/// <param name="Fault">Why there is none; null when there is one.</param>
internal sealed record ReportAnswer(ReadOnlyMemory<byte> Json, ReportFault? Fault)
{
    /// <summary>There is no report.</summary>
    public static ReportAnswer None(string code, int status, string message) => new(default, new ReportFault(code, status, message));
}
