namespace StreamEngine.Features;

/// <summary>How grave a finding of the market report is.</summary>
internal enum Severity
{
    Low,
    Medium,
    High,
}
