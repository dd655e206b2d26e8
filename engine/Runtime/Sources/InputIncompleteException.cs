namespace StreamEngine.Runtime;

/// <summary>A bounded input ended without something its rows needed: the run fails, saying what is missing and what to do.</summary>
public sealed class InputIncompleteException(string code, string message) : Exception(message)
{
    /// <summary>SE9 code.</summary>
    public string Code => code;
}
