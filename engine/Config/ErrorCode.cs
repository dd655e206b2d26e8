namespace StreamEngine.Config;

/// <summary>What <c>streamengine explain CODE</c> tells about a code.</summary>
/// <param name="Code"><c>SE</c> and four digits; the first digit is the family.</param>
/// <param name="Title">What is wrong, in a few words; a terminal shows them behind the carets.</param>
/// <param name="Cause">Why it is refused.</param>
/// <param name="Fix">What to do.</param>
/// <param name="Example">Text that gives this error.</param>
/// <param name="Mended">The same text without it.</param>
public sealed record ErrorCode(string Code, string Title, string Cause, string Fix, string Example, string Mended = "")
{
    /// <summary>The code itself, so that a registered code can be passed where a code is asked for.</summary>
    public static implicit operator string(ErrorCode code) => code.Code;
}
