namespace StreamEngine.Runtime;

/// <summary>Where a source reports input it could not turn into a row.</summary>
public interface IRowErrors
{
    /// <summary>Reports one row. It goes to the node's <c>error</c> port, the file's dead letters, or stops the run (DESIGN § 3 rule 2).</summary>
    /// <param name="at">Stream time at that point.</param>
    /// <param name="code">SE9 code.</param>
    /// <param name="reason">What is wrong, where (file, line, column), and what is allowed.</param>
    /// <param name="original">The original bytes as text.</param>
    void Report(long at, string code, string reason, string original);
}
