namespace StreamEngine.Config;

/// <summary>Whether a problem refuses the file.</summary>
public enum Severity
{
    /// <summary>The file is refused.</summary>
    Error,

    /// <summary>The file runs; the reader should know.</summary>
    Warning,
}
