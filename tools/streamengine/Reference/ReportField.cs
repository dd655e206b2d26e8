namespace StreamEngine.Cli.Reference;

/// <summary>One field of the market report, as people are told of it.</summary>
/// <param name="Pointer">Where it stands in the report, as a JSON pointer without indices: <c>/depth/top20_bid/p</c>.</param>
/// <param name="Title">What traders call it.</param>
/// <param name="Unit">Its unit, in words.</param>
/// <param name="What">What it is, in a sentence.</param>
/// <param name="Column">The column of the row that the report is made of; empty when the report alone has it.</param>
/// <param name="Operators">The operators that compute it; their doc comments hold formula, source and edge cases.</param>
internal sealed record ReportField(string Pointer, string Title, string Unit, string What, string Column, params IReadOnlyList<string> Operators)
{
    /// <summary>When it is null; empty when it never is.</summary>
    public string NullWhen { get; init; } = "";

    /// <summary>Its formula where the pipeline has it in a <c>select</c>; empty when the operators' are all there is.</summary>
    public string Formula { get; init; } = "";
}
