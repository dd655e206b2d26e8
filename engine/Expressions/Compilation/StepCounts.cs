namespace StreamEngine.Expressions;

/// <summary>Rows of a step by fate; what is neither filtered nor failed went on.</summary>
public struct StepCounts
{
    /// <summary>Rows that came in.</summary>
    public long In;

    /// <summary>Rows for which <c>where</c> was false or null.</summary>
    public long Filtered;

    /// <summary>Rows that failed.</summary>
    public long Failed;
}
