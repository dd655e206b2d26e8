namespace StreamEngine.Config;

/// <summary>One option, as the operator reference, <c>streamengine ops</c> and hover text show it.</summary>
/// <param name="Name">Name in YAML.</param>
/// <param name="TypeText">What a value looks like: <c>a duration such as 250ms</c>.</param>
/// <param name="DefaultText">The default as it would be written; null when there is none.</param>
/// <param name="RangeText">The range in words: <c>from 1 to 100000</c>; null when unlimited.</param>
/// <param name="Required">Whether it must be written.</param>
/// <param name="Summary">Its doc comment.</param>
/// <param name="Unit">Its unit; null when it has none.</param>
/// <param name="Allowed">The words it may be; null when any.</param>
/// <param name="Shorthand">Whether it takes a bare value of the verb.</param>
/// <param name="Nested">The options inside it; null when it is not a map of options.</param>
public sealed record OptionDescription(
    string Name,
    string TypeText,
    string? DefaultText,
    string? RangeText,
    bool Required,
    string Summary,
    string? Unit,
    IReadOnlyList<string>? Allowed,
    bool Shorthand,
    IReadOnlyList<OptionDescription>? Nested);
