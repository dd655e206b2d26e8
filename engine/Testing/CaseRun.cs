using StreamEngine.Graph;

namespace StreamEngine.Testing;

/// <summary>What one run of a case left: rows by port, or why it failed.</summary>
/// <param name="Collected">What was collected, by node and port.</param>
/// <param name="Summary">Rows by node and fate.</param>
internal sealed record CaseRun(IReadOnlyDictionary<(string Node, int Port), CollectorSink> Collected, Runtime.RunSummary Summary);
